import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { Clock } from '../../kernel/clock';
import type { Actor } from '../../kernel/actor';
import { Facts, topic } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { CONTRACT_TYPES } from '../contractrules';
import type { ContractReference, ContractTotal } from './contract-total';
import type { AnnounceContractsInput } from './registers.inputs';
import { AnnouncedContracts, ContractStatistics, type ContractSums } from './statistics';

export const contractsAnnounced = topic<{ year: number }>('contract-reference.announced');

/** What registered contracts add up to, by year. */
@Injectable()
export class ContractStatisticsReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  /** The statistics of a year, from totals that the database keeps: two statements, however many contracts. */
  async of(year: number): Promise<ContractStatistics> {
    const rows = await this.uow.query<ContractTotal>(sql`
      SELECT year, month, type, district, registered, turnover, technology_value AS "technologyValue"
      FROM contract_totals WHERE year IN (${year}, ${year - 1}) AND registered > 0`);
    const known = await this.uow.query<ContractReference>(sql`
      SELECT year, registered, turnover, turnover_growth AS "turnoverGrowth", source
      FROM contract_references WHERE year IN (${year}, ${year - 1})`);
    const announcedOf = (of: number): ContractReference | undefined => known.find((one) => one.year === of);
    const [now, before] = [year, year - 1].map((of) => rows.filter((row) => row.year === of)) as [
      ContractTotal[],
      ContractTotal[],
    ];
    const earlier = announcedOf(year - 1);
    const [sums, base] = [sumsOf(now), before.length > 0 ? sumsOf(before) : earlier];
    const announced = announcedOf(year);
    return Object.assign(new ContractStatistics(), {
      ...{ year, ...sums, ...sharesOf(now) },
      registeredGrowth: growth(sums.registered, base?.registered),
      turnoverGrowth: growth(sums.turnover, base?.turnover),
      comparedWith: before.length > 0 ? null : (earlier?.source ?? null),
      announced: announced ? Object.assign(new AnnouncedContracts(), announced) : null,
    });
  }

  /** Enters what was announced of a year; a later entry of the same year takes its place. */
  announce(actor: Actor, input: AnnounceContractsInput): Promise<AnnouncedContracts> {
    const { year, registered, turnover, source, turnoverGrowth = null } = input;
    return this.uow.run(async () => {
      const [row] = await this.uow.query<{ id: string }>(sql`
        INSERT INTO contract_references (id, year, registered, turnover, turnover_growth, source)
        VALUES (${newId(this.clock.now())}, ${year}, ${registered}, ${turnover}, ${turnoverGrowth}, ${source})
        ON CONFLICT (year) DO UPDATE SET registered = excluded.registered, turnover = excluded.turnover,
          turnover_growth = excluded.turnover_growth, source = excluded.source RETURNING id`);
      const subject = { type: 'contract-reference', id: row!.id };
      await this.facts.state(contractsAnnounced, { subject, actor, note: source, payload: { year } });
      return Object.assign(new AnnouncedContracts(), { year, registered, turnover, turnoverGrowth, source });
    });
  }
}

/** Over a base; null where there is none. */
function growth(now: number | string, base: number | string | undefined): number | null {
  if (base === undefined || Number(base) === 0) return null;
  return Number(new Big(now).div(base).minus(1).round(4));
}

function sumsOf(rows: readonly ContractTotal[]): ContractSums {
  const add = (key: 'turnover' | 'technologyValue'): string =>
    rows.reduce((sum, row) => sum.plus(row[key]), new Big(0)).toFixed(2);
  const registered = rows.reduce((sum, row) => sum + row.registered, 0);
  return { registered, turnover: add('turnover'), technologyValue: add('technologyValue') };
}

function sharesOf(
  rows: readonly ContractTotal[],
): Pick<ContractStatistics, 'byType' | 'byDistrict' | 'byMonth'> {
  const of = (part: (row: ContractTotal) => boolean): ContractSums => sumsOf(rows.filter(part));
  const districts = [...new Set(rows.map(({ district }) => district))];
  const months = Array.from({ length: 12 }, (_, at) => at + 1);
  return {
    byType: CONTRACT_TYPES.map((type) => ({ type, ...of((row) => row.type === type) })),
    byMonth: months.map((month) => ({ month, ...of((row) => row.month === month) })),
    byDistrict: districts
      .map((one) => ({ district: one || null, ...of(({ district }) => district === one) }))
      .sort((a, b) => new Big(b.turnover).cmp(a.turnover)),
  };
}
