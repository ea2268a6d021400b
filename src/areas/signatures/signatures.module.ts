import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { DelegationsService } from './delegations.service';
import { DelegationsReader, SignaturesReader } from './signatures.reader';
import { DelegationsResolver, SignaturesResolver } from './signatures.resolver';
import { SignaturesService } from './signatures.service';

@Module({
  imports: [OrganisationsModule, PeopleModule],
  providers: [
    SignaturesReader,
    DelegationsReader,
    SignaturesService,
    DelegationsService,
    SignaturesResolver,
    DelegationsResolver,
  ],
  exports: [SignaturesReader, DelegationsReader, SignaturesService, DelegationsService],
})
export class SignaturesModule {}
