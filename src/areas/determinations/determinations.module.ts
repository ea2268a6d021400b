import { Global, Module } from '@nestjs/common';
import { ApplicationsModule, Determinable } from '../applications';
import { PanelsModule } from '../panels';
import { PeopleModule } from '../people';
import { ReviewsModule } from '../reviews';
import { RoundsModule } from '../rounds';
import { Budgets } from './budgets';
import { DeterminationsReader, ReviewsDeterminable } from './determinations.reader';
import {
  ApplicationDeterminationsResolver,
  DeterminationsResolver,
  RoundBudgetResolver,
} from './determinations.resolver';
import { DeterminationSources, DeterminationsService } from './determinations.service';

/** Global, since applications stand upstream and ask for what only the reviews and panels together know. */
@Global()
@Module({
  imports: [PeopleModule, RoundsModule, ApplicationsModule, ReviewsModule, PanelsModule],
  providers: [
    DeterminationsReader,
    DeterminationsService,
    DeterminationSources,
    Budgets,
    DeterminationsResolver,
    ApplicationDeterminationsResolver,
    RoundBudgetResolver,
    { provide: Determinable, useClass: ReviewsDeterminable },
  ],
  exports: [DeterminationsReader, Determinable],
})
export class DeterminationsModule {}
