import { agreementOf } from '../projects/agreement';
import { SETTLED } from '../projects/project.testing';
import { checksOf, failuresOf } from './formal-check';
import type { Dossier } from './formal-rule';
import { FORMAL_RULES, isAdmissible, LEAST_ENTERPRISES, LEAST_INSTITUTES, LEAST_TRL } from './formal-rules';

const failing = (dossier: Dossier): string[] => failuresOf(dossier).map(({ code }) => code);
/** The round of `good` with other terms. */
const under = (values: Record<string, number>): Pick<Dossier, 'round'> => ({
  round: { ...good.round, terms: { values, criteria: [] } },
});

const party = (organisationId: string, kind: string, verified = true): Dossier['parties'][number] =>
  ({
    organisationId,
    signedHash: 'hash',
    selfFunding: '1000000.00',
    organisation: { kind, verified },
  }) as never;

/** A dossier that passes. */
const good: Dossier = {
  application: { requestedFunding: '3500000.00', handedInAt: null, admittedUntil: null },
  project: {
    ...{ contentHash: 'hash', agreement: agreementOf(SETTLED), requestedFunding: '3500000.00' },
    ...{ startsOn: '2025-12-01', endsOn: '2027-11-30', partyIds: ['e', 'u'] },
  } as Dossier['project'],
  parties: [party('e', 'ENTERPRISE'), party('u', 'UNIVERSITY')],
  leader: { organisationId: 'e' },
  leaderLoad: 1,
  trl: 4,
  round: {
    terms: { values: {}, criteria: [] },
    opensAt: new Date('2025-10-09T01:00:00Z'),
    closesAt: new Date('2025-11-22T09:00:00Z'),
  },
  now: new Date('2025-11-22T08:59:59Z'),
};
const project = (more: object): Partial<Dossier> => ({
  project: { ...good.project, ...more },
});
const application = (more: object): Partial<Dossier> => ({ application: { ...good.application, ...more } });

const NOTHING = { workPackages: [], budget: [], milestones: [], pledges: [] };

const cases: readonly (readonly [why: string, failing: string[], more: Partial<Dossier>])[] = [
  [
    'one party signed another content',
    ['SIGNATURES'],
    { parties: [good.parties[0]!, { ...good.parties[1]!, signedHash: 'old' }] },
  ],
  [
    'one party has not signed',
    ['SIGNATURES'],
    { parties: [good.parties[0]!, { ...good.parties[1]!, signedHash: null }] },
  ],
  ['a matter is open', ['AGREEMENT'], project({ agreement: agreementOf({ ...SETTLED, breach: ' ' }) })],
  ['no science', ['COLLABORATION'], { parties: [party('e', 'ENTERPRISE'), party('u', 'ALLIANCE')] }],
  [
    'no enterprise',
    ['COLLABORATION'],
    { parties: [party('e', 'HOSPITAL'), party('u', 'RESEARCH_INSTITUTE')] },
  ],
  [
    'a party is not verified',
    ['VERIFIED_PARTIES'],
    { parties: [party('e', 'ENTERPRISE', false), party('u', 'UNIVERSITY')] },
  ],
  ['more than was signed', ['FUNDING'], application({ requestedFunding: '3500000.01' })],
  ['nothing asked for', ['FUNDING'], application({ requestedFunding: '0.00' })],
  [
    'above the limit',
    ['FUNDING'],
    { ...project({ requestedFunding: '5000001.00' }), ...application({ requestedFunding: '5000000.01' }) },
  ],
  ['no leader', ['LEADER'], { leader: null }],
  ['a leader of another house', ['LEADER'], { leader: { organisationId: 'x' } }],
  ['a leader of none', ['LEADER'], { leader: { organisationId: null } }],
  ['a leader with two others', ['LEADER_LOAD'], { leaderLoad: 2 }],
  ['no end', ['DATES'], project({ endsOn: null })],
  ['ends before it starts', ['DATES'], project({ startsOn: '2028-01-01' })],
  ['is over', ['DATES'], project({ startsOn: '2024-01-01', endsOn: '2025-11-21' })],
  [
    'an empty plan',
    ['PLAN', 'BUDGET'],
    project({ plan: { ...NOTHING, pledges: [{ organisationId: 'e', version: 1 }] } }),
  ],
  ['too late by a second', ['WINDOW'], { now: new Date('2025-11-22T09:00:00Z') }],
  ['too early', ['WINDOW'], { now: new Date('2025-10-09T00:59:59Z') }],
];

describe('the formal check', () => {
  it('passes what is complete', () => {
    expect(failing(good)).toEqual([]);
    expect(checksOf(good).every(({ passed }) => passed)).toBe(true);
  });

  it.each(cases)('finds that %s', (_, codes, more) => {
    expect(failing({ ...good, ...more })).toEqual(codes);
  });

  it('asks for as many of each side as the round says', () => {
    const universities = { ...good, parties: [party('e', 'UNIVERSITY'), party('u', 'UNIVERSITY')] };
    const others = under({ [LEAST_ENTERPRISES.key]: 0, [LEAST_INSTITUTES.key]: 2 });
    expect(failing(universities)).toEqual(['COLLABORATION']);
    expect(failing({ ...universities, ...others })).toEqual([]);
    expect(failing({ ...good, ...others })).toEqual(['COLLABORATION']);
    expect(checksOf({ ...good, ...others }).find(({ code }) => code === 'COLLABORATION')!.text).toContain(
      '0',
    );
  });

  it('asks for a technology readiness where the round does', () => {
    expect(failing({ ...good, ...under({ [LEAST_TRL.key]: 4 }) })).toEqual([]);
    expect(failing({ ...good, ...under({ [LEAST_TRL.key]: 5 }) })).toEqual(['TRL']);
    expect(failing({ ...good, trl: null, ...under({ [LEAST_TRL.key]: 1 }) })).toEqual(['TRL']);
  });

  it('advises on own funds without blocking, unless the round makes them a condition', () => {
    const poor = { ...good, parties: good.parties.map((each) => ({ ...each, selfFunding: '1.00' })) };
    expect(failing(poor)).toEqual([]);
    expect(failing({ ...poor, ...under({ 'applications.self-funding-binding': 1 }) })).toEqual([
      'SELF_FUNDING',
    ]);
    expect(checksOf(poor).find(({ code }) => code === 'SELF_FUNDING')).toMatchObject({
      passed: false,
      blocking: false,
    });
  });

  it('judges what was submitted as of its submission', () => {
    const submitted = { handedInAt: new Date('2025-11-20T02:00:00Z') };
    expect(failing({ ...good, ...application(submitted), now: new Date('2026-03-01T00:00:00Z') })).toEqual(
      [],
    );
  });

  it('lets in late whom the bureau admitted, until then and no longer', () => {
    const admitted = { admittedUntil: new Date('2025-11-25T16:00:00Z') };
    expect(isAdmissible(good.round, admitted, new Date('2025-11-25T15:59:59Z'))).toBe(true);
    expect(isAdmissible(good.round, admitted, new Date('2025-11-25T16:00:00Z'))).toBe(false);
    expect(isAdmissible(good.round, admitted, new Date('2025-10-01T00:00:00Z'))).toBe(false);
  });

  it('has each rule once, in both languages', () => {
    expect(new Set(FORMAL_RULES.map(({ code }) => code)).size).toBe(FORMAL_RULES.length);
    for (const { text, source } of FORMAL_RULES) {
      const said = typeof text === 'function' ? text(good.round.terms) : text;
      for (const sentence of [said, source]) expect(sentence.zh !== '' && sentence.en !== '').toBe(true);
    }
  });
});
