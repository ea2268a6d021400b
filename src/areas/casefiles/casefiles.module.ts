import { Module } from '@nestjs/common';
import { AttachmentsModule } from '../attachments';
import { ProjectsModule } from '../projects';
import { CaseReader } from './case.reader';
import { CasefilesController } from './casefiles.controller';
import { ProjectCaseFileResolver } from './casefiles.resolver';
import { CasefilesService } from './casefiles.service';

@Module({
  imports: [AttachmentsModule, ProjectsModule],
  controllers: [CasefilesController],
  providers: [CaseReader, CasefilesService, ProjectCaseFileResolver],
})
export class CasefilesModule {}
