import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts';
import { AchievementsModule } from '../achievements';
import { NeedsModule } from '../needs';
import { OrganisationsModule } from '../organisations';
import { InterestSubjects } from './interest-subjects';
import { InterestsReader } from './interests.reader';
import { InterestsResolver, NeedInterestsResolver } from './interests.resolver';
import { InterestsService } from './interests.service';
import { InterestsJobs } from './interests.jobs';

@Module({
  imports: [OrganisationsModule, AccountsModule, NeedsModule, AchievementsModule],
  providers: [
    InterestsReader,
    InterestsService,
    InterestSubjects,
    InterestsResolver,
    NeedInterestsResolver,
    InterestsJobs,
  ],
  exports: [InterestsReader, InterestsService],
})
export class InterestsModule {}
