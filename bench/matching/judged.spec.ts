import { join } from 'node:path';
import { readJudged } from './data';
import { engineScores } from './engine';
import { run } from './experiment';
import { judgedExperiment, scoreLines } from './judged';
import { ENGINE } from './rankers';

const judged = readJudged(join(__dirname, '../judged'));

/** What the engine reached when this was last set, and 0.02 for changes that mean nothing. Lower it with the engine. */
const MOST_LOSS = 0.275 + 0.02;

describe('the judged set', () => {
  it('is ordered by the engine no worse than before', async () => {
    const experiment = judgedExperiment('judged', judged);
    const lines: string[] = [];
    const { rows } = await run(
      experiment,
      [{ name: ENGINE, open: (collection) => engineScores(collection) }],
      (ranker, { id }, scores) => lines.push(...scoreLines(judged, ranker, id, scores)),
    );
    const loss = rows[0]!.estimates[0]!;
    expect(loss.count).toBe(50);
    expect(loss.mean).toBeLessThanOrEqual(MOST_LOSS);
    expect(lines).toHaveLength(720);
    expect(lines[0]).toMatch(/^engine\tn01\ta018\t0\.\d+$/);
  });
});
