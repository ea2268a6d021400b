import { Global, Module } from '@nestjs/common';
import { AcceptancesModule, Disbursed } from '../acceptances';
import { ApplicationsModule } from '../applications';
import { AttachmentsModule } from '../attachments';
import { FundsModule } from '../funds';
import { LedgerModule } from '../ledger';
import { ProjectsModule } from '../projects';
import { GrantsJobs } from './grants.jobs';
import { GrantsReader, InstalmentsReader, MatchingReader } from './grants.reader';
import {
  GrantsResolver,
  InstalmentsResolver,
  LedgerLineResolver,
  ProjectGrantResolver,
} from './grants.resolver';
import { GrantBooks, GrantDisbursed, GrantsService } from './grants.service';
import { MatchingResolver } from './matching.resolver';
import { MatchingService, MatchingSources } from './matching.service';
import { PaymentsService } from './payments.service';

/** Global, since recoveries stand upstream and ask for what was really paid. */
@Global()
@Module({
  imports: [
    ProjectsModule,
    ApplicationsModule,
    AcceptancesModule,
    AttachmentsModule,
    LedgerModule,
    FundsModule,
  ],
  providers: [
    GrantsReader,
    InstalmentsReader,
    MatchingReader,
    GrantBooks,
    GrantsService,
    PaymentsService,
    MatchingSources,
    MatchingService,
    GrantsJobs,
    GrantsResolver,
    InstalmentsResolver,
    ProjectGrantResolver,
    LedgerLineResolver,
    MatchingResolver,
    { provide: Disbursed, useClass: GrantDisbursed },
  ],
  exports: [GrantsService, Disbursed],
})
export class GrantsModule {}
