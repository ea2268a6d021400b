import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { ObjectionsJobs } from './objections.jobs';
import { ObjectionsReader } from './objections.reader';
import { ApplicationNoticeResolver, ObjectionsResolver, PublicNoticeResolver } from './objections.resolver';
import { PublicationsResolver } from './publications.resolver';
import { Contested, ObjectionsService } from './objections.service';

@Module({
  imports: [OrganisationsModule, PeopleModule, ProjectsModule, ApplicationsModule],
  providers: [
    ObjectionsReader,
    Contested,
    ObjectionsService,
    ObjectionsResolver,
    ApplicationNoticeResolver,
    PublicNoticeResolver,
    PublicationsResolver,
    ObjectionsJobs,
  ],
  exports: [ObjectionsReader, ObjectionsService],
})
export class ObjectionsModule {}
