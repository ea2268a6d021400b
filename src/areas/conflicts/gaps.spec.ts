import fc from 'fast-check';
import type { Case, Dossier } from './case';
import { conflictsOf, hindrancesOf } from './conflicts';
import { aCase, aDossier, aRival, aVenture } from './conflicts.testing';
import { evidenceKey, GROUNDS, type GroundCode } from './grounds';

const ORGANISATIONS = Array.from({ length: 8 }, (_, n) => `org${n}`);
const PEOPLE = Array.from({ length: 8 }, (_, n) => `person${n}`);
const org = fc.constantFrom(...ORGANISATIONS);
const person = fc.constantFrom(...PEOPLE);
const someOf = (of: typeof org): fc.Arbitrary<string[]> => fc.uniqueArray(of, { maxLength: 3 });

/** Which organisation stands above which: each may belong to an earlier one. */
const parents = fc.tuple(
  ...ORGANISATIONS.map((_, n) => fc.option(fc.nat({ max: Math.max(0, n - 1) }), { freq: 1 })),
);
const rootOf = (tree: readonly (number | null)[], id: string): string => {
  let at = Number(id.slice(3));
  for (let up = tree[at]; up !== null && up !== undefined && up !== at; up = tree[at]) at = up;
  return `org${at}`;
};

interface World {
  readonly tree: (number | null)[];
  readonly dossier: Dossier;
  readonly of: Case;
}

const world: fc.Arbitrary<World> = fc
  .record({
    tree: parents,
    parties: fc.uniqueArray(org, { minLength: 1, maxLength: 3 }),
    present: someOf(org),
    left: someOf(org),
    leaderId: person,
    contributorIds: someOf(person),
    rivalParties: someOf(org),
    rivalLeader: person,
    unsuitable: someOf(person),
    domain: fc.option(fc.constantFrom('a.cn', 'b.cn', 'qq.com')),
    officer: fc.boolean(),
  })
  .map(({ tree, parties, present, left, ...rest }) => {
    const root = (id: string): string => rootOf(tree, id);
    const dossier = aDossier({
      ...{ personId: 'person0', present: new Set(present), recent: new Set([...present, ...left]) },
      ...{ mailDomain: rest.domain, officer: rest.officer },
      families: new Map(present.map((id) => [root(id), id])),
    });
    const { leaderId, contributorIds } = rest;
    const of = aCase({
      own: aVenture({ partyIds: parties, leaderId, contributorIds }),
      rivals: [aRival({ partyIds: rest.rivalParties, leaderId: rest.rivalLeader, contributorIds: [] })],
      families: new Map(parties.map((id) => [id, root(id)])),
      mailDomains: new Map(parties.map((id) => [id, new Set([`${id}.cn`, 'a.cn', 'qq.com'])])),
      unsuitable: new Set(rest.unsuitable),
    });
    return { tree: [...tree], dossier, of };
  });

const grounds = (dossier: Dossier, of: Case): GroundCode[] =>
  conflictsOf(dossier, of).map(({ ground }) => ground);

/** Said again without the engine: whether anything ties the expert to the application. */
function isTied({ tree, dossier, of }: World): boolean {
  const { personId, present, recent, mailDomain, officer } = dossier;
  const { own, rivals, unsuitable } = of;
  const kin = (id: string): boolean =>
    ORGANISATIONS.some((other) => present.has(other) && rootOf(tree, other) === rootOf(tree, id));
  const rival = rivals.some(
    ({ leaderId, partyIds }) => leaderId === personId || partyIds.some((id) => present.has(id)),
  );
  return (
    own.partyIds.some((id) => recent.has(id) || kin(id)) ||
    mailDomain === 'a.cn' ||
    own.leaderId === personId ||
    own.contributorIds.includes(personId) ||
    rival ||
    unsuitable.has(personId) ||
    officer
  );
}

/** Every way in which a tie may hide: the same person, told of in another manner. */
const GAPS: readonly [GroundCode, (of: World, party: string) => Partial<Dossier> | Partial<Case>][] = [
  ['SAME_ENTITY', ({ dossier }, party) => ({ present: new Set([...dossier.present, party]) })],
  ['FORMER_ENTITY', ({ dossier }, party) => ({ recent: new Set([...dossier.recent, party]) })],
  ['SAME_FAMILY', ({ tree }, party) => ({ families: new Map([[rootOf(tree, party), 'sister']]) })],
  ['SAME_DOMAIN', (_, party) => ({ mailDomain: `mail.${party}.cn` })],
  ['SAME_NAME', (_, party) => ({ namesakes: [aDossier({ personId: 'double', recent: new Set([party]) })] })],
  ['SAME_NAME', ({ of }) => ({ namesakes: [aDossier({ personId: of.own.leaderId! })] })],
  [
    'CO_AUTHOR',
    () => ({ ties: new Map([['person0', [{ ground: 'CO_AUTHOR' as const, title: 't', year: 2025 }]]]) }),
  ],
  [
    'KINSHIP',
    (_, party) => ({
      declared: [
        {
          kind: 'KINSHIP' as const,
          organisationId: null,
          otherId: 'x',
          name: 'x',
          at: new Set([party]),
          family: null,
        },
      ],
    }),
  ],
];

describe('whoever can be drawn', () => {
  it('is tied to nothing, and whoever is tied to something cannot be drawn', () => {
    fc.assert(
      fc.property(world, (one) => {
        expect(conflictsOf(one.dossier, one.of).length > 0).toBe(isTied(one));
        const drawable = hindrancesOf(one.dossier, one.of).length === 0;
        expect(drawable && isTied(one)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(GAPS)('hides %s through no gap, and only two officers set it aside', (ground, gap) => {
    fc.assert(
      fc.property(world, (plain) => {
        const party = plain.of.own.partyIds[0]!;
        const clean = { ...plain.dossier, present: new Set<string>(), recent: new Set<string>() };
        const given = gap({ ...plain, dossier: clean }, party);
        const [dossier, of] = [
          { ...clean, families: new Map(), ...given },
          { ...plain.of, ...('ties' in given ? given : {}) },
        ];
        expect(grounds(dossier, of)).toContain(ground);
        const evidence = conflictsOf(dossier, of).map(evidenceKey);
        const dismissal = {
          id: 'd',
          personId: 'person0',
          ground,
          evidence,
          reason: 'r',
          dismissedById: 'one',
        };
        const after = (confirmedById: string | null): GroundCode[] =>
          grounds(dossier, { ...of, dismissed: [{ ...dismissal, confirmedById }] });
        expect(after(null)).toEqual(grounds(dossier, of));
        expect(after('two').includes(ground)).toBe(!GROUNDS[ground].dismissible);
        expect(after('two')).toEqual(
          grounds(dossier, of).filter((one) => one !== ground || !GROUNDS[ground].dismissible),
        );
      }),
      { numRuns: 500 },
    );
  });
});
