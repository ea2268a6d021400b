import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { NotificationsModule } from '../notifications';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ProgrammesModule } from '../programmes';
import { Declared, DeclarationsService } from './declarations.service';
import { ReviewersJobs } from './reviewers.jobs';
import { RelationsReader, ReviewersReader } from './reviewers.reader';
import {
  ApplicationUnsuitableResolver,
  RelationsResolver,
  ReviewersResolver,
  UnsuitableResolver,
} from './reviewers.resolver';
import { PoolSources, ReviewersService } from './reviewers.service';

@Module({
  imports: [NotificationsModule, OrganisationsModule, PeopleModule, ProgrammesModule, ApplicationsModule],
  providers: [
    ReviewersReader,
    RelationsReader,
    PoolSources,
    ReviewersService,
    Declared,
    DeclarationsService,
    ReviewersJobs,
    ReviewersResolver,
    RelationsResolver,
    ApplicationUnsuitableResolver,
    UnsuitableResolver,
  ],
  exports: [ReviewersReader, RelationsReader],
})
export class ReviewersModule {}
