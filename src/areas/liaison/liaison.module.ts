import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { InterestsModule } from '../interests';
import { NeedsModule } from '../needs';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { Agenda, AgendaSources, MeetingContentsResolver } from './agenda';
import { LiaisonJobs, MeetingPlanner } from './liaison.jobs';
import { ActionItemsReader, MeetingsReader, ReachReader, SeriesReader } from './liaison.reader';
import { ActionItemsResolver, MeetingsResolver, SeriesResolver } from './liaison.resolver';
import { LiaisonRegisters, LiaisonService } from './liaison.service';

const READERS = [SeriesReader, MeetingsReader, ActionItemsReader];
const RESOLVERS = [SeriesResolver, MeetingsResolver, MeetingContentsResolver, ActionItemsResolver];

@Module({
  imports: [
    OrganisationsModule,
    PeopleModule,
    NeedsModule,
    InterestsModule,
    ProjectsModule,
    ApplicationsModule,
  ],
  providers: [
    ...READERS,
    ...RESOLVERS,
    LiaisonRegisters,
    LiaisonService,
    ReachReader,
    Agenda,
    AgendaSources,
    MeetingPlanner,
    LiaisonJobs,
  ],
  exports: [...READERS, LiaisonService],
})
export class LiaisonModule {}
