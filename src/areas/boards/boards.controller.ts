import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { Can, Me } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { uuidOf } from '../../kernel/ids';
import { RoundWorkbook } from './round-workbook';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Controller('rounds')
export class BoardsController {
  constructor(private readonly workbook: RoundWorkbook) {}

  /** Ranking, scores, conflicts and decisions of a round, for officers: asked for with the `Authorization` of the API. */
  @Get(':id/round.xlsx')
  @Can('BUREAU_OFFICER')
  @Header('Cache-Control', 'no-store')
  async round(@Me() actor: Actor, @Param('id') id: string): Promise<StreamableFile> {
    const stream = await this.workbook.of(actor, uuidOf('round', id));
    return new StreamableFile(stream, { type: XLSX, disposition: `attachment; filename="${id}.xlsx"` });
  }
}
