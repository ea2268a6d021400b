import { Module } from '@nestjs/common';
import { AchievementsModule } from '../achievements';
import { NeedsModule } from '../needs';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { RoundsModule } from '../rounds';
import { Dossiers, Origins } from './dossiers';

@Module({
  imports: [OrganisationsModule, PeopleModule, NeedsModule, AchievementsModule, ProjectsModule, RoundsModule],
  providers: [Dossiers, Origins],
  exports: [Dossiers],
})
export class ChecksModule {}
