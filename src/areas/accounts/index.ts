export { Account, CONTACTS, Membership, spokesmen } from './account';
export { AccountsModule } from './accounts.module';
export { AccountsReader } from './accounts.reader';
export { AccountsService } from './accounts.service';
export { SessionsService } from './sessions.service';
