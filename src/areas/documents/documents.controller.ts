import type { Readable } from 'node:stream';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { Me, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { uuidOf } from '../../kernel/ids';
import { DocumentsService } from './documents.service';

/** Documents of projects, by the same token as GraphQL. */
@Controller('projects')
export class DocumentsController {
  constructor(private readonly documents: DocumentsService) {}

  /** What the parties sign, as one PDF; 404 for whoever is neither a party nor the bureau. */
  @Get(':id/package.pdf')
  @SignedIn()
  @Header('Cache-Control', 'private, no-store')
  async signedPackage(@Me() actor: Actor, @Param('id') id: string): Promise<StreamableFile> {
    const pdf = await this.documents.signedPackage(actor, uuidOf('project', id));
    const disposition = `attachment; filename="${id}.pdf"`;
    return new StreamableFile(pdf as Readable, { type: 'application/pdf', disposition });
  }
}
