import { Field, ObjectType } from '@nestjs/graphql';
import type { Sentence } from '../../kernel/messages';
import { requestScope } from '../../kernel/request';
import { Day, Decimal } from '../../kernel/scalars';
import { sql, type Sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import type { Contract } from '../contracts';

/** The states in which a signed contract has no registration to show. */
const UNREGISTERED = ['DRAFT', 'FILED', 'IN_REVIEW', 'RETURNED', 'REFUSED', 'OBJECTED'];

const SETTLEMENT = setting('contracts.settlement-day', 531, {
  zh: '企业所得税汇算清缴的最后一天（月日，次年；委托研发应在此前登记；待核实）',
  en: 'Last day on which income tax is settled, as MDD of the next year: development is registered by then (still to be verified)',
  min: 101,
  max: 1231,
});

const SOURCE: Sentence = {
  zh: '财税〔2015〕119号；国家税务总局公告2015年第97号；财税〔2016〕36号附件3（待核实）',
  en: 'Cai Shui [2015] 119; State Taxation Administration, announcement 2015-97; Cai Shui [2016] 36, annex 3 (still to be verified)',
};
const TEXT: Sentence = {
  zh: '委托、合作研发合同未登记的，研发费用加计扣除和增值税免税没有依据',
  en: 'Without registration of commissioned or joint development neither the extra deduction of its cost nor the exemption from VAT stands',
};

/** What is at stake while a contract on development is not registered. */
@ObjectType({ description: 'What is at stake while a contract on development is not registered.' })
export class BenefitRisk {
  @Field(() => Decimal, { description: 'The amount that the benefits are reckoned from, CNY yuan.' })
  readonly amount: string;
  @Field(() => Day, { description: 'The last day before the tax of its first year is settled.' })
  readonly registerBy: string;
  @Field(() => Boolean, { description: 'Whether that day has passed.' }) readonly late: boolean;

  constructor({ technologyValue, turnover, signedOn }: Contract, today: string) {
    const day = String(SETTLEMENT.value).padStart(4, '0');
    this.amount = technologyValue ?? turnover;
    this.registerBy = `${Number(signedOn.slice(0, 4)) + 1}-${day.slice(0, 2)}-${day.slice(2)}`;
    this.late = today > this.registerBy;
  }

  /** In the caller's language. */
  @Field(() => String)
  get text(): string {
    return TEXT[requestScope().locale];
  }

  /** On what it rests. */
  @Field(() => String)
  get source(): string {
    return SOURCE[requestScope().locale];
  }
}

/** Whether benefits are at risk: development that is signed and not registered. */
export const isAtRisk = ({ type, state }: Contract): boolean =>
  type === 'DEVELOPMENT' && UNREGISTERED.includes(state);

/** The same as SQL on alias `t`. */
export const atRisk: Sql = sql`t.type = 'DEVELOPMENT' AND t.state = ANY(${UNREGISTERED})`;
