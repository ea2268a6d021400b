import { Injectable } from '@nestjs/common';
import { isBureau } from '../../kernel/actor';
import type { RequestContext } from '../../kernel/context';
import { setting } from '../../kernel/settings';
import { Need, NeedsReader } from '../needs';
import { MatchIndex, textOfNeed } from '../relevance';
import { PossibleDuplicate } from './possible-duplicate';

/** From this likeness on two needs may be the same; 0 to 1. */
export const DUPLICATE_LIKENESS = setting('insights.duplicate-likeness', 0.5, {
  zh: '两项需求文本相似度达到多少即提示可能重复（0–1）',
  en: 'From which likeness of their texts two needs may be the same (0–1)',
  max: 1,
});

const MOST = 5;

/** Finds needs that may be the same as one that somebody writes or looks at. */
@Injectable()
export class DuplicatesReader {
  constructor(
    private readonly index: MatchIndex,
    private readonly needs: NeedsReader,
  ) {}

  /** The likest open needs: of the same organisation for its members, of every one for the bureau. */
  async of(context: RequestContext, need: Need): Promise<PossibleDuplicate[]> {
    const { actor } = context;
    if (!isBureau(actor) && !actor.organisationIds.includes(need.organisationId)) return [];
    await this.index.current();
    const view = this.index.corpus.sides.need.view();
    const scores = view.scores(view.query(textOfNeed(need)));
    const like = view.entries.flatMap((entry, ordinal) => {
      const likeness = scores[ordinal]!;
      const shown = entry && (isBureau(actor) || entry.meta.organisationId === need.organisationId);
      return shown && entry.id !== need.id && likeness >= DUPLICATE_LIKENESS.value
        ? [{ id: entry.id, likeness }]
        : [];
    });
    like.sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1));
    const some = like.slice(0, MOST);
    const found = new Map(
      (
        await context.loadMany(
          this.needs,
          some.map(({ id }) => id),
        )
      ).map((one) => [one.id, one]),
    );
    return some.flatMap(({ id, likeness }) => {
      const record = found.get(id);
      return record ? [Object.assign(new PossibleDuplicate(), { need: record, likeness })] : [];
    });
  }
}
