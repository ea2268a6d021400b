import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../src/kernel/embedded-postgres';
import { bestOf, byCandidate, worksOf, type Collection, type Scorer } from './collection';
import { wordsOf } from './words';

export const TS_RANK = 'ts_rank';

/** Words have letters, digits and `.+-` only: nothing in them ends the quotes. */
const quoted = (word: string): string => `'${word}'`;

/** A tsvector as text, positions counted by words: PostgreSQL knows no Chinese words of its own. */
function vectorOf(text: string): string {
  const positions = new Map<string, number[]>();
  wordsOf(text).forEach((word, at) => {
    const known = positions.get(word);
    if (known) known.push(at + 1);
    else positions.set(word, [at + 1]);
  });
  return [...positions].map(([word, at]) => `${quoted(word)}:${at.join(',')}`).join(' ');
}

/** PostgreSQL's own full-text ranking, on a server that lives as long as the run. */
export class TsRank {
  private constructor(
    private readonly directory: string,
    private readonly server: EmbeddedPostgres,
    private readonly client: Client,
  ) {}

  /** Starts a server in a temporary directory. */
  static async start(): Promise<TsRank> {
    const directory = mkdtempSync(join(tmpdir(), 'benfu-matching-'));
    try {
      const server = await EmbeddedPostgres.open({ directory, mode: 'own', durable: false });
      const client = new Client({ connectionString: server.url() });
      await client.connect();
      return new TsRank(directory, server, client);
    } catch (error) {
      rmSync(directory, { recursive: true, force: true });
      throw error;
    }
  }

  /** Any word of the need may match; a person is as good as their best work (see `bestOf`). */
  async open(collection: Collection): Promise<Scorer> {
    const vectors = worksOf(collection).map(({ title, text }) => vectorOf(`${title}\n${text}`));
    await this.client.query('DROP TABLE IF EXISTS works');
    await this.client.query('CREATE TABLE works (place int PRIMARY KEY, words tsvector NOT NULL)');
    await this.client.query(
      `INSERT INTO works SELECT place, words::tsvector
       FROM unnest($1::text[]) WITH ORDINALITY AS given (words, place)`,
      [vectors],
    );
    await this.client.query('ANALYZE works');
    return async ({ title, body }) => {
      const words = [...new Set(wordsOf(`${title}\n${body}`))].map(quoted).join(' | ');
      const { rows } = await this.client.query<{ scores: string | null }>({
        name: 'scores',
        text: `SELECT string_agg(ts_rank(words, $1::tsquery)::text, ',' ORDER BY place) AS scores FROM works`,
        values: [words],
      });
      return byCandidate(collection, (rows[0]!.scores ?? '').split(',').map(Number), bestOf);
    };
  }

  /** Stops the server and removes what it wrote. */
  async stop(): Promise<void> {
    await this.client.end().catch(() => undefined);
    await this.server.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
