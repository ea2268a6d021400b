import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql, { type Sql, empty, raw } from 'sql-template-tag';
import type { Actor } from './actor';
import { canonical } from './canonical';
import { Clock } from './clock';
import { newId } from './ids';
import { UnitOfWork } from './unit-of-work';

/** The PostgreSQL channel on which the id of every committed fact is announced. */
export const FACTS_CHANNEL = 'benfu_facts';

/** The name of a kind of fact; carries the type of its payload. */
export interface Topic<P> {
  readonly name: string;
  /** The actor must not be shown to the parties: a reviewer's score, for example. */
  readonly blind: boolean;
  /** Never set: holds the type. */
  readonly payload?: P;
}

/** One fact as it stands in the table; `at` in milliseconds. */
export interface FactRow<P = unknown> {
  readonly id: string;
  readonly topic: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** 1, 2, 3 … within the subject. */
  readonly seq: number;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly at: Date;
  readonly note: string | null;
  readonly payload: P;
  readonly previousHash: string | null;
  readonly hash: string;
}

/** What a caller tells of a fact; the rest follows. `subject.type` is the prefix of its public id. */
export interface Statement<P> {
  readonly subject: { readonly type: string; readonly id: string };
  readonly actor: Actor;
  readonly payload: P;
  readonly note?: string | null;
}

const topics = new Map<string, Topic<unknown>>();

/** Declares a topic; a name may be declared once in the whole program. */
export function topic<P extends object>(name: string, options: { blind?: boolean } = {}): Topic<P> {
  if (topics.has(name)) throw new Error(`topic declared twice: ${name}`);
  const token: Topic<P> = { name, blind: options.blind ?? false };
  topics.set(name, token);
  return token;
}

/** Every declared topic by name. */
export const allTopics = (): ReadonlyMap<string, Topic<unknown>> => topics;

/** The columns of `facts` under the names of FactRow; `alias` is the table's in the query, with its dot. */
export const factColumns = (alias = ''): Sql =>
  raw(
    `${alias}id, ${alias}topic, ${alias}subject_type "subjectType", ${alias}subject_id "subjectId", ${alias}seq,
     ${alias}actor_id "actorId", ${alias}actor_name "actorName", ${alias}at, ${alias}note, ${alias}payload,
     ${alias}previous_hash "previousHash", ${alias}hash`,
  );

/** Called with a fact that this process has committed. */
export type CommitListener = (fact: Pick<FactRow, 'id' | 'topic' | 'subjectType' | 'subjectId'>) => void;

/** The last fact of a subject. */
interface ChainEnd {
  readonly subjectId: string;
  readonly seq: number;
  readonly hash: string;
}

/** Writes facts: outbox, audit log and history in one table, chained by hash within each subject. */
@Injectable()
export class Facts {
  private readonly listeners = new Set<CommitListener>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** States a fact in the unit of work in progress and gives its id. Throws outside one. */
  async state<P extends object>(topic: Topic<P>, fact: Statement<P>): Promise<string> {
    const [id] = await this.stateAll(topic, [fact]);
    return id!;
  }

  /** States one fact about each of many records, in as many statements as for one. */
  async stateAll<P extends object>(topic: Topic<P>, facts: readonly Statement<P>[]): Promise<string[]> {
    this.mustBeInside(topic);
    if (facts.length === 0) return [];
    return this.append(topic, facts, await this.lockChains(facts.map(({ subject }) => subject.id)));
  }

  /** States the first fact of each of many records made in this unit of work: nobody else can know of them yet. */
  async begin<P extends object>(topic: Topic<P>, facts: readonly Statement<P>[]): Promise<void> {
    this.mustBeInside(topic);
    if (facts.length > 0) await this.append(topic, facts, new Map());
  }

  private mustBeInside({ name }: Topic<unknown>): void {
    if (!this.uow.active) throw new Error(`fact ${name} stated outside a unit of work`);
  }

  /** Adds a fact to each chain, of which `ends` tells the present ends. */
  private async append<P extends object>(
    topic: Topic<P>,
    facts: readonly Statement<P>[],
    ends: ReadonlyMap<string, ChainEnd>,
  ): Promise<string[]> {
    const at = this.clock.now();
    const rows = facts.map(({ subject, actor, payload, note = null }): FactRow => {
      const last = ends.get(subject.id);
      const row: Omit<FactRow, 'hash'> = {
        id: newId(at),
        topic: topic.name,
        subjectType: subject.type,
        subjectId: subject.id,
        seq: (last?.seq ?? 0) + 1,
        actorId: actor.accountId,
        actorName: actor.name,
        at,
        note,
        payload,
        previousHash: last?.hash ?? null,
      };
      return { ...row, hash: hashOf(row) };
    });
    await this.insert(rows);
    this.uow.afterCommit(() => {
      for (const row of rows) this.listeners.forEach((wake) => wake(row));
    });
    return rows.map(({ id }) => id);
  }

