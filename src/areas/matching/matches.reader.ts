import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import type { RequestContext } from '../../kernel/context';
import { windowOf, type PageArgs } from '../../kernel/page';
import { setting } from '../../kernel/settings';
import type { Titled } from '../../engine/document';
import { Achievement } from '../achievements';
import { NearnessReader } from '../embeddings';
import type { Need } from '../needs';
import { MatchIndex, textOfAchievement, textOfNeed } from '../relevance';
import type { Side } from '../../engine/statistics';
import { Candidates } from './candidates';
import { Judging } from './judging';
import { Listing } from './listing';
import { MatchConnection, type MatchKind } from './match';
import { OpinionsReader, type OwnerOpinion } from '../verdicts';
import { byWorks, Comparison, type Ranked, type Subject } from './ranking';

/** Texts that score less are noise; 0 to 1. */
export const LEAST_SCORE = setting('matching.least-score', 0.02, {
  zh: '显示匹配结果的最低文本得分（0–1）',
  en: 'Least text score at which a match is shown (0–1)',
  max: 1,
});

/** So many of the best texts are judged by everything else as well. */
const MOST_HITS = 1_000;
/** Works that count for an expert are looked for around the best so many texts, and so many of each expert's. */
const REACH = 200;
const WORKS_EACH = 40;
/** Finds who could answer a need, and what an achievement could be used for. */
@Injectable()
export class MatchesReader {
  constructor(
    private readonly index: MatchIndex,
    private readonly opinions: OpinionsReader,
    private readonly judging: Judging,
    private readonly candidates: Candidates,
    private readonly listing: Listing,
    private readonly nearness: NearnessReader,
  ) {}

  /** A page of the matches that this viewer may read, best first; nothing for those to whom the subject does not belong. */
  async page(
    context: RequestContext,
    subject: Need | Achievement,
    args: PageArgs,
    kinds: readonly MatchKind[],
  ): Promise<MatchConnection> {
    const window = windowOf(args);
    if (!mayAsk(context.actor, subject)) return new MatchConnection([], false, window.after !== null);
    await this.index.current();
    const opinions = await this.opinions.of(context, subject);
    const ranked: Ranked[] = [];
    for (const kind of new Set(kinds)) ranked.push(...(await this.rank(context, subject, kind, opinions)));
    return this.listing.page(context, window, subject, subject.organisationId, ranked, opinions);
  }

  private async rank(
    context: RequestContext,
    subject: Need | Achievement,
    kind: MatchKind,
    opinions: readonly OwnerOpinion[],
  ): Promise<Ranked[]> {
    const side: Side = kind === 'NEED' ? 'need' : 'achievement';
    const view = this.index.corpus.sides[side].view();
    const about = aboutOf(subject);
    const comparison = new Comparison(view, view.query(textOf(subject)), about);
    if (kind === 'PERSON' || kind === 'ORGANISATION') return this.experts(context, comparison, kind, about);
    const hits = comparison.hits(LEAST_SCORE.value, MOST_HITS);
    const organisations = [subject.organisationId, ...hits.map(({ beside }) => beside.organisationId)];
    const [judgement, near] = await Promise.all([
      this.judging.of(context, organisations, opinions, side),
      this.nearness.of(
        context,
        subject.id,
        hits.map(({ id }) => id),
      ),
    ]);
    return hits.map((hit) => comparison.rank(kind, { ...hit, near: near.get(hit.id) }, judgement));
  }

  /** People or organisations by their works; a work that this viewer may not read does not count. */
  private async experts(
    context: RequestContext,
    comparison: Comparison,
    kind: 'PERSON' | 'ORGANISATION',
    about: Subject,
  ): Promise<Ranked[]> {
    const works = comparison.worksBy(
      ({ organisationId, personIds }) => (kind === 'PERSON' ? personIds : [organisationId]),
      REACH,
      WORKS_EACH,
    );
    const readable = await this.candidates.readable(context.actor, kind, works);
    const organisations = kind === 'ORGANISATION' ? [about.organisationId, ...readable.keys()] : [];
    const judgement = await this.judging.of(context, organisations, [], 'achievement');
    return [...readable]
      .map(([id, list]) => byWorks(kind, id, list, about, judgement))
      .filter(({ score }) => score >= LEAST_SCORE.value);
  }
}

/** Whether an actor sees what a need or an achievement is matched with. */
export const mayAsk = (actor: Actor, { organisationId }: Need | Achievement): boolean =>
  actor.kind === 'system' || isBureau(actor) || actor.organisationIds.includes(organisationId);

/** What of a record is compared. */
export const textOf = (subject: Need | Achievement): Titled =>
  subject instanceof Achievement ? textOfAchievement(subject) : textOfNeed(subject);

const moneyOf = (subject: Need | Achievement): number | null => {
  const amount = subject instanceof Achievement ? subject.priceMin : (subject.budgetMax ?? subject.budgetMin);
  return amount === null ? null : Number(amount);
};

/** What is known of a record beside its text. */
export const aboutOf = (subject: Need | Achievement): Subject => ({
  organisationId: subject.organisationId,
  sectors: subject.sectors,
  modes: subject.modes,
  money: moneyOf(subject),
  trl: subject instanceof Achievement ? subject.trl : subject.trlWanted,
});
