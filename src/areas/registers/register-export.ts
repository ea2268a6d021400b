import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { BYTE_ORDER_MARK, csvLine } from '../../kernel/csv';
import { MAX_FIRST } from '../../kernel/page';
import { sql } from '../../kernel/policy';
import { workbookOf } from '../../kernel/workbook';
import { ContractsReader, inYear, REGISTERED_STATES, type Contract } from '../contracts';
import { REGISTER_COLUMNS, registerRow } from './register-rows';

const HEADERS = REGISTER_COLUMNS.map(([header]) => header);
const OLDEST_FIRST = { by: 'registeredOn', descending: false };

/** Writes the register of a year, as far as the viewer may read it: page by page, never in memory at once. */
@Injectable()
export class RegisterExport {
  constructor(private readonly contracts: ContractsReader) {}

  /** As CSV, which spreadsheet programs open as it is. */
  csv(actor: Actor, year: number): Readable {
    return Readable.from(this.lines(actor, year));
  }

  /** As XLSX. */
  xlsx(actor: Actor, year: number): Readable {
    return workbookOf([{ name: `技术合同登记 ${year}`, headers: HEADERS, rows: this.rows(actor, year) }]);
  }

  private async *lines(actor: Actor, year: number): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine(HEADERS);
    for await (const row of this.rows(actor, year)) yield csvLine(row);
  }

  private async *rows(actor: Actor, year: number): AsyncGenerator<ReturnType<typeof registerRow>> {
    for await (const contract of this.all(actor, year)) yield registerRow(contract);
  }

  private async *all(actor: Actor, year: number): AsyncGenerator<Contract> {
    const where = sql`t.state = ANY(${REGISTERED_STATES}) AND ${inYear(year)}`;
    for (let after: string | null | undefined; after !== null;) {
      const args = { first: MAX_FIRST, ...(after === undefined ? {} : { after }) };
      const page = await this.contracts.page(actor, args, where, OLDEST_FIRST);
      yield* page.nodes;
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    }
  }
}
