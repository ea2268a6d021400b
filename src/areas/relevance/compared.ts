import type { CooperationMode } from '../../kernel/cooperation';
import { lexiconVersion } from '../../kernel/lexicon';
import type { Visibility } from '../../kernel/visibility';
import type { Achievement } from '../achievements';
import type { Need } from '../needs';
import type { Titled } from '../../engine/document';

/** What the index keeps beside a text: what a match is judged by beside its words. */
export interface Beside {
  readonly version: number;
  /** The glossary by which the text was taken apart. */
  readonly lexicon: string;
  readonly title: string;
  readonly organisationId: string;
  readonly visibility: Visibility;
  /** Contributors; none for a need. */
  readonly personIds: readonly string[];
  /** GB/T 4754 codes. */
  readonly sectors: readonly string[];
  readonly modes: readonly CooperationMode[];
  /** What can be paid at most, or what is asked at least, CNY yuan. */
  readonly money: number | null;
  /** Readiness that is offered, or that is wanted, 1 to 9. */
  readonly trl: number | null;
  /** When it was last said to hold, milliseconds. */
  readonly freshAt: number;
}

/** What of a need is compared. */
export const textOfNeed = ({ title, description, keywords, metrics }: Need): Titled => ({
  title,
  body: [description, ...keywords, ...metrics.map(({ name }) => name)].join('\n'),
});

/** What of an achievement is compared. */
export const textOfAchievement = ({ title, abstract, keywords }: Achievement): Titled => ({
  title,
  body: [abstract, ...keywords].join('\n'),
});

const yuan = (amount: string | null): number | null => (amount === null ? null : Number(amount));

/** What stands beside a need's text. */
export const besideNeed = (need: Need): Beside => ({
  version: need.version,
  lexicon: lexiconVersion(),
  title: need.title,
  organisationId: need.organisationId,
  visibility: need.visibility,
  personIds: [],
  sectors: need.sectors,
  modes: need.modes,
  money: yuan(need.budgetMax ?? need.budgetMin),
  trl: need.trlWanted,
  freshAt: (need.confirmedAt ?? need.publishedAt)?.getTime() ?? 0,
});

/** What stands beside an achievement's text. */
export const besideAchievement = (achievement: Achievement, personIds: readonly string[]): Beside => ({
  version: achievement.version,
  lexicon: lexiconVersion(),
  title: achievement.title,
  organisationId: achievement.organisationId,
  visibility: achievement.visibility,
  personIds,
  sectors: achievement.sectors,
  modes: achievement.modes,
  money: yuan(achievement.priceMin),
  trl: achievement.trl,
  freshAt: achievement.publishedAt?.getTime() ?? 0,
});
