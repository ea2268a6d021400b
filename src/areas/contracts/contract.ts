import { Field, HideField, ObjectType } from '@nestjs/graphql';
import { Check, Index, Unique } from 'typeorm';
import { Day, Flag, Id, isOneOf, Json, OneOf, Ref, Text, Texts, Version, Yuan } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Day as DayScalar, Decimal } from '../../kernel/scalars';
import * as rules from '../contractrules';
import { Organisation } from '../organisations';
import { Project } from '../projects';
import { CONTRACT_STATES, ContractStateEnum, FILED_STATES, type ContractState } from './contract.lifecycle';

/** A party as the contract names it, on the platform or not. */
@ObjectType({ description: 'A party as the contract names it, on the platform or not.' })
export class ContractParty {
  @Field(() => rules.ContractRoleEnum) role!: rules.ContractRole;
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true, description: 'Unified social credit code.' }) uscc!: string | null;
  @Field(() => String, { nullable: true, description: 'GB/T 2260 code.' }) district!: string | null;
  @HideField() organisationId!: string | null;
}

/** What the seller asks to change in a registered contract; null = stays. */
@ObjectType({ description: 'What the seller asks to change in a registered contract; null stays as it is.' })
export class ContractChange {
  @Field(() => DayScalar, { nullable: true }) endsOn!: string | null;
  @Field(() => Decimal, { nullable: true }) turnover!: string | null;
  @Field(() => Decimal, { nullable: true }) technologyValue!: string | null;
  @Field(() => Decimal, { nullable: true }) technologyIncome!: string | null;
  @Field(() => String, { nullable: true }) subject!: string | null;
}

/** A technology contract (技术合同) and its registration. */
@NodeType('contract', 'contracts', 'A technology contract and its registration.')
@Check('contracts_state_check', isOneOf('state', CONTRACT_STATES))
@Check('contracts_type_check', isOneOf('type', rules.CONTRACT_TYPES))
@Check('contracts_regime_check', isOneOf('regime', rules.CONTRACT_REGIMES))
@Check(
  'contracts_amounts_check',
  'turnover >= 0 AND technology_value BETWEEN coalesce(technology_income, 0) AND turnover AND technology_income BETWEEN 0 AND turnover',
)
@Unique('contracts_number_key', ['number'])
@Index('contracts_once_key', ['fingerprint'], { unique: true, where: isOneOf('state', FILED_STATES) })
@Index(['organisationId', 'id'])
@Index(['sellerId', 'registeredOn'])
@Index(['projectId', 'id'])
@Index(['state', 'id'])
@Index(['registeredOn', 'id'])
@Index('contracts_due_on_idx', ['dueOn'], { where: 'due_on IS NOT NULL' })
@Index('contracts_party_ids_idx', { synchronize: false })
export class Contract {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => ContractStateEnum) state!: ContractState;
  @Text({ nullable: true, description: 'Given on registration, e.g. XNJS-2026-00001.' })
  number!: string | null;
  @OneOf(() => rules.ContractRegimeEnum, { description: 'The rules of its signing day.' })
  regime!: rules.ContractRegime;
  /** Who entered it: a party, or the body whose past register it comes from. */
  @Ref(() => Organisation, { as: 'organisation' }) organisationId!: string;
  @Ref(() => Project, { nullable: true }) projectId!: string | null;
  /** The first seller, who registers it; null where that is an outsider. */
  @Ref(() => Organisation, { nullable: true, as: 'seller' }) sellerId!: string | null;
  @Text({ nullable: true, description: 'GB/T 2260 code of the first seller’s district.' })
  district!: string | null;
  @OneOf(() => rules.ContractTypeEnum) type!: rules.ContractType;
  @OneOf(() => rules.ContractSubtypeEnum, { nullable: true }) subtype!: rules.ContractSubtype | null;
  @Text() title!: string;
  @Text({ nullable: true, description: 'Content, scope and requirements.' }) subject!: string | null;
  @Day({ description: 'Asia/Shanghai.' }) signedOn!: string;
  @Day({ nullable: true, description: 'First day of its validity.' }) startsOn!: string | null;
  @Day({ nullable: true, description: 'Last day of its validity.' }) endsOn!: string | null;
  @Json(() => [ContractParty], { description: 'As the contract names them, the first seller first.' })
  parties!: ContractParty[];
  /** The parties that are on the platform, repeated so that rights need no look into `parties`. */
  @Json('hidden', { default: '[]' }) partyIds!: string[];
  @OneOf(() => rules.PriceFormEnum, { nullable: true }) priceForm!: rules.PriceForm | null;
  @Text({ nullable: true, description: 'Of what the royalty is, and how much.' })
  royaltyTerms!: string | null;
  @Yuan({ description: '成交额: everything that the contract is about, CNY yuan.' }) turnover!: string;
  @Yuan({ nullable: true, description: '技术交易额: without purchased equipment and material, CNY yuan.' })
  technologyValue!: string | null;
  @Yuan({ nullable: true, description: '技术性收入: what the seller earns by technology, CNY yuan.' })
  technologyIncome!: string | null;
  @Texts({ description: 'Numbers of patents and applications.' }) patents!: string[];
  @OneOf(() => rules.LicenceKindEnum, { nullable: true, description: 'As agreed; silent means ORDINARY.' })
  licence!: rules.LicenceKind | null;
  @Flag({ default: false, description: 'The technology is still to be developed.' }) undeveloped!: boolean;
  @Text({ nullable: true, description: 'The clause on who owns the results, if there is one.' })
  ownership!: string | null;
  @Text({ nullable: true, description: 'The clause on later improvements, if there is one.' })
  improvements!: string | null;
  @Day({ nullable: true, description: 'When it was filed, Asia/Shanghai.' }) filedOn!: string | null;
  @Day({
    nullable: true,
    description: 'The last day for the bureau’s decision, or, where it was returned, for the seller.',
  })
  dueOn!: string | null;
  /** The last day whose passing has been told. */
  @Day({ nullable: true, hidden: true }) missedOn!: string | null;
  @Day({ nullable: true, description: 'When it was registered or refused, Asia/Shanghai.' })
  decidedOn!: string | null;
  @Day({ nullable: true, description: 'The day of registration, Asia/Shanghai.' })
  registeredOn!: string | null;
  @Day({ nullable: true, description: 'When the seller objected to the refusal; possible once.' })
  objectedOn!: string | null;
  @Json(() => ContractChange, { nullable: true, description: 'What the seller asks to change.' })
  proposed!: ContractChange | null;
  /** What makes it the same contract: title, signing day, parties and turnover. */
  @Text({ hidden: true }) fingerprint!: string;
}

export const ContractConnection = connectionOf(Contract);
