import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { SeriesModule } from '../series';
import { LiaisonJobs, MeetingPlanner } from './liaison.jobs';
import { LiaisonRegisters, MeetingsReader, ReachReader } from './liaison.reader';
import { MeetingsResolver, SeriesMeetingsResolver } from './liaison.resolver';
import { LiaisonService } from './liaison.service';
import { SeriesService } from './series.service';

const READERS = [MeetingsReader];
const RESOLVERS = [SeriesMeetingsResolver, MeetingsResolver];

@Module({
  imports: [OrganisationsModule, SeriesModule],
  providers: [
    ...READERS,
    ...RESOLVERS,
    LiaisonRegisters,
    LiaisonService,
    SeriesService,
    ReachReader,
    MeetingPlanner,
    LiaisonJobs,
  ],
  exports: [...READERS, LiaisonService, SeriesModule],
})
export class LiaisonModule {}
