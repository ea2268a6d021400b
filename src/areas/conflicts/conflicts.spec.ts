import { allMessages } from '../../kernel/messages';
import { runInRequest } from '../../kernel/request';
import type { Case, Dossier } from './case';
import { conflictsOf, hindrancesOf, isPartial } from './conflicts';
import { aCase as theCase, aDossier, aRival, aVenture as venture } from './conflicts.testing';
import { Conflict, evidenceKey, GROUNDS } from './grounds';

const PERSON = 'expert';
const dossier = (
  known: Partial<Omit<Dossier, 'present' | 'recent'>> & { present?: string[]; recent?: string[] } = {},
): Dossier => {
  const { present, recent, ...rest } = known;
  return aDossier({
    personId: PERSON,
    present: new Set(present),
    recent: new Set(recent ?? present),
    ...rest,
  });
};
const grounds = (of: Dossier, against: Case): string[] =>
  conflictsOf(of, against).map(({ ground }) => ground);
const rival = aRival();

describe('the conflicts of an expert', () => {
  it.each<[string, Dossier, Case, string[]]>([
    ['a stranger', dossier({ present: ['elsewhere'] }), theCase(), []],
    ['nobody’s employee', dossier(), theCase(), []],
    ['works at the lead', dossier({ present: ['lead'] }), theCase(), ['SAME_ENTITY']],
    ['works at a participant', dossier({ present: ['participant'] }), theCase(), ['SAME_ENTITY']],
    [
      'works at both',
      dossier({ present: ['lead', 'participant'] }),
      theCase(),
      ['SAME_ENTITY', 'SAME_ENTITY'],
    ],
    ['left a party lately', dossier({ recent: ['participant'] }), theCase(), ['FORMER_ENTITY']],
    ['leads the project', dossier(), theCase({ own: venture({ leaderId: PERSON }) }), ['TAKES_PART']],
    [
      'made the achievement',
      dossier(),
      theCase({ own: venture({ contributorIds: [PERSON] }) }),
      ['TAKES_PART'],
    ],
    [
      'is named by an unpublished achievement of strangers',
      dossier({ present: ['elsewhere'] }),
      theCase({
        own: venture({ contributorIds: [PERSON], unpublishedOf: 'rival' }),
        rivals: [{ ...rival, contributorIds: [PERSON], unpublishedOf: 'rival' }],
      }),
      [],
    ],
    [
      'is named by an unpublished achievement of an owner they worked for',
      dossier({ recent: ['owner'] }),
      theCase({ own: venture({ contributorIds: [PERSON], unpublishedOf: 'owner' }) }),
      ['TAKES_PART'],
    ],
    ['leads a rival', dossier(), theCase({ rivals: [{ ...rival, leaderId: PERSON }] }), ['OWN_APPLICATION']],
    [
      'made the achievement of a rival',
      dossier(),
      theCase({ rivals: [{ ...rival, contributorIds: [PERSON] }] }),
      ['OWN_APPLICATION'],
    ],
    ['works at a rival', dossier({ present: ['rival'] }), theCase({ rivals: [rival] }), ['OWN_APPLICATION']],
    ['worked at a rival', dossier({ recent: ['rival'] }), theCase({ rivals: [rival] }), []],
    ['is an officer', dossier({ officer: true }), theCase(), ['OFFICER']],
    [
      'works at a party that also competes',
      dossier({ present: ['lead'] }),
      theCase({ rivals: [aRival({ title: '又一项', partyIds: ['lead'] })] }),
      ['SAME_ENTITY', 'OWN_APPLICATION'],
    ],
  ])('%s', (_, of, against, expected) => {
    expect(grounds(of, against)).toEqual(expected);
  });

  it.each<[string, Dossier, Case, string[]]>([
    [
      'works at a sister of a party',
      dossier({ present: ['sister'], families: new Map([['group', '姊妹单位']]) }),
      theCase({ families: new Map([['lead', 'group']]) }),
      ['SAME_FAMILY'],
    ],
    [
      'works at the parent of a party',
      dossier({ present: ['group'], families: new Map([['group', '集团']]) }),
      theCase({ families: new Map([['participant', 'group']]) }),
      ['SAME_FAMILY'],
    ],
    [
      'writes from a party’s domain',
      dossier({ mailDomain: 'lab.qhlithium.cn' }),
      theCase({ mailDomains: new Map([['lead', new Set(['qhlithium.cn'])]]) }),
      ['SAME_DOMAIN'],
    ],
    [
      'writes from where everybody does',
      dossier({ mailDomain: '163.com' }),
      theCase({ mailDomains: new Map([['lead', new Set(['163.com', 'test.example'])]]) }),
      [],
    ],
    [
      'has a namesake at a party',
      dossier({ namesakes: [dossier({ personId: 'double', present: ['lead'] })] }),
      theCase(),
      ['SAME_NAME'],
    ],
    [
      'has a namesake who leads',
      dossier({ namesakes: [dossier({ personId: 'leader' })] }),
      theCase(),
      ['SAME_NAME'],
    ],
    [
      'has a namesake elsewhere',
      dossier({ namesakes: [dossier({ personId: 'double', present: ['x'] })] }),
      theCase(),
      [],
    ],
    [
      'published and applied with the leader',
      dossier(),
      theCase({
        ties: new Map([
          [
            PERSON,
            [
              { ground: 'CO_AUTHOR' as const, title: '论文', year: 2024 },
              { ground: 'CO_APPLICATION' as const, title: '项目', year: 2023 },
            ],
          ],
        ]),
      }),
      ['CO_AUTHOR', 'CO_APPLICATION'],
    ],
    [
      'declared a relative at a party',
      dossier({
        declared: [
          {
            kind: 'KINSHIP',
            organisationId: null,
            otherId: 'cousin',
            name: '表亲',
            at: new Set(['lead']),
            family: null,
          },
        ],
      }),
      theCase(),
      ['KINSHIP'],
    ],
    [
      'declared an interest in an organisation of a party’s family, and one elsewhere',
      dossier({
        declared: ['group', 'elsewhere'].map((id) => ({
          ...({
            kind: 'INTEREST',
            organisationId: id,
            otherId: null,
            name: id,
            at: new Set([id]),
            family: id,
          } as const),
        })),
      }),
      theCase({ families: new Map([['lead', 'group']]) }),
      ['INTEREST'],
    ],
    [
      'leads a rival whose text is alike',
      dossier(),
      theCase({ rivals: [aRival({ leaderId: PERSON, likeness: () => 0.7 })] }),
      ['OWN_APPLICATION', 'SIMILAR_APPLICATION'],
    ],
    ['is named as unsuitable', dossier(), theCase({ unsuitable: new Set([PERSON]) }), ['NAMED_UNSUITABLE']],
  ])('are found where the expert %s', (_, of, against, expected) => {
    expect(grounds(of, against)).toEqual(expected);
  });

  it('leave out what two officers have set aside, and nothing that was found since', () => {
    const of = dossier({ recent: ['participant'] });
    const [found] = conflictsOf(of, theCase());
    const dismissal = {
      ...{ id: 'd', personId: PERSON, ground: 'FORMER_ENTITY', evidence: [evidenceKey(found!)] },
      ...{ reason: '离职多年', dismissedById: 'one', confirmedById: null as string | null },
    };
    expect(grounds(of, theCase({ dismissed: [dismissal] }))).toEqual(['FORMER_ENTITY']);
    const confirmed = [{ ...dismissal, confirmedById: 'two' }];
    expect(grounds(of, theCase({ dismissed: confirmed }))).toEqual([]);
    expect(grounds(of, theCase({ dismissed: confirmed, years: 5 }))).toEqual([]);
    const since = dossier({ recent: ['participant', 'lead'] });
    expect(grounds(since, theCase({ dismissed: confirmed }))).toEqual(['FORMER_ENTITY']);
    expect(grounds({ ...of, personId: 'another' }, theCase({ dismissed: confirmed }))).toEqual([
      'FORMER_ENTITY',
    ]);
  });

  it('are not absence nor reviews enough, which keep from a draw all the same', () => {
    const of = dossier({ unavailableUntil: '2026-03-01', loadLimit: 2 });
    const against = theCase({ loads: new Map([[PERSON, 2]]) });
    expect(grounds(of, against)).toEqual([]);
    expect(hindrancesOf(of, against).map(({ ground, params }) => [ground, params])).toEqual([
      ['UNAVAILABLE', { until: '2026-03-01' }],
      ['LOAD_REACHED', { load: 2, most: 2 }],
    ]);
    expect(hindrancesOf(dossier({ loadLimit: 99 }), theCase({ loads: new Map([[PERSON, 9]]) }))).toEqual([]);
  });

  it('bind officers by what they are, not by whom an applicant names', () => {
    const officer = dossier({ officer: true });
    expect(
      isPartial(officer, theCase({ unsuitable: new Set([PERSON]), rivals: [aRival({ leaderId: PERSON })] })),
    ).toBe(false);
    expect(
      isPartial(
        { ...officer, mailDomain: 'a.cn' },
        theCase({ mailDomains: new Map([['lead', new Set(['a.cn'])]]) }),
      ),
    ).toBe(true);
  });

  it('name the evidence, in the caller’s language', () => {
    const [found] = conflictsOf(dossier({ recent: ['participant'] }), theCase());
    const told = new Conflict(found!);
    const text = (locale: 'zh' | 'en'): string => runInRequest({ id: '-', locale }, () => told.text);
    expect(text('zh')).toBe('评审人近 3 年内曾任职于本项目的参与单位“参与单位”');
    expect(text('en')).toContain('within the last 3 years');
    expect(runInRequest({ id: '-', locale: 'en' }, () => told.source)).toContain('NSFC');
  });

  it('can be dismissed, but never the same legal entity', () => {
    expect(GROUNDS.SAME_ENTITY.dismissible).toBe(false);
    const [found] = conflictsOf(dossier({ present: ['lead'] }), theCase());
    expect(new Conflict(found!).dismissible).toBe(false);
  });

  it('have a sentence each', () => {
    for (const { text } of conflictsOf(
      dossier({ present: ['lead', 'rival'], officer: true }),
      theCase({ rivals: [rival] }),
    )) {
      expect(allMessages().has(text)).toBe(true);
    }
  });
});
