import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { PanelsModule } from '../panels';
import { ReviewsModule } from '../reviews';
import { ReconsiderationsJobs } from './reconsiderations.jobs';
import { ReconsiderationsReader } from './reconsiderations.reader';
import { ApplicationReconsiderationsResolver, ReconsiderationsResolver } from './reconsiderations.resolver';
import { DecisionSources, ReconsiderationsService } from './reconsiderations.service';

@Module({
  imports: [ApplicationsModule, ReviewsModule, PanelsModule],
  providers: [
    ReconsiderationsReader,
    ReconsiderationsService,
    DecisionSources,
    ReconsiderationsResolver,
    ApplicationReconsiderationsResolver,
    ReconsiderationsJobs,
  ],
  exports: [ReconsiderationsReader],
})
export class ReconsiderationsModule {}
