import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../kernel/context';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';

/** What is known of an organisation beside its texts. */
export interface Traits {
  /** GB/T 2260 code. */
  readonly district: string | null;
  /** How many of its talks came to something, and how many were answered at all. */
  readonly accepted: number;
  readonly answered: number;
}

interface Row extends Traits {
  readonly id: string;
}

/** Reads what organisations are known by: where they are, and what became of their interests. */
@Injectable()
export class TraitsReader {
  constructor(private readonly uow: UnitOfWork) {}

  /** The traits of these organisations; one statement for all subjects of an operation. */
  async of(context: RequestContext, organisationIds: Iterable<string>): Promise<Map<string, Traits>> {
    const loader = context.batch<Traits>('match.traits', (ids) => this.read(ids));
    const ids = [...new Set(organisationIds)];
    const found = (await loader.loadMany(ids)) as Traits[];
    return new Map(ids.map((id, at) => [id, found[at]!]));
  }

  private async read(ids: readonly string[]): Promise<Traits[]> {
    const rows = await this.uow.query<Row>(sql`
      SELECT o.id, o.district, count(i.id) FILTER (WHERE i.state = 'ACCEPTED')::int AS accepted,
        count(i.id) FILTER (WHERE i.state IN ('ACCEPTED', 'DECLINED'))::int AS answered
      FROM organisations o LEFT JOIN interests i ON o.id IN (i.from_id, i.to_id)
      WHERE o.id = ANY(${ids}) GROUP BY o.id`);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? { district: null, accepted: 0, answered: 0 });
  }
}
