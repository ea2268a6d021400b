import { Injectable } from '@nestjs/common';
import { raw } from 'sql-template-tag';
import { HeldValue } from '../../kernel/held-value';
import { cursorOf, Page, refuseCursor, windowOf, type PageArgs } from '../../kernel/page';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Weights } from '../../engine/factors';
import { refuse } from './relevance.messages';
import { WEIGHTS_SUBJECT, type MatchWeights } from './weights';

const REFRESH_MS = 1_500;
/** The columns of a version. */
export const WEIGHTS_COLUMNS =
  raw(`version, weights, origin, note, loss_before "lossBefore", loss_after "lossAfter",
  needs_judged "needsJudged", made_at "madeAt", active`);

/** Knows the weights in use, at most two seconds behind a change made in another process. */
@Injectable()
export class WeightsReader {
  private readonly held = new HeldValue<MatchWeights | undefined>(undefined);
  private readonly known = new Map<number, Weights>();
  private stop: (() => void) | undefined;

  constructor(private readonly uow: UnitOfWork) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stop = await this.held.follow(() => this.latest(), REFRESH_MS);
  }

  beforeApplicationShutdown(): void {
    this.stop?.();
  }

  /** The version in use. */
  get active(): MatchWeights {
    const { value } = this.held;
    if (!value) throw new Error('weights asked for before the start');
    return value;
  }

  /** The weights in use. */
  current(): Weights {
    return this.active.weights;
  }

  /** The weights of a version, to explain a match of the past; refuses an unknown one. */
  async byVersion(version: number): Promise<Weights> {
    const known = this.known.get(version) ?? (await this.find(version)).weights;
    this.known.set(version, known);
    return known;
  }

  /** The version; refuses an unknown one. */
  async find(version: number): Promise<MatchWeights> {
    const [row] = await this.uow.query<MatchWeights>(
      sql`SELECT ${WEIGHTS_COLUMNS} FROM match_weights WHERE version = ${version}`,
    );
    if (!row) throw refuse('weights.unknown', { version }, ['version']);
    return row;
  }

  /** The version in use by the database, whatever this process holds. */
  async latest(): Promise<MatchWeights> {
    const [row] = await this.uow.query<MatchWeights>(
      sql`SELECT ${WEIGHTS_COLUMNS} FROM match_weights WHERE active`,
    );
    return row!;
  }

  /** A page of the versions, newest first. */
  async page(args: PageArgs): Promise<Page<MatchWeights>> {
    const { first, after } = windowOf(args);
    if (after && !/^\d{1,9}$/.test(after[0])) throw refuseCursor();
    const before = after ? Number(after[0]) : null;
    const rows = await this.uow.query<MatchWeights>(sql`
      SELECT ${WEIGHTS_COLUMNS} FROM match_weights WHERE ${before}::int IS NULL OR version < ${before}::int
      ORDER BY version DESC LIMIT ${first + 1}`);
    const count = async (): Promise<number> => {
      const counted = sql`SELECT count(*)::int AS n FROM match_weights`;
      return (await this.uow.query<{ n: number }>(counted))[0]!.n;
    };
    const cursor = ({ version }: MatchWeights): string => cursorOf(String(version), WEIGHTS_SUBJECT.id);
    return new Page(rows.slice(0, first), rows.length > first, after !== null, cursor, count);
  }

  /** Uses a version from now on in this process. */
  hold(version: MatchWeights): void {
    this.held.hold(version);
  }

  /** Reads the version in use. */
  refresh(): Promise<void> {
    return this.held.refresh(() => this.latest());
  }
}
