import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions';
import { ApplicationsModule } from '../applications';
import { DeadlinesModule } from '../deadlines';
import { InterestsModule } from '../interests';
import { LiaisonModule } from '../liaison';
import { NeedsModule } from '../needs';
import { OrganisationsModule } from '../organisations';
import { ProjectsModule } from '../projects';
import { TargetsModule } from '../targets';
import { AgendaReaders, AgendaSources } from './agenda.sources';
import { AgendaPointsReader, AgendaTopicsReader } from './agendas.reader';
import { AgendaItemsResolver, AgendaTopicsResolver, MeetingAgendaResolver } from './agendas.resolver';
import { Agenda } from './agendas.service';
import { AgendaTopics } from './topics.service';

@Module({
  imports: [
    OrganisationsModule,
    NeedsModule,
    InterestsModule,
    ProjectsModule,
    ApplicationsModule,
    DeadlinesModule,
    LiaisonModule,
    ActionsModule,
    TargetsModule,
  ],
  providers: [
    Agenda,
    AgendaSources,
    AgendaReaders,
    AgendaTopics,
    AgendaTopicsReader,
    AgendaPointsReader,
    MeetingAgendaResolver,
    AgendaItemsResolver,
    AgendaTopicsResolver,
  ],
  exports: [Agenda],
})
export class AgendasModule {}
