import type { Case, Dossier, Identity, Rival, Venture } from './case';
import { evidenceKey, GROUNDS, type Dismissed, type FoundConflict } from './grounds';
import { areOneDomain } from '../../kernel/mail-domains';

/** Every conflict of an expert with an application that stands; none when they may judge it. Pure: it looks at what is loaded. */
export const conflictsOf = (dossier: Dossier, of: Case): FoundConflict[] =>
  allConflictsOf(dossier, of).filter((found) => dismissalOf(dossier.personId, found, of) === undefined);

/** What keeps an expert from being drawn for an application: conflicts, absence, and reviews enough. */
export const hindrancesOf = (dossier: Dossier, of: Case): FoundConflict[] => [
  ...conflictsOf(dossier, of),
  ...shortages(dossier, of),
];

/** The conflicts that stand, and those that two officers have set aside. */
export function allConflictsOf(dossier: Dossier, of: Case): FoundConflict[] {
  const { own, unsuitable } = of;
  const found = [
    ...of.own.partyIds.flatMap((id, at) =>
      of.own.partyIds.indexOf(id) === at ? atParty(dossier, id, of) : [],
    ),
    ...partIn(dossier, own),
    ...workedWith(dossier, of),
    ...declared(dossier, of),
    ...rivalsOf(dossier, of).flatMap((rival) => competing(dossier, rival, of)),
    ...dossier.namesakes.flatMap((namesake) => sameName(dossier, namesake, of)),
  ];
  if (unsuitable.has(dossier.personId))
    found.push({ ground: 'NAMED_UNSUITABLE', text: 'experts.unsuitable', params: {} });
  if (dossier.officer) found.push({ ground: 'OFFICER', text: 'experts.officer', params: {} });
  return found;
}

/** The dismissal that covers this conflict; only one that a second officer confirmed does. */
export const dismissalOf = (
  personId: string,
  found: FoundConflict,
  { dismissed }: Case,
): Dismissed | undefined =>
  dismissed.find(
    (one) =>
      one.confirmedById !== null &&
      GROUNDS[found.ground].dismissible &&
      one.personId === personId &&
      one.ground === found.ground &&
      one.evidence.includes(evidenceKey(found)),
  );

/**
 * Whether an officer has to step aside: they are asked only about themselves, not for being one, not for what else is
 * in the round, and not by whom the applicant names.
 */
export const isPartial = (dossier: Dossier, of: Case): boolean =>
  conflictsOf({ ...dossier, officer: false }, { ...of, rivals: [], unsuitable: new Set() }).length > 0;

/** What ties an expert to one party: the plainest of what says that they belong there, then what may say so. */
function atParty(dossier: Dossier, id: string, of: Case): FoundConflict[] {
  const { names, years, families, mailDomains } = of;
  const organisation = names.get(id) ?? '';
  if (dossier.present.has(id))
    return [{ ground: 'SAME_ENTITY', text: 'experts.same-entity', params: { organisation } }];
  const found: FoundConflict[] = [];
  if (dossier.recent.has(id))
    found.push({ ground: 'FORMER_ENTITY', text: 'experts.former-entity', params: { organisation, years } });
  const own = dossier.families.get(families.get(id) ?? id);
  if (own !== undefined)
    found.push({ ground: 'SAME_FAMILY', text: 'experts.same-family', params: { organisation, own } });
  const { mailDomain } = dossier;
  const shared = [...(mailDomains.get(id) ?? [])].find(
    (one) => mailDomain !== null && areOneDomain(one, mailDomain),
  );
  if (shared !== undefined)
    found.push({
      ground: 'SAME_DOMAIN',
      text: 'experts.same-domain',
      params: { organisation, domain: shared },
    });
  return found;
}

function partIn(who: Identity, own: Venture): FoundConflict[] {
  const found: FoundConflict[] = [];
  if (own.leaderId === who.personId) found.push({ ground: 'TAKES_PART', text: 'experts.leads', params: {} });
  if (hasContributed(who, own)) found.push({ ground: 'TAKES_PART', text: 'experts.contributed', params: {} });
  return found;
}

/** Nobody is kept from a review by a paper that only those who name them have seen. */
const hasContributed = (
  { personId, present, recent }: Identity,
  { contributorIds, unpublishedOf: owner }: Venture,
): boolean =>
  contributorIds.includes(personId) && (owner === null || present.has(owner) || recent.has(owner));

const TIE_TEXTS = {
  CO_PROJECT: 'experts.co-project',
  CO_APPLICATION: 'experts.co-application',
  CO_AUTHOR: 'experts.co-author',
} as const;

