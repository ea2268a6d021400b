import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { Me, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { uuidOf } from '../../kernel/ids';
import { ContractsReader } from '../contracts';
import { RegisterExport } from './register-export';
import { registrationForm } from './registration-form';
import { refuse } from './registers.messages';

const OFFICE = 'application/vnd.openxmlformats-officedocument';

/** The register and its forms, by the same token as GraphQL; each viewer has the rows that they may read. */
@Controller('contracts')
export class RegistersController {
  constructor(
    private readonly exports: RegisterExport,
    private readonly contracts: ContractsReader,
  ) {}

  /** The register of a year as CSV. */
  @Get('register.csv')
  @SignedIn()
  @Header('Cache-Control', 'private, no-store')
  csv(@Me() actor: Actor, @Query('year') year?: unknown): StreamableFile {
    const asked = yearIn(year);
    const disposition = `attachment; filename="contracts-${asked}.csv"`;
    return new StreamableFile(this.exports.csv(actor, asked), {
      type: 'text/csv; charset=utf-8',
      disposition,
    });
  }

  /** The register of a year as XLSX. */
  @Get('register.xlsx')
  @SignedIn()
  @Header('Cache-Control', 'private, no-store')
  xlsx(@Me() actor: Actor, @Query('year') year?: unknown): StreamableFile {
    const asked = yearIn(year);
    const disposition = `attachment; filename="contracts-${asked}.xlsx"`;
    return new StreamableFile(this.exports.xlsx(actor, asked), {
      ...{ type: `${OFFICE}.spreadsheetml.sheet`, disposition },
    });
  }

  /** The registration form of a contract as DOCX; 404 for whoever may not read it. */
  @Get(':id/form.docx')
  @SignedIn()
  @Header('Cache-Control', 'private, no-store')
  async form(@Me() actor: Actor, @Param('id') id: string): Promise<StreamableFile> {
    const contract = await this.contracts.get(actor, uuidOf('contract', id));
    const disposition = `attachment; filename="${id}.docx"`;
    const type = `${OFFICE}.wordprocessingml.document`;
    return new StreamableFile(await registrationForm(contract), { type, disposition });
  }
}

function yearIn(year: unknown): number {
  if (typeof year !== 'string' || !/^[12]\d{3}$/.test(year)) throw refuse('registers.year', {}, ['year']);
  return Number(year);
}
