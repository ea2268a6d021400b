import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { v5 as uuidv5 } from 'uuid';
import { enumOf, isOneOf } from '../../kernel/fields';
import { FundYear } from './fund';

/** What a book keeps apart, in the order in which money goes; the first two are below zero, the others never. */
export const ACCOUNT_KINDS = [
  'SOURCE',
  'CARRIED_IN',
  'AVAILABLE',
  'COMMITTED',
  'PAID',
  'RECOVERED',
  'CARRIED_OUT',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];
export const AccountKindEnum = enumOf(
  'LedgerAccountKind',
  ACCOUNT_KINDS,
  'SOURCE and CARRIED_IN: where money comes from, zero or less. COMMITTED, PAID and RECOVERED: of one grant each.',
);

/** An account of a book; entries alone move its balance, by a trigger. */
@Entity('ledger_accounts')
@Check('ledger_accounts_kind_check', isOneOf('kind', ACCOUNT_KINDS))
@Check(
  'ledger_accounts_holder_check',
  `(holder_id IS NOT NULL) = (kind IN ('COMMITTED', 'PAID', 'RECOVERED'))`,
)
@Check(
  'ledger_accounts_balance_check',
  `CASE WHEN kind IN ('SOURCE', 'CARRIED_IN') THEN balance <= 0 ELSE balance >= 0 END`,
)
@Index(['fundYearId', 'kind'])
@Index(['holderId'])
export class LedgerAccount {
  /** Follows from the rest: see `accountId`. */
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => FundYear) fundYearId!: string;
  @Column('text') kind!: AccountKind;
  /** The grant that it is kept for. */
  @Column('uuid', { nullable: true }) holderId!: string | null;
  @Column('numeric', { precision: 16, scale: 2, default: 0 }) balance!: string;
}

/** An account by what it is. */
export type Place = Pick<LedgerAccount, 'fundYearId' | 'kind'> & { readonly holderId?: string };

/** Where the ids of accounts are derived from. */
const NAMESPACE = '1b1f5c1e-7a2d-5a64-8f0e-3c9d1f3f3a11';

/** The id of an account: uuid v5 of what it is, so that nobody has to look for it, or opens it twice. */
export const accountId = ({ fundYearId, kind, holderId }: Place): string =>
  uuidv5(`${fundYearId} ${kind} ${holderId ?? ''}`, NAMESPACE);
