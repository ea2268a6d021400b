import { Global, Module } from '@nestjs/common';
import { Actors } from '../../kernel/actors';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { AccountsReader } from './accounts.reader';
import { AccountsResolver, MembershipResolver } from './accounts.resolver';
import { AccountsService, Registry } from './accounts.service';
import { Attempts } from './attempts';
import { Passwords } from './passwords';
import { SessionsService, SignInDoors } from './sessions.service';
import { Tokens } from './tokens';

/** Global, since the kernel asks it who is behind a request. */
@Global()
@Module({
  imports: [OrganisationsModule, PeopleModule],
  providers: [
    AccountsReader,
    { provide: Actors, useExisting: AccountsReader },
    AccountsService,
    SessionsService,
    Registry,
    SignInDoors,
    Attempts,
    Passwords,
    Tokens,
    AccountsResolver,
    MembershipResolver,
  ],
  exports: [Actors, AccountsReader, AccountsService, SessionsService],
})
export class AccountsModule {}
