import { createHash } from 'node:crypto';
import type { Type } from '@nestjs/common';
import { publicId } from '../kernel/ids';
import { Refusal } from '../kernel/messages';
import { sql } from '../kernel/policy';
import { StartError } from '../kernel/start-error';
import { UnitOfWork } from '../kernel/unit-of-work';
import { inputValidation } from '../kernel/validation';
import { Headers } from './columns';
import { refuse } from './import.messages';
import type { Subject, Target } from './subject';
import type { Row } from './table';

/** Why a row was left out. */
export interface RefusedRow {
  readonly line: number;
  /** The header in the file where there is one, else the field; empty where the whole row is at fault. */
  readonly column: string;
  readonly refusal: Refusal;
}

/** What came of an import so far. */
export interface Tally {
  imported: number;
  /** Left alone, since the organisation has a record of that number. */
  known: number;
  refused: number;
}

interface Candidate {
  readonly line: number;
  readonly externalId: string;
  readonly input: object;
  readonly values: Readonly<Record<string, unknown>>;
}

const BATCH = 100;
/** Where a batch is written as a whole. */
const LARGE_BATCH = 1_000;

/** Brings rows in, batch by batch: each batch is one transaction, each row in it stands or falls alone. */
export class Importer {
  readonly tally: Tally = { imported: 0, known: 0, refused: 0 };
  readonly headers: Headers;
  private readonly lines = new Map<string, number>();
  private readonly pipe = inputValidation();
  private stopping = false;

  constructor(
    private readonly subject: Subject,
    private readonly target: Target,
    private readonly refused: (row: RefusedRow) => void,
  ) {
    this.headers = new Headers(subject.columns);
  }

  /** Ends after the batch in progress. */
  stop(): void {
    this.stopping = true;
  }

  /** Whether it was stopped before the file's end. */
  get stopped(): boolean {
    return this.stopping;
  }

  /** Imports the rows; `progress` is called after each batch. */
  async run(rows: AsyncIterable<Row>, progress: () => void): Promise<void> {
    const size = this.subject.writeMany ? LARGE_BATCH : BATCH;
    let batch: Candidate[] = [];
    let rowsSeen = 0;
    for await (const row of rows) {
      rowsSeen++;
      const candidate = await this.candidate(row);
      if (candidate) batch.push(candidate);
      if (batch.length < size) continue;
      await this.writeBatch(batch);
      batch = [];
      progress();
      if (this.stopping) return;
    }
    await this.writeBatch(batch);
    progress();
    if (rowsSeen === 0) throw new StartError('The file has no rows.');
    this.expectHeaders();
  }

  /** The row as the API would take it, or undefined where it is refused. */
  private async candidate({ line, cells, refusal, loose }: Row): Promise<Candidate | undefined> {
    try {
      if (refusal) throw refusal;
      const values = this.headers.read(cells);
      if (!loose) this.expectHeaders();
      const organisationId = publicId('org', this.target.organisationId);
      const shaped: Record<string, unknown> = { ...this.subject.shape(values), organisationId };
      // An empty cell is said to be empty, not to be of the wrong type.
      const field = this.subject.required.find((one) => shaped[one] === undefined);
      if (field) throw new Refusal('input.empty', { field }, ['input', field]);
      const metatype: Type = this.subject.input;
      const input = (await this.pipe.transform(shaped, { type: 'body', metatype })) as object;
      const externalId = this.numberOf(values);
      this.expectNew(externalId, line);
      return { line, externalId, input, values };
    } catch (error) {
      this.refuse(line, error);
      return undefined;
    }
  }

  /** The owner's number; a row without one is known by its content, so that a second run finds it too. */
  private numberOf(values: Readonly<Record<string, unknown>>): string {
    const externalId = values[this.subject.numbered ?? 'externalId'];
    if (typeof externalId === 'string' && externalId.trim()) return externalId.trim().slice(0, 200);
    const content = JSON.stringify(this.subject.required.map((field) => values[field]));
    return `sha256:${createHash('sha256').update(content).digest('hex')}`;
  }

  /** A file without the columns that matter is the wrong file: better one sentence than a refusal for each row. */
  private expectHeaders(): void {
    if (this.lines.size > 0) return;
    for (const field of this.subject.required) {
      const wanted = this.headers.lacks(field);
      if (wanted)
        throw new StartError(`The file has no column for ${field}: call it one of ${wanted.join(', ')}.`);
    }
  }

  private expectNew(externalId: string, line: number): void {
    const earlier = this.lines.get(externalId);
    if (earlier !== undefined) {
      throw refuse('import.repeated', { value: externalId, line: earlier }, [
        'input',
        this.subject.numbered ?? 'externalId',
      ]);
    }
    this.lines.set(externalId, line);
  }

  private async writeBatch(batch: readonly Candidate[]): Promise<void> {
    if (batch.length === 0) return;
    const uow = this.target.app.get(UnitOfWork);
    const outcome = await uow.outer(async () => {
      // Two imports for one organisation take turns: neither meets a number that the other is writing.
      const key = `import ${this.target.organisationId}`;
      await uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}::text, 0))`);
      const numbers = batch.map(({ externalId }) => externalId);
      const known = await this.subject.known(this.target, numbers);
      const fresh = batch.filter(({ externalId }) => !known.has(externalId));
      const faults = await this.written(uow, fresh);
      return { known: batch.length - fresh.length, imported: fresh.length - faults.length, faults };
    });
    this.tally.known += outcome.known;
    this.tally.imported += outcome.imported;
    for (const [line, error] of outcome.faults) this.refuse(line, error);
  }

  /** Writes what is new, as a whole where the subject can; gives the faults by line. */
  private async written(
    uow: UnitOfWork,
    fresh: readonly Candidate[],
  ): Promise<[line: number, fault: unknown][]> {
    const faults: [number, unknown][] = [];
    if (this.subject.writeMany) {
      const inputs = fresh.map(({ input }) => input);
      const refusals = await uow.run(() => this.subject.writeMany!(this.target, inputs));
      refusals.forEach((refusal, at) => refusal && faults.push([fresh[at]!.line, refusal]));
    } else {
      for (const one of fresh)
        await this.write(uow, one).catch((error: unknown) => faults.push([one.line, error]));
    }
    return faults;
  }

  private write(uow: UnitOfWork, { input, externalId, values }: Candidate): Promise<void> {
    return uow.run(() => this.subject.write!(this.target, input, externalId, values));
  }

  private refuse(line: number, error: unknown): void {
    if (!(error instanceof Refusal)) throw error;
    this.tally.refused++;
    const path = error.at ?? [];
    const fields = path[0] === 'input' ? [path.slice(1).join('.')] : path;
    const column = fields.map((field) => this.headers.headerOf(field)).join(', ');
    this.refused({ line, column, refusal: error });
  }
}
