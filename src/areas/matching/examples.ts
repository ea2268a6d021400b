import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../kernel/context';
import type { Example } from '../../engine/feedback';
import { Achievement, AchievementsReader } from '../achievements';
import { NeedsReader, type Need } from '../needs';
import { Corpus, textOfAchievement, textOfNeed } from '../relevance';
import type { Side } from '../../engine/statistics';
import type { OwnerOpinion } from '../verdicts';

/** So many of the latest opinions move a list. */
const MOST = 20;

/** The candidates that an owner judged, as examples of what helps and what does not. */
@Injectable()
export class Examples {
  constructor(
    private readonly corpus: Corpus,
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
  ) {}

  /** The judged texts of one side; one that the viewer may not read any more teaches nothing. */
  async of(context: RequestContext, opinions: readonly OwnerOpinion[], side: Side): Promise<Example[]> {
    const known = opinions
      .filter(({ candidateId }) => this.corpus.sides[side].meta(candidateId))
      .slice(0, MOST);
    const ids = known.map(({ candidateId }) => candidateId);
    const records: (Need | Achievement)[] =
      side === 'need'
        ? await context.loadMany(this.needs, ids)
        : await context.loadMany(this.achievements, ids);
    const signs = new Map(
      known.map(({ candidateId, verdict }) => [candidateId, verdict === 'USEFUL' ? 1 : -1]),
    );
    return records.map((record) => this.example(record, side, signs.get(record.id) as 1 | -1));
  }

  private example(record: Need | Achievement, side: Side, sign: 1 | -1): Example {
    const view = this.corpus.sides[side].view();
    const text = record instanceof Achievement ? textOfAchievement(record) : textOfNeed(record);
    const scores = view.scores(view.query(text));
    return { id: record.id, sign, likeness: (id) => scores[view.ordinals.get(id) ?? -1] ?? 0 };
  }
}
