import { setImmediate as turn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Titled } from '../../engine/document';
import { scoreOfWorks, type RatedWork } from '../../engine/experts';
import { MatchIndex } from '../relevance';

/** How well people know a matter, 0 to 1, by their ids; people without published works are left out. */
export type KnownBy = ReadonlyMap<string, number>;

/** Tells by their published works how well people know the matter of texts; whoever asks answers for rights. */
@Injectable()
export class Expertise {
  constructor(private readonly index: MatchIndex) {}

  /** For each text, by its key, with three decimals: what is kept and what is reckoned with are then the same. */
  async of(texts: ReadonlyMap<string, Titled>): Promise<Map<string, KnownBy>> {
    await this.index.current();
    const view = this.index.corpus.sides.achievement.view();
    const found = new Map<string, KnownBy>();
    for (const [key, text] of texts) {
      const scores = view.scores(view.query(text));
      const works = new Map<string, RatedWork[]>();
      view.entries.forEach((entry, at) => {
        for (const person of entry?.meta.personIds ?? []) {
          const own = works.get(person) ?? [];
          works.set(person, own);
          own.push({ id: entry!.id, score: scores[at]! });
        }
      });
      found.set(key, new Map([...works].map(([person, of]) => [person, overall(of)])));
      // A corpus is large: others get their turn between two texts.
      await turn();
    }
    return found;
  }
}

function overall(works: RatedWork[]): number {
  works.sort((a, b) => b.score - a.score);
  return Math.round(scoreOfWorks(works) * 1_000) / 1_000;
}
