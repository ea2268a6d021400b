import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { AchievementsReader } from './achievements.reader';
import { AchievementsResolver, OrganisationAchievementsResolver } from './achievements.resolver';
import { AchievementsService } from './achievements.service';

@Module({
  imports: [OrganisationsModule, PeopleModule],
  providers: [
    AchievementsReader,
    AchievementsService,
    AchievementsResolver,
    OrganisationAchievementsResolver,
  ],
  exports: [AchievementsReader, AchievementsService],
})
export class AchievementsModule {}
