import type { Readable } from 'node:stream';
import { Controller, Get, Header, NotFoundException, Param, StreamableFile } from '@nestjs/common';
import { Me, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { uuidOf } from '../../kernel/ids';
import type { RecordContent } from './record.content';
import { recordDocx, recordPdf } from './record.files';
import { RecordsService } from './records.service';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Records of liaisons, by the same token as GraphQL. */
@Controller('liaison')
export class RecordsController {
  constructor(private readonly records: RecordsService) {}

  /** The record of a month; 404 for whoever is neither a party nor the bureau. */
  @Get('meetings/:id/:file')
  @SignedIn()
  @Header('Cache-Control', 'private, no-store')
  async month(
    @Me() actor: Actor,
    @Param('id') id: string,
    @Param('file') file: string,
  ): Promise<StreamableFile> {
    const uuid = uuidOf('meeting', id);
    return sent(file, id, () => this.records.ofMeeting(actor, uuid));
  }

  /** The record of a year of a liaison; 404 for whoever is neither a party nor the bureau. */
  @Get('series/:id/:year/:file')
  @SignedIn()
  @Header('Cache-Control', 'private, no-store')
  async year(
    @Me() actor: Actor,
    @Param('id') id: string,
    @Param('year') year: string,
    @Param('file') file: string,
  ): Promise<StreamableFile> {
    const uuid = uuidOf('series', id);
    if (!/^20\d\d$/.test(year)) throw new NotFoundException();
    return sent(file, `${id}-${year}`, () => this.records.ofYear(actor, uuid, Number(year)));
  }
}

async function sent(file: string, name: string, read: () => Promise<RecordContent>): Promise<StreamableFile> {
  if (file === 'record.pdf') {
    const disposition = `attachment; filename="${name}.pdf"`;
    return new StreamableFile(recordPdf(await read()) as Readable, { type: 'application/pdf', disposition });
  }
  if (file !== 'record.docx') throw new NotFoundException();
  const disposition = `attachment; filename="${name}.docx"`;
  return new StreamableFile(await recordDocx(await read()), { type: DOCX, disposition });
}
