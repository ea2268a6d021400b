import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { ExpertsModule } from '../experts';
import { LotteriesModule } from '../lotteries';
import { PeopleModule } from '../people';
import { ReviewsJobs } from './reviews.jobs';
import { ReviewsReader } from './reviews.reader';
import { ApplicationReviewsResolver, DrawReviewsResolver, ReviewsResolver } from './reviews.resolver';
import { ReviewsService, Upstream } from './reviews.service';

@Module({
  imports: [PeopleModule, ApplicationsModule, ExpertsModule, LotteriesModule],
  providers: [
    ReviewsReader,
    ReviewsService,
    Upstream,
    ReviewsResolver,
    ApplicationReviewsResolver,
    DrawReviewsResolver,
    ReviewsJobs,
  ],
  exports: [ReviewsReader, ReviewsService],
})
export class ReviewsModule {}
