import { Module } from '@nestjs/common';
import { AchievementsModule } from '../achievements';
import { MatchingModule } from '../matching';
import { NeedsModule } from '../needs';
import { NotificationsModule } from '../notifications';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { RelevanceModule } from '../relevance';
import { AlertBook, AlertRaiser, AlertsJobs, Listeners } from './alerts.jobs';
import { AlertsReader, SearchesReader, Sides } from './alerts.reader';
import { AlertsResolver, SearchesResolver } from './alerts.resolver';
import { AlertWriter, Deliveries } from './deliveries';
import { Fits } from './fits';
import { Gate } from './gate';
import { MuteController, MuteTokens } from './mute';
import { SearchesService } from './searches.service';

@Module({
  imports: [
    NotificationsModule,
    OrganisationsModule,
    PeopleModule,
    NeedsModule,
    AchievementsModule,
    RelevanceModule,
    MatchingModule,
  ],
  controllers: [MuteController],
  providers: [
    ...[SearchesReader, AlertsReader, Sides, SearchesService, SearchesResolver, AlertsResolver],
    ...[Fits, Listeners, AlertRaiser, AlertBook, AlertsJobs],
    ...[Gate, MuteTokens, AlertWriter, Deliveries],
  ],
})
export class AlertsModule {}
