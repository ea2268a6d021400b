import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** What is registered in one month, of one type, by sellers of one district: kept by triggers on `contracts`. */
@Entity('contract_totals')
export class ContractTotal {
  @PrimaryColumn('int') year!: number;
  @PrimaryColumn('int') month!: number;
  @PrimaryColumn('text') type!: string;
  /** GB/T 2260 code; empty where it is not known. */
  @PrimaryColumn('text') district!: string;
  @Column('int') registered!: number;
  @Column('numeric', { precision: 20, scale: 2 }) turnover!: string;
  @Column('numeric', { precision: 20, scale: 2 }) technologyValue!: string;
}

/** What was announced of a year whose contracts the platform does not hold: typed in, with its source. */
@Entity('contract_references')
@Unique('contract_references_year_key', ['year'])
export class ContractReference {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') year!: number;
  @Column('int') registered!: number;
  @Column('numeric', { precision: 16, scale: 2 }) turnover!: string;
  /** Over the year before, e.g. 0.22. */
  @Column('double precision', { nullable: true }) turnoverGrowth!: number | null;
  @Column('text') source!: string;
}
