import { Field } from '@nestjs/graphql';
import { Index, Unique } from 'typeorm';
import { Day, Id, Ref, Text, Whole, Yuan } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Decimal } from '../../kernel/scalars';

/** A special fund (专项资金): what grants are paid from. */
@NodeType('fund', 'funds', 'A special fund: what grants are paid from, with a budget for each year.')
@Unique('funds_code_key', ['code'])
export class Fund {
  @Id() id!: string;
  @Text({ description: 'For programs, e.g. lithium-carbonate.' }) code!: string;
  @Text() name!: string;
  @Text({ nullable: true }) nameEn!: string | null;
}

/** The book of a fund for one year; what it holds follows from the ledger, so it has no columns. */
@NodeType(
  'fundyear',
  'fund_years',
  'The book of a fund for one year, for the bureau: budget + carriedIn = available + committed + paid + carriedOut.',
)
@Unique('fund_years_fund_id_year_key', ['fundId', 'year'])
@Index(['year', 'id'])
export class FundYear {
  @Id() id!: string;
  @Ref(() => Fund, { as: 'fund' }) fundId!: string;
  @Whole() year!: number;
  @Yuan({ nullable: true, description: 'What was announced for the year, CNY yuan.' }) planned!:
    string | null;
  @Day({ nullable: true, description: 'By when what was announced is to be there, Asia/Shanghai.' })
  dueOn!: string | null;
  @Text({ nullable: true, description: 'Where the announcement is found.' }) source!: string | null;
  @Field(() => Decimal, { description: 'Allocated by documents, less what was taken back; CNY yuan.' })
  budget!: string;
  @Field(() => Decimal, { description: 'From the year before, CNY yuan.' }) carriedIn!: string;
  @Field(() => Decimal, { description: 'Into the next year, CNY yuan.' }) carriedOut!: string;
  @Field(() => Decimal, { description: 'Granted and not paid yet, CNY yuan.' }) committed!: string;
  @Field(() => Decimal, { description: 'Paid, whether or not it came back; CNY yuan.' }) paid!: string;
  @Field(() => Decimal, { description: 'What came back of what was paid, CNY yuan.' }) recovered!: string;
  @Field(() => Decimal, { description: 'Can still be granted or carried over, CNY yuan.' })
  available!: string;
}