const workedWith = ({ personId }: Dossier, { ties, collaborationYears: years }: Case): FoundConflict[] =>
  (ties.get(personId) ?? []).map(({ ground, title, year }) => ({
    ground,
    text: TIE_TEXTS[ground],
    params: { title, year, years },
  }));

/** What the expert declared themselves: of a party or its family, of who stands behind it, or of somebody who works there. */
function declared(dossier: Dossier, { own, families }: Case): FoundConflict[] {
  const roots = new Set(own.partyIds.map((id) => families.get(id) ?? id));
  const principals = new Set([own.leaderId, ...own.contributorIds]);
  return dossier.declared.flatMap(({ kind, otherId, name, at, family }): FoundConflict[] => {
    const touches =
      own.partyIds.some((id) => at.has(id)) ||
      (otherId !== null && principals.has(otherId)) ||
      (family !== null && roots.has(family));
    const text = otherId === null ? 'experts.declared-organisation' : 'experts.declared-person';
    return touches ? [{ ground: kind, text, params: { name } }] : [];
  });
}

const involved = new WeakMap<readonly Rival[], WeakMap<Identity, readonly Rival[]>>();

/** The other applications of the round that somebody stands behind, in person or by their house; found once a round. */
function rivalsOf(who: Identity, { rivals, itself }: Case): Rival[] {
  const known = involved.get(rivals) ?? new WeakMap<Identity, readonly Rival[]>();
  involved.set(rivals, known);
  let found = known.get(who);
  if (!found) {
    found = rivals.filter((rival) => competesInPerson(who, rival) || employerIn(who, rival) !== undefined);
    known.set(who, found);
  }
  return found.filter((rival) => rival !== itself);
}

const competesInPerson = (who: Identity, rival: Rival): boolean =>
  rival.leaderId === who.personId || hasContributed(who, rival);

const employerIn = ({ present }: Identity, { partyIds }: Rival): string | undefined =>
  partyIds.find((id) => present.has(id));

function competing(dossier: Identity, rival: Rival, { names, similarFrom, itself }: Case): FoundConflict[] {
  const { title } = rival;
  const found: FoundConflict[] = [];
  const ground = 'OWN_APPLICATION';
  if (competesInPerson(dossier, rival)) found.push({ ground, text: 'experts.competes', params: { title } });
  else {
    const organisation = names.get(employerIn(dossier, rival)!) ?? '';
    found.push({ ground, text: 'experts.employer-competes', params: { title, organisation } });
  }
  const likeness = rival.likeness(itself);
  if (likeness >= similarFrom) {
    const params = { title, likeness: `${Math.round(likeness * 100)}%` };
    found.push({ ground: 'SIMILAR_APPLICATION', text: 'experts.similar', params });
  }
  return found;
}

/** What another record of that name would have to answer for: the first of it tells enough. */
function sameName({ name }: Dossier, namesake: Identity, of: Case): FoundConflict[] {
  const { own, rivals, itself } = of;
  const { present, recent } = namesake;
  const party = own.partyIds.find((id) => present.has(id) || recent.has(id));
  const behind = partIn(namesake, own).length > 0 || of.ties.has(namesake.personId);
  const rival = rivals.find((one) => one !== itself && competesInPerson(namesake, one));
  if (party !== undefined) {
    const params = { name, organisation: of.names.get(party) ?? '' };
    return [{ ground: 'SAME_NAME', text: 'experts.same-name-at', params }];
  }
  if (behind) return [{ ground: 'SAME_NAME', text: 'experts.same-name-behind', params: { name } }];
  if (!rival) return [];
  return [{ ground: 'SAME_NAME', text: 'experts.same-name-competes', params: { name, title: rival.title } }];
}

/** How many reviews an expert has in a round at most: the round's limit, or less by their own wish. */
export const mostOf = ({ loadLimit }: Dossier, ofRound: number): number =>
  Math.min(loadLimit ?? ofRound, ofRound);

/** How many reviews of the round an expert has, and how many they may have. */
export const loadOf = (dossier: Dossier, of: Case): { load: number; loadLimit: number } => ({
  load: of.loads.get(dossier.personId) ?? 0,
  loadLimit: mostOf(dossier, of.mostLoad),
});

function shortages(dossier: Dossier, of: Case): FoundConflict[] {
  const { unavailableUntil } = dossier;
  const found: FoundConflict[] = [];
  if (unavailableUntil !== null)
    found.push({ ground: 'UNAVAILABLE', text: 'experts.unavailable', params: { until: unavailableUntil } });
  const { load, loadLimit: most } = loadOf(dossier, of);
  if (load >= most)
    found.push({ ground: 'LOAD_REACHED', text: 'experts.load-reached', params: { load, most } });
  return found;
}
