import { Entity, ForeignKey, Index, PrimaryColumn, Column } from 'typeorm';
import { Fund } from '../ledger';
import { Round } from '../rounds';

/** Which fund pays for what is approved in a round. */
@Entity('fund_calls')
@Index(['fundId'])
export class FundCall {
  @PrimaryColumn('uuid') @ForeignKey(() => Round) roundId!: string;
  @Column('uuid') @ForeignKey(() => Fund) fundId!: string;
}
