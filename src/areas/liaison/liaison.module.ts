import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { InterestsModule } from '../interests';
import { NeedsModule } from '../needs';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { Agenda, AgendaSources, MeetingContentsResolver } from './agenda';
import { LiaisonJobs, MeetingPlanner } from './liaison.jobs';
import { ActionItemsReader, MeetingsReader, RemindersReader, SeriesReader } from './liaison.reader';
import { ActionItemsResolver, MeetingsResolver, RemindersResolver, SeriesResolver } from './liaison.resolver';
import { LiaisonRegisters, LiaisonService } from './liaison.service';
import { Reminders } from './reminders';

const READERS = [SeriesReader, MeetingsReader, ActionItemsReader];
const RESOLVERS = [
  SeriesResolver,
  MeetingsResolver,
  MeetingContentsResolver,
  ActionItemsResolver,
  RemindersResolver,
];

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
    Reminders,
    RemindersReader,
    Agenda,
    AgendaSources,
    MeetingPlanner,
    LiaisonJobs,
  ],
  exports: [...READERS, LiaisonService],
})
export class LiaisonModule {}
