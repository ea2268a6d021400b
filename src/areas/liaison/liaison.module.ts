import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { InterestsModule } from '../interests';
import { NeedsModule } from '../needs';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { SeriesModule } from '../series';
import { Agenda, AgendaSources, MeetingContentsResolver } from './agenda';
import { LiaisonJobs, MeetingPlanner } from './liaison.jobs';
import { ActionItemsReader, LiaisonRegisters, MeetingsReader, ReachReader } from './liaison.reader';
import { ActionItemsResolver, MeetingsResolver, SeriesMeetingsResolver } from './liaison.resolver';
import { LiaisonService } from './liaison.service';
import { SeriesService } from './series.service';

const READERS = [MeetingsReader, ActionItemsReader];
const RESOLVERS = [SeriesMeetingsResolver, MeetingsResolver, MeetingContentsResolver, ActionItemsResolver];

@Module({
  imports: [
    OrganisationsModule,
    PeopleModule,
    SeriesModule,
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
    SeriesService,
    ReachReader,
    Agenda,
    AgendaSources,
    MeetingPlanner,
    LiaisonJobs,
  ],
  exports: [...READERS, LiaisonService, SeriesModule],
})
export class LiaisonModule {}