  /** Calls `wake` after each commit of a fact in this process; gives the function that stops it. */
  onCommit(wake: CommitListener): () => void {
    this.listeners.add(wake);
    return () => this.listeners.delete(wake);
  }

  /** Holds the subjects' chains until the transaction ends, then reads their ends: two statements, two snapshots. */
  private async lockChains(subjectIds: readonly string[]): Promise<Map<string, ChainEnd>> {
    const ids = [...new Set(subjectIds)].sort(); // everybody locks in this order
    if (ids.length < subjectIds.length) throw new Error('two facts about one record at once');
    await this.uow.query(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest(${ids}::text[]) AS id`,
    );
    const ends = await this.uow.query<ChainEnd>(sql`
      SELECT DISTINCT ON (subject_id) subject_id "subjectId", seq, hash FROM facts
      WHERE subject_id = ANY(${ids}::uuid[]) ORDER BY subject_id, seq DESC`);
    return new Map(ends.map((end) => [end.subjectId, end]));
  }

  private async insert(rows: readonly FactRow[]): Promise<void> {
    const column = <K extends keyof FactRow>(name: K): FactRow[K][] => rows.map((row) => row[name]);
    const payloads = rows.map(({ payload }) => JSON.stringify(payload));
    await this.uow.query(sql`
      WITH stated AS (
        INSERT INTO facts (id, topic, subject_type, subject_id, seq, actor_id, actor_name, at, note, payload,
                           previous_hash, hash)
        SELECT * FROM unnest(
          ${column('id')}::uuid[], ${column('topic')}::text[], ${column('subjectType')}::text[],
          ${column('subjectId')}::uuid[], ${column('seq')}::int[], ${column('actorId')}::uuid[],
          ${column('actorName')}::text[], ${column('at')}::timestamptz[], ${column('note')}::text[],
          ${payloads}::jsonb[], ${column('previousHash')}::text[], ${column('hash')}::text[])
        RETURNING id
      )
      SELECT pg_notify(${FACTS_CHANNEL}, id::text) FROM stated`);
  }
}

/** SHA-256 in hex of the hash before it and the fact in canonical JSON (RFC 8785). */
export function hashOf(row: Omit<FactRow, 'hash'>): string {
  const { previousHash, at, ...rest } = row;
  const said = canonical({
    id: rest.id,
    topic: rest.topic,
    subjectType: rest.subjectType,
    subjectId: rest.subjectId,
    seq: rest.seq,
    actorId: rest.actorId,
    actorName: rest.actorName,
    at: at.toISOString(),
    note: rest.note,
    payload: rest.payload,
  });
  return createHash('sha256')
    .update((previousHash ?? '') + said)
    .digest('hex');
}

/** The first link that does not hold, and what is wrong with it. */
export interface BrokenLink {
  readonly id: string;
  readonly subjectId: string;
  readonly seq: number;
  readonly fault: 'missing-before' | 'previous-hash' | 'hash';
}

const CHAIN_BATCH = 1_000;

/** Recomputes the chain of one subject, or of all. A chain cut at its end shows only against an anchored head. */
export async function verifyChain(uow: UnitOfWork, subjectId?: string): Promise<BrokenLink | null> {
  const only = subjectId ? sql`AND subject_id = ${subjectId}` : empty;
  let before: FactRow | undefined;
  for (;;) {
    const after = before ? sql`AND (subject_id, seq) > (${before.subjectId}, ${before.seq})` : empty;
    const batch = await uow.query<FactRow>(sql`
      SELECT ${factColumns()} FROM facts WHERE true ${only} ${after}
      ORDER BY subject_id, seq LIMIT ${CHAIN_BATCH}`);
    for (const fact of batch) {
      const fault = faultOf(fact, before?.subjectId === fact.subjectId ? before : undefined);
      if (fault) return { id: fact.id, subjectId: fact.subjectId, seq: fact.seq, fault };
      before = fact;
    }
    if (batch.length < CHAIN_BATCH) return null;
  }
}

function faultOf(fact: FactRow, before: FactRow | undefined): BrokenLink['fault'] | undefined {
  if (fact.seq !== (before?.seq ?? 0) + 1) return 'missing-before';
  if (fact.previousHash !== (before?.hash ?? null)) return 'previous-hash';
  return hashOf(fact) === fact.hash ? undefined : 'hash';
}
