import { Field, HideField, Int, ObjectType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Day, enumOf, Id, Instant, isOneOf, OneOf, Ref, Text, Whole, Yuan } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Decimal } from '../../kernel/scalars';
import { Person } from '../people';
import { AccountKindEnum, LedgerAccount, type AccountKind } from './account';

/** Why money moves between accounts. */
export const POSTING_KINDS = [
  'ALLOCATE',
  'REDUCE',
  'COMMIT',
  'RELEASE',
  'PAY',
  'REVERSE',
  'RECOVER',
  'CARRY_OVER',
] as const;
export type PostingKind = (typeof POSTING_KINDS)[number];
export const PostingKindEnum = enumOf(
  'PostingKind',
  POSTING_KINDS,
  'REDUCE: a budget is taken back. RELEASE: the rest of a grant is free again. REVERSE: a payment that did not arrive.',
);

/** Money moved between accounts (记账): never altered, only followed by another. */
@NodeType(
  'posting',
  'ledger_postings',
  'Money moved between accounts of the ledger, for the bureau; never altered.',
)
@Check('ledger_postings_kind_check', isOneOf('kind', POSTING_KINDS))
@Check('ledger_postings_amount_check', 'amount > 0')
@Unique('ledger_postings_key_key', ['key'])
@Index(['byId'])
export class Posting {
  @Id() id!: string;
  @OneOf(() => PostingKindEnum) kind!: PostingKind;
  /** What it is about: the same is posted once, however often it is asked for. */
  @Text({ hidden: true }) key!: string;
  @Yuan({ description: 'What was moved, in each book that it touches; CNY yuan.' }) amount!: string;
  @Whole({ hidden: true }) entryCount!: number;
  @Day({ description: 'The day that it counts for, Asia/Shanghai.' }) bookedOn!: string;
  @Text({ nullable: true, description: 'The number of the document or voucher.' }) document!: string | null;
  @Text({ nullable: true }) note!: string | null;
  @Instant({ description: 'UTC.' }) postedAt!: Date;
  /** Null = the platform. */
  @Ref(() => Person, { nullable: true, as: 'by' }) byId!: string | null;
}

export const PostingConnection = connectionOf(Posting);

/** One side of a posting. */
@Entity('ledger_entries')
@Check('ledger_entries_amount_check', 'amount <> 0')
@Index(['accountId', 'postingId'])
export class LedgerEntry {
  @PrimaryColumn('uuid') @ForeignKey(() => Posting) postingId!: string;
  @PrimaryColumn('uuid') @ForeignKey(() => LedgerAccount) accountId!: string;
  @Column('numeric', { precision: 16, scale: 2 }) amount!: string;
}

/** One side of a posting, as it is read. */
@ObjectType({ description: 'One side of a posting; all of them add up to zero.' })
export class LedgerLine {
  @Field(() => AccountKindEnum) account!: AccountKind;
  @Field(() => Int, { description: 'The year of the book.' }) year!: number;
  @Field(() => Decimal, { description: 'CNY yuan; above zero where money arrives.' }) amount!: string;
  /** The grant that the account is kept for. */
  @HideField() holderId!: string | null;
}
