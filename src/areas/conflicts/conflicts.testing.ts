import type { Case, Dossier, Rival, Venture } from './case';

/** An expert of whom nothing is known, but for what is given. */
export const aDossier = (known: Partial<Dossier> & Pick<Dossier, 'personId'>): Dossier => ({
  ...{ present: new Set(), recent: known.present ?? new Set(), officer: false, name: '', namesakes: [] },
  ...{ mailDomain: null, families: new Map(), declared: [], unavailableUntil: null, loadLimit: null },
  ...known,
});

/** A project of two parties, led by `leader`, on an achievement of `author`. */
export const aVenture = (over: Partial<Venture> = {}): Venture => ({
  ...{ title: '盐湖提锂', partyIds: ['lead', 'participant'], leaderId: 'leader' },
  ...{ contributorIds: ['author'], unpublishedOf: null },
  ...over,
});

/** Another application of the round, with a text of its own. */
export const aRival = (over: Partial<Rival> = {}): Rival => ({
  ...aVenture({ title: '另一项', partyIds: ['rival'], leaderId: 'x', contributorIds: ['y'] }),
  likeness: () => 0,
  ...over,
});

/** The application of that project, alone in its round. */
export const aCase = (over: Partial<Case> = {}): Case => ({
  ...{ own: aVenture(), itself: aRival(), rivals: [], years: 3, collaborationYears: 3, similarFrom: 0.5 },
  names: new Map([
    ['lead', '牵头单位'],
    ['participant', '参与单位'],
    ['rival', '另一单位'],
  ]),
  ...{ ties: new Map(), families: new Map(), mailDomains: new Map(), unsuitable: new Set<string>() },
  ...{ dismissed: [], loads: new Map(), mostLoad: 10 },
  ...over,
});
