import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { SignaturesModule } from '../signatures';
import { DocumentsController } from './documents.controller';
import { PackageResolver } from './documents.resolver';
import { DocumentsService } from './documents.service';

@Module({
  imports: [OrganisationsModule, PeopleModule, ProjectsModule, SignaturesModule],
  controllers: [DocumentsController],
  providers: [DocumentsService, PackageResolver],
})
export class DocumentsModule {}
