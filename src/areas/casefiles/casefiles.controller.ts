import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { Me, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { uuidOf } from '../../kernel/ids';
import { CasefilesService } from './casefiles.service';

@Controller('projects')
export class CasefilesController {
  constructor(private readonly casefiles: CasefilesService) {}

  /** The whole case of a project as its caller may see it; 404 for whoever is neither a party nor the bureau. */
  @Get(':id/case.zip')
  @SignedIn()
  @Header('Cache-Control', 'no-store')
  async caseFile(@Me() actor: Actor, @Param('id') id: string): Promise<StreamableFile> {
    const { stream, project } = await this.casefiles.export(actor, uuidOf('project', id));
    const disposition = `attachment; filename="${project}.zip"`;
    return new StreamableFile(stream, { type: 'application/zip', disposition });
  }
}
