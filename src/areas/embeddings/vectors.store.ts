import { Injectable } from '@nestjs/common';
import { sql, type Sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Direction } from '../../engine/embedding';
import type { Side } from '../../engine/statistics';
import { ON_OFFER } from '../achievements';
import { FINDABLE } from '../needs';

/** A vector of one version of a record. */
export interface StoredVector {
  readonly id: string;
  readonly version: number;
  readonly direction: Direction;
}

/** What may be sent out: published, and confidential to nobody. */
const sendable = (): Sql => sql`
  SELECT 'need' AS side, id, version FROM needs
  WHERE state = ANY(${FINDABLE}) AND visibility <> 'CONFIDENTIAL'
  UNION ALL SELECT 'achievement', id, version FROM achievements
  WHERE state = ANY(${ON_OFFER}) AND visibility <> 'CONFIDENTIAL'`;

/** Keeps one vector a record: of which version of it, and by which model. */
@Injectable()
export class VectorStore {
  constructor(private readonly uow: UnitOfWork) {}

  /** At most `most` records without a vector of their text of today; any of them, so that one bad text blocks no other. */
  missing(model: string, most: number): Promise<{ side: Side; id: string }[]> {
    return this.uow.query(sql`
      SELECT t.side, t.id FROM (${sendable()}) t
      LEFT JOIN match_embeddings e ON e.id = t.id AND e.version = t.version AND e.model = ${model}
      WHERE e.id IS NULL ORDER BY random() LIMIT ${most}`);
  }

  /** How many records have a vector of this model, and how many could. */
  async count(model: string): Promise<{ stored: number; sendable: number }> {
    const [counted] = await this.uow.query<{ stored: number; sendable: number }>(sql`
      SELECT count(e.id)::int AS stored, count(*)::int AS sendable FROM (${sendable()}) t
      LEFT JOIN match_embeddings e ON e.id = t.id AND e.version = t.version AND e.model = ${model}`);
    return counted!;
  }

  /** Vectors by the ids of their records. */
  async read(model: string, ids: readonly string[]): Promise<Map<string, StoredVector>> {
    const rows = await this.uow.query<{ id: string; version: number; vector: Buffer }>(sql`
      SELECT id, version, vector FROM match_embeddings WHERE id = ANY(${ids}) AND model = ${model}`);
    return new Map(
      rows.map(({ id, version, vector }) => {
        const direction = new Int8Array(vector.buffer, vector.byteOffset, vector.length);
        return [id, { id, version, direction }];
      }),
    );
  }

  /** What another process stored of a later version stays. */
  async write(model: string, vectors: readonly StoredVector[]): Promise<void> {
    await this.uow.query(sql`
      INSERT INTO match_embeddings (id, version, model, vector)
      SELECT id, version, ${model}, vector
      FROM unnest(${vectors.map(({ id }) => id)}::uuid[], ${vectors.map(({ version }) => version)}::int[],
        ${vectors.map(({ direction }) => Buffer.from(direction.buffer))}::bytea[]) AS made (id, version, vector)
      ON CONFLICT (id) DO UPDATE
        SET version = excluded.version, model = excluded.model, vector = excluded.vector
      WHERE match_embeddings.model <> excluded.model OR match_embeddings.version <= excluded.version`);
  }

  /** Removes the vectors of what is withdrawn, closed or confidential by now. */
  async forget(): Promise<void> {
    await this.uow.query(sql`
      DELETE FROM match_embeddings e WHERE NOT EXISTS (SELECT FROM (${sendable()}) t WHERE t.id = e.id)`);
  }
}
