import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { TargetsReader } from './targets.reader';
import { TargetsResolver } from './targets.resolver';
import { TargetsService } from './targets.service';

@Module({
  imports: [OrganisationsModule],
  providers: [TargetsReader, TargetsService, TargetsResolver],
  exports: [TargetsReader, TargetsService],
})
export class TargetsModule {}
