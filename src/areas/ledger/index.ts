export { ACCOUNT_KINDS, type AccountKind, type Place } from './account';
export { Fund, FundYear } from './fund';
export { refuse as refuseInLedger } from './ledger.messages';
export { LedgerModule } from './ledger.module';
export { FundsReader, FundYearsReader, PostingsReader } from './ledger.reader';
export { Ledger, type Line, type Order } from './ledger.service';
export { verifyLedger, type LedgerCheck } from './ledger.verify';
export { LedgerLine, Posting, PostingConnection, type PostingKind } from './posting';
