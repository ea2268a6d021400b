import { Readable } from 'node:stream';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { Can } from '../../kernel/access';
import { refuse } from './funds.messages';
import { LedgerCsv } from './ledger.csv';

@Controller('funds')
export class LedgerController {
  constructor(private readonly csv: LedgerCsv) {}

  /** Every entry of a year's books, for officers: asked for with the `Authorization` of the API. */
  @Get(':year/ledger.csv')
  @Can('BUREAU_OFFICER')
  @Header('Cache-Control', 'no-store')
  ledger(@Param('year') year: string): StreamableFile {
    if (!/^2[01]\d\d$/.test(year)) throw refuse('funds.year', { value: year.slice(0, 20) }, ['year']);
    const disposition = `attachment; filename="ledger-${year}.csv"`;
    const type = 'text/csv; charset=utf-8';
    return new StreamableFile(Readable.from(this.csv.of(Number(year))), { type, disposition });
  }
}
