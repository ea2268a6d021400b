import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import type { Page, PageArgs } from '../../kernel/page';
import { both, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext, type Order } from '../../kernel/reader';
import { Contract } from './contract';
import type { ContractFilter } from './contract.inputs';
import { contractPolicy } from './contract.kind';
import { FILED_STATES } from './contract.lifecycle';

/** Reads technology contracts. */
@Injectable()
export class ContractsReader extends Reader<Contract> {
  constructor(
    context: ReaderContext,
    private readonly clock: Clock,
  ) {
    super(context, Contract, contractPolicy.readable);
  }

  /** A page of the contracts that `actor` may see and `filter` asks for. */
  search(actor: Actor, args: PageArgs, filter: ContractFilter = {}, order?: Order): Promise<Page<Contract>> {
    return this.page(actor, args, both(...this.conditions(filter)), order);
  }

  /** The number, or the state, of contracts with these fingerprints that were filed already, whoever looks. */
  async filed(fingerprints: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.context.uow.query<{ fingerprint: string; told: string }>(sql`
      SELECT fingerprint, coalesce(number, signed_on::text) AS told FROM contracts
      WHERE fingerprint = ANY(${fingerprints}) AND state = ANY(${FILED_STATES})`);
    return new Map(rows.map(({ fingerprint, told }) => [fingerprint, told]));
  }

  /** Which of these numbers are taken, whoever looks. */
  async takenNumbers(numbers: readonly string[]): Promise<Set<string>> {
    const rows = await this.context.uow.query<{ number: string }>(
      sql`SELECT number FROM contracts WHERE number = ANY(${numbers})`,
    );
    return new Set(rows.map(({ number }) => number));
  }

  /** Those whose day for the next step has passed before `day` and of which nobody has been told. */
  missed(day: string): Promise<Contract[]> {
    return this.select(
      sql`t.due_on < ${day} AND t.missed_on IS DISTINCT FROM t.due_on ORDER BY t.id LIMIT 500`,
    );
  }

  private conditions({ text, states, types, ...filter }: ContractFilter): Sql[] {
    const wanted: Sql[] = [];
    const words = text?.trim();
    if (words) {
      const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
      wanted.push(sql`(t.title ILIKE ${like} OR t.number = ${words})`);
    }
    if (states?.length) wanted.push(sql`t.state = ANY(${states})`);
    if (types?.length) wanted.push(sql`t.type = ANY(${types})`);
    if (filter.organisationId) wanted.push(sql`t.party_ids ? ${filter.organisationId}`);
    if (filter.projectId) wanted.push(sql`t.project_id = ${filter.projectId}`);
    if (filter.district) wanted.push(sql`t.district = ${filter.district}`);
    if (filter.overdue) wanted.push(sql`t.due_on < ${this.clock.today()}`);
    if (filter.year) wanted.push(inYear(filter.year));
    return wanted;
  }
}

/** Registered in a year: a range, so that an index serves it. */
export const inYear = (year: number): Sql =>
  sql`t.registered_on BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date`;
