import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartError } from '../../src/kernel/start-error';

/** What a run was asked for. */
export interface Options {
  readonly help: boolean;
  readonly data: string | undefined;
  readonly json: string | undefined;
  readonly scores: string | undefined;
  /** Names of rankers; undefined is all. */
  readonly only: readonly string[] | undefined;
}

/** How the command is used. */
export const USAGE = `npm run bench:matching -- [--data DIR] [--only a,b] [--json FILE] [--scores FILE]

How well matching orders candidates, beside other ways to order them.
  --data DIR     measures on needs.jsonl, candidates.jsonl and judgements.tsv of a directory (bench/judged/README.md
                 shows the format); without it on CSL (../shared/bench/csl) and on bench/judged
  --only a,b     only these rankers
  --json FILE    writes the table as JSON
  --scores FILE  writes ranker, need_id, candidate_id, score of every judged pair, tab-separated
  --help         prints this
`;

/** What the columns and rankers mean. */
export const LEGEND = `mean [95 % bootstrap interval: 1,000 resamples of the needs, seeded]; equal scores count as if in any order
loss       grade differences ordered wrongly (ties half) ÷ all, within a need: 0 perfect, 0.5 random
NDCG@10    gain 2^grade − 1, discounted by rank, of the best possible; needs with a grade above 0
AUC, P@5   relevant above not; relevant among the first five; relevant is at least half the highest grade of the set
recall@10, MRR   related papers among the first ten; 1 ÷ rank of the first
top-1, top-3     the discipline is the one with the most votes, is among three; 10 nearest, weighted by score
… − engine's     the same needs, this ranker less the engine: loss above 0 means that the engine is better
ts_rank (any word of title and body), bm25 (k1 1.2, b 0.75): jieba words, Latin ones in lower case; people by their best work (beats the mean)
`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: { data: text, json: text, scores: text, only: text, help: { ...flag, short: 'h' } },
  });

function parsed(args: readonly string[]): ReturnType<typeof parse>['values'] {
  try {
    return parse(args).values;
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** Reads the arguments; paths are from where the command was given, not from the package's root to which npm goes. */
export function optionsOf(args: readonly string[], from = process.env['INIT_CWD'] ?? ''): Options {
  const { help = false, data, json, scores, only } = parsed(args);
  const path = (given: string | undefined): string | undefined => given && resolve(from, given);
  return {
    help,
    data: path(data),
    json: path(json),
    scores: path(scores),
    only: only?.split(',').map((name) => name.trim()),
  };
}
