import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Decimal } from '../../kernel/scalars';
import { ContractTypeEnum, type ContractType } from '../contractrules';

/** What a set of registered contracts adds up to. */
@ObjectType({ isAbstract: true })
export abstract class ContractSums {
  @Field(() => Int, { description: 'How many were registered.' }) registered!: number;
  @Field(() => Decimal, { description: '成交额, CNY yuan.' }) turnover!: string;
  @Field(() => Decimal, { description: '技术交易额, CNY yuan.' }) technologyValue!: string;
}

/** One type's share of a year. */
@ObjectType({ description: 'One type’s share of a year.' })
export class ContractsOfType extends ContractSums {
  @Field(() => ContractTypeEnum) type!: ContractType;
}

/** One district's share of a year, by the first seller. */
@ObjectType({ description: 'One district’s share of a year, by the first seller.' })
export class ContractsOfDistrict extends ContractSums {
  @Field(() => String, { nullable: true, description: 'GB/T 2260 code; null where it is not known.' })
  district!: string | null;
}

/** One month's share of a year. */
@ObjectType({ description: 'One month’s share of a year.' })
export class ContractsOfMonth extends ContractSums {
  @Field(() => Int, { description: '1 to 12.' }) month!: number;
}

/** What was announced of a year, typed in with its source. */
@ObjectType({ description: 'What was announced of a year, typed in with its source.' })
export class AnnouncedContracts {
  @Field(() => Int) year!: number;
  @Field(() => Int) registered!: number;
  @Field(() => Decimal, { description: 'CNY yuan.' }) turnover!: string;
  @Field(() => Float, { nullable: true, description: 'Over the year before, e.g. 0.22.' })
  turnoverGrowth!: number | null;
  @Field(() => String) source!: string;
}

/** What was registered in a year; a contract counts on its day of registration, unless it was cancelled since. */
@ObjectType({
  description:
    'What was registered in a year; a contract counts on its day of registration, unless it was cancelled since.',
})
export class ContractStatistics extends ContractSums {
  @Field(() => Int) year!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'In number over the year before, e.g. 0.22; null without a year to compare with.',
  })
  registeredGrowth!: number | null;
  @Field(() => Float, { nullable: true, description: 'In turnover over the year before.' })
  turnoverGrowth!: number | null;
  @Field(() => String, {
    nullable: true,
    description: 'Where the year before is known from, if not from the register.',
  })
  comparedWith!: string | null;
  @Field(() => [ContractsOfType], { description: 'All five types.' }) byType!: ContractsOfType[];
  @Field(() => [ContractsOfDistrict], { description: 'The largest turnover first.' })
  byDistrict!: ContractsOfDistrict[];
  @Field(() => [ContractsOfMonth], { description: 'All twelve months.' }) byMonth!: ContractsOfMonth[];
  @Field(() => AnnouncedContracts, { nullable: true, description: 'What was announced of this year.' })
  announced!: AnnouncedContracts | null;
}
