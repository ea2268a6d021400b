import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications';
import { OrganisationsModule } from '../organisations';
import { TargetsReader } from './targets.reader';
import { TargetsResolver } from './targets.resolver';
import { TargetsService } from './targets.service';
import { TargetsWatch } from './targets.watch';

@Module({
  imports: [NotificationsModule, OrganisationsModule],
  providers: [TargetsReader, TargetsService, TargetsResolver, TargetsWatch],
  exports: [TargetsReader, TargetsService],
})
export class TargetsModule {}
