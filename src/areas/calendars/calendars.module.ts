import { Module } from '@nestjs/common';
import { ActionsModule } from '../actions';
import { ApplicationsModule } from '../applications';
import { DeadlinesModule } from '../deadlines';
import { LiaisonModule } from '../liaison';
import { ProjectsModule } from '../projects';
import { RoundsModule } from '../rounds';
import { CalendarReader, DatedReaders } from './calendar.reader';
import { CalendarsController } from './calendars.controller';
import { CalendarsResolver } from './calendars.resolver';
import { CalendarsService } from './calendars.service';

@Module({
  imports: [ProjectsModule, RoundsModule, ApplicationsModule, DeadlinesModule, LiaisonModule, ActionsModule],
  controllers: [CalendarsController],
  providers: [DatedReaders, CalendarReader, CalendarsService, CalendarsResolver],
})
export class CalendarsModule {}
