import { Module } from '@nestjs/common';
import { ProgrammesModule } from '../programmes';
import { RoundsJobs } from './rounds.jobs';
import { RoundsReader } from './rounds.reader';
import { RoundsResolver } from './rounds.resolver';
import { RoundsService } from './rounds.service';

@Module({
  imports: [ProgrammesModule],
  providers: [RoundsReader, RoundsService, RoundsResolver, RoundsJobs],
  exports: [RoundsReader, RoundsService],
})
export class RoundsModule {}
