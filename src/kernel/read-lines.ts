import { Client, type ClientConfig, type QueryConfig, type QueryResultRow } from 'pg';

/** Connections at most, and how long a statement may take before others avoid its connection, milliseconds. */
const MOST_LINES = 8;
const STUCK_MS = 10;

/**
 * Connections for single statements outside transactions. Statements that follow each other closely share one (they
 * are pipelined): waking a server process for each costs more than a small statement. Where one takes long, the next
 * go to another connection.
 */
export class ReadLines {
  private lines: Line[] = [];

  constructor(private readonly config: ClientConfig) {}

  /** Runs one prepared statement and gives its rows. */
  query<R extends QueryResultRow>(statement: QueryConfig): Promise<R[]> {
    return this.line().query<R>(statement);
  }

  /** Ends the connections, once what was sent has been answered. */
  async close(): Promise<void> {
    await Promise.all(this.lines.splice(0).map((line) => line.end()));
  }

  private line(): Line {
    const now = performance.now();
    const free = this.lines.find((line) => now - line.since < STUCK_MS);
    if (free) return free;
    if (this.lines.length >= MOST_LINES) return this.lines.reduce((a, b) => (b.load < a.load ? b : a));
    const line: Line = new Line(this.config, () => (this.lines = this.lines.filter((one) => one !== line)));
    this.lines.push(line);
    return line;
  }
}

/** One connection; it answers in the order in which it was asked. */
class Line {
  private readonly client: Client;
  private readonly opened: Promise<unknown>;
  private open = false;
  private readonly sent: number[] = [];

  constructor(config: ClientConfig, lost: () => void) {
    this.client = new Client({ ...config, pipeline: true });
    this.client.on('error', lost).on('end', lost);
    this.opened = this.connect();
    this.opened.catch(lost);
  }

  /** When the statement was sent whose answer is next; a line that waits for nothing waits since now. */
  get since(): number {
    return this.sent[0] ?? performance.now();
  }

  get load(): number {
    return this.sent.length;
  }

  async query<R extends QueryResultRow>(statement: QueryConfig): Promise<R[]> {
    this.sent.push(performance.now());
    try {
      if (!this.open) await this.opened;
      return (await this.client.query<R>(statement)).rows;
    } finally {
      this.sent.shift();
    }
  }

  async end(): Promise<void> {
    await this.opened.catch(() => undefined);
    await this.client.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    await this.client.connect();
    // Small statements are planned in more time than they run in; these are planned once a connection.
    await this.client.query('SET plan_cache_mode = force_generic_plan');
    this.open = true;
  }
}
