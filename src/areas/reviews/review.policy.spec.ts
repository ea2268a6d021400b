import { ANONYMOUS, type Actor } from '../../kernel/actor';
import { seenRule } from '../../kernel/seen';
import { Review } from './review';
import { REVIEW_STATES, type ReviewState } from './review.lifecycle';
import { averageFor, reviewPolicy, sees } from './review.policy';

const account = (name: string, over: Partial<Actor> = {}): Actor => ({
  ...{ kind: 'account', accountId: name, personId: name, name, organisationIds: [], representedIds: [] },
  ...{ verified: false, roles: new Set() },
  ...over,
});
const roles = new Set(['BUREAU_OFFICER'] as const);

const PERSONAS = {
  stranger: ANONYMOUS,
  enterprise: account('enterprise', { organisationIds: ['elsewhere'] }),
  party: account('party', { organisationIds: ['lead'] }),
  reviewer: account('reviewer', { organisationIds: ['panel'], roles: new Set(['REVIEWER'] as const) }),
  peer: account('peer', { organisationIds: ['panel'], roles: new Set(['REVIEWER'] as const) }),
  /** A peer who has come to belong to a party. */
  bound: account('bound', { organisationIds: ['lead'], roles: new Set(['REVIEWER'] as const) }),
  colleague: account('colleague', { organisationIds: ['panel'] }),
  bureau: account('bureau', { roles, organisationIds: ['bureau'] }),
  partial: account('partial', { roles, organisationIds: ['bureau', 'participant'] }),
  administrator: account('administrator', { roles: new Set(['ADMIN'] as const) }),
} as const;
type Persona = keyof typeof PERSONAS;

const review = (state: ReviewState, over: Partial<Review> = {}): Review =>
  Object.assign(new Review(), {
    ...{ id: 'r', version: 1, state, applicationId: 'a', reviewerId: 'reviewer', drawId: 'd' },
    ...{ partyIds: ['lead', 'participant'], peerIds: ['peer', 'bound'], total: 80, ...over },
  });

type Sight = keyof typeof sees | 'read';
const ALL: Sight[] = ['read', 'reviewer', 'submission', 'opinion', 'scores', 'average'];
const OWN: Sight[] = ['read', 'reviewer', 'submission', 'opinion', 'scores'];
const SEALED: Sight[] = ['read', 'reviewer', 'submission'];
const OTHERS: Sight[] = ['read', 'opinion', 'scores', 'average'];
const TOLD: Sight[] = ['read', 'opinion', 'average'];

/** The whole truth about blindness: who sees what of a review, by its state. Who is not named sees nothing. */
const TABLE: Record<ReviewState, Partial<Record<Persona, Sight[]>>> = {
  ASSIGNED: { reviewer: OWN, bureau: SEALED },
  SUBMITTED: { reviewer: OWN, bureau: SEALED },
  OPENED: { reviewer: ALL, bureau: ALL, peer: OTHERS },
  DISCLOSED: { reviewer: ALL, bureau: ALL, peer: OTHERS, party: TOLD, partial: TOLD, bound: TOLD },
  HANDED_BACK: { reviewer: OWN, bureau: SEALED },
  RELEASED: { reviewer: OWN, bureau: SEALED },
  VOID: { reviewer: OWN, bureau: SEALED },
};

const cases = REVIEW_STATES.flatMap((state) =>
  (Object.keys(PERSONAS) as Persona[]).map(
    (persona) => [state, persona, TABLE[state][persona] ?? []] as const,
  ),
);

describe('blindness', () => {
  it.each(cases)('%s: %s sees %j', (state, persona, expected) => {
    const rules = { read: reviewPolicy.rules.read, ...sees };
    const seen = ALL.filter((sight) => rules[sight](PERSONAS[persona], review(state)));
    // A field of a record that may not be read is never asked for.
    expect(seen.includes('read') ? seen : []).toEqual(expected);
  });

  it('is put on every field that holds a judgement', () => {
    const blind = ['total', 'recommendation', 'comment'].map((field) => seenRule(`Review.${field}`));
    expect(blind).toEqual([sees.opinion, sees.opinion, sees.opinion]);
    expect(seenRule('Review.submittedAt')).toBe(sees.submission);
  });

  it.each(REVIEW_STATES)('%s: nobody but reviewer and bureau may do anything', (state) => {
    for (const persona of [
      'stranger',
      'enterprise',
      'party',
      'peer',
      'bound',
      'colleague',
      'partial',
      'administrator',
    ] as const) {
      for (const verb of ['SUBMIT', 'HAND_BACK', 'RELEASE', 'OPEN', 'DISCLOSE', 'VOID'] as const) {
        expect(reviewPolicy.rules[verb](PERSONAS[persona], review(state))).toBe(false);
      }
    }
  });

  it('lets an expert hand in, but not one who was taken off the list', () => {
    const { SUBMIT, HAND_BACK } = reviewPolicy.rules;
    const former = { ...PERSONAS.reviewer, roles: new Set<never>() };
    expect(SUBMIT(PERSONAS.reviewer, review('ASSIGNED'))).toBe(true);
    expect(SUBMIT(former, review('ASSIGNED'))).toBe(false);
    expect(HAND_BACK(former, review('ASSIGNED'))).toBe(true);
  });

  describe('of the average', () => {
    const three = (state: ReviewState): Review[] => [70, 80, 85].map((total) => review(state, { total }));

    it.each<[Persona, ReviewState, number | null]>([
      ['bureau', 'SUBMITTED', null],
      ['bureau', 'OPENED', 78.33],
      ['bureau', 'DISCLOSED', 78.33],
      ['party', 'DISCLOSED', 78.33],
      ['partial', 'DISCLOSED', 78.33],
    ])('%s, %s: %j', (persona, state, expected) => {
      expect(averageFor(PERSONAS[persona], three(state))).toBe(expected);
    });

    it('holds where only some are in', () => {
      expect(
        averageFor(PERSONAS.bureau, [...three('SUBMITTED'), review('ASSIGNED', { total: null })]),
      ).toBeNull();
    });

    it('never takes a reviewer’s own for it', () => {
      for (const state of REVIEW_STATES.filter((one) => one !== 'OPENED' && one !== 'DISCLOSED'))
        expect(averageFor(PERSONAS.reviewer, [review(state)])).toBeNull();
    });

    it('is null of nothing: “0 of 0” leaks nothing', () => {
      for (const persona of Object.values(PERSONAS)) expect(averageFor(persona, [])).toBeNull();
    });
  });
});
