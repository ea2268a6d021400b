import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { ExpertsModule } from '../experts';
import { InsightsModule } from '../insights';
import { LotteriesModule } from '../lotteries';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { ReviewsModule } from '../reviews';
import { RoundsModule } from '../rounds';
import { AssignmentsReader } from './assignments.reader';
import { AssignmentsResolver } from './assignments.resolver';
import { AssignmentsService, AssignmentSources } from './assignments.service';
import { DrawSources, PoolDrawsService } from './pool-draws.service';
import { Problems } from './problems';
import { Solving } from './solving';

@Module({
  imports: [
    PeopleModule,
    InsightsModule,
    ProjectsModule,
    RoundsModule,
    ApplicationsModule,
    ExpertsModule,
    LotteriesModule,
    ReviewsModule,
  ],
  providers: [
    AssignmentsReader,
    AssignmentsResolver,
    AssignmentsService,
    AssignmentSources,
    DrawSources,
    PoolDrawsService,
    Problems,
    Solving,
  ],
})
export class AssignmentsModule {}
