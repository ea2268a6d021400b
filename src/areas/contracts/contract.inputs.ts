import { InputType, IntersectionType, OmitType, PartialType } from '@nestjs/graphql';
import {
  DayIn,
  FlagIn,
  IdIn,
  OneOfIn,
  PartsIn,
  SomeOfIn,
  TextIn,
  TextsIn,
  WholeIn,
  YuanIn,
} from '../../kernel/inputs';
import * as rules from '../contractrules';
import {
  ContractStateEnum,
  ContractVerbEnum,
  type CONTRACT_VERBS,
  type ContractState,
} from './contract.lifecycle';

const VERSION = 2_147_483_647;

/** A party: an organisation on the platform, or an outsider by its name. */
@InputType({ description: 'A party: an organisation on the platform, or an outsider by its name.' })
export class ContractPartyInput {
  @OneOfIn(() => rules.ContractRoleEnum) role!: rules.ContractRole;
  @IdIn('org', { optional: true, description: 'Its name, code and district are taken from its record.' })
  organisationId?: string | null;
  @TextIn(200, { optional: true }) name?: string | null;
  @TextIn(18, { optional: true, description: 'Unified social credit code.' }) uscc?: string | null;
  @TextIn(6, { optional: true, description: 'GB/T 2260 code.' }) district?: string | null;
}

/** What a contract says. */
@InputType()
export class ContractContentInput {
  @OneOfIn(() => rules.ContractTypeEnum) type!: rules.ContractType;
  @OneOfIn(() => rules.ContractSubtypeEnum, { optional: true, description: 'One of those of its type.' })
  subtype?: rules.ContractSubtype | null;
  @TextIn(200) title!: string;
  @TextIn(10_000, { optional: true, description: 'Content, scope and requirements.' })
  subject?: string | null;
  @DayIn({ description: 'Decides by which rules it is registered.' }) signedOn!: string;
  @DayIn({ optional: true, description: 'First day of its validity.' }) startsOn?: string | null;
  @DayIn({ optional: true, description: 'Last day of its validity.' }) endsOn?: string | null;
  @PartsIn(() => ContractPartyInput, 20, { description: 'The first seller is the one who registers it.' })
  parties!: ContractPartyInput[];
  @OneOfIn(() => rules.PriceFormEnum, { optional: true }) priceForm?: rules.PriceForm | null;
  @TextIn(2_000, { optional: true, description: 'Of what the royalty is, and how much.' })
  royaltyTerms?: string | null;
  @YuanIn({ description: '成交额, CNY yuan.' }) turnover!: string;
  @YuanIn({ optional: true, description: '技术交易额: at most the turnover.' })
  technologyValue?: string | null;
  @YuanIn({ optional: true, description: '技术性收入: at most the technology value.' })
  technologyIncome?: string | null;
  @TextsIn(50, 60, { optional: true }) patents?: string[] | null;
  @OneOfIn(() => rules.LicenceKindEnum, { optional: true }) licence?: rules.LicenceKind | null;
  @FlagIn({ optional: true, description: 'The technology is still to be developed.' })
  undeveloped?: boolean | null;
  @TextIn(4_000, { optional: true, description: 'The clause on who owns the results.' })
  ownership?: string | null;
  @TextIn(4_000, { optional: true, description: 'The clause on later improvements.' })
  improvements?: string | null;
}

/** A contract that is to be registered. */
@InputType()
export class DraftContractInput extends ContractContentInput {
  @IdIn('org', { description: 'Who enters it: one of the parties.' }) organisationId!: string;
}

/** A contract that follows from an approved project. */
@InputType()
export class DraftContractFromProjectInput {
  @IdIn('project') projectId!: string;
  @DayIn() signedOn!: string;
}

/** Changes to a draft; a field left out stays. */
@InputType()
export class EditContractInput extends PartialType(ContractContentInput) {
  @IdIn('contract') id!: string;
  @WholeIn(1, VERSION, { optional: true }) expectedVersion?: number | null;
}

/** One step of a contract's lifecycle. */
@InputType()
export class MoveContractInput {
  @IdIn('contract') id!: string;
  @OneOfIn(() => ContractVerbEnum) verb!: (typeof CONTRACT_VERBS)[number];
  @TextIn(4_000, {
    optional: true,
    description: 'Why; needed for all but FILE, REFER, WITHDRAW, UPHOLD, CHANGE.',
  })
  note?: string | null;
  @WholeIn(1, VERSION, {
    optional: true,
    description: 'Refuse if the contract has changed since this version.',
  })
  expectedVersion?: number | null;
}

/** The registration, with the amounts as the bureau settles them. */
@InputType()
export class RegisterContractInput {
  @IdIn('contract') id!: string;
  @YuanIn({ optional: true, description: 'As filed, if not given.' }) technologyValue?: string | null;
  @YuanIn({ optional: true, description: 'As filed, if not given.' }) technologyIncome?: string | null;
  @TextIn(4_000, { optional: true, description: 'After expert review: their opinion.' })
  note?: string | null;
  @WholeIn(1, VERSION, { optional: true }) expectedVersion?: number | null;
}

/** What is to change in a registered contract; what is left out stays. */
@InputType()
export class AskContractChangeInput {
  @IdIn('contract') id!: string;
  @TextIn(4_000, { description: 'Why.' }) reason!: string;
  @DayIn({ optional: true }) endsOn?: string | null;
  @YuanIn({ optional: true }) turnover?: string | null;
  @YuanIn({ optional: true }) technologyValue?: string | null;
  @YuanIn({ optional: true }) technologyIncome?: string | null;
  @TextIn(10_000, { optional: true }) subject?: string | null;
  @WholeIn(1, VERSION, { optional: true }) expectedVersion?: number | null;
}

@InputType({ isAbstract: true })
class Registered {
  @IdIn('org', { description: 'The body that keeps the register.' }) organisationId!: string;
  @TextIn(60, { description: 'The number in that register.' }) number!: string;
  @DayIn({ description: 'The day of registration.' }) registeredOn!: string;
}

/** A contract of a past register. */
@InputType()
export class RecordContractInput extends IntersectionType(Registered, OmitType(ContractContentInput, [])) {}

/** Which contracts a list holds. */
@InputType()
export class ContractFilter {
  @TextIn(200, { optional: true, empty: true, description: 'Part of the title, or the whole number.' })
  text?: string | null;
  @SomeOfIn(() => ContractStateEnum, { optional: true }) states?: ContractState[] | null;
  @SomeOfIn(() => rules.ContractTypeEnum, { optional: true }) types?: rules.ContractType[] | null;
  @IdIn('org', { optional: true, description: 'One of the parties.' }) organisationId?: string | null;
  @IdIn('project', { optional: true }) projectId?: string | null;
  @WholeIn(1985, 2100, { optional: true, description: 'The year of registration.' }) year?: number | null;
  @TextIn(6, { optional: true, description: 'GB/T 2260 code of the seller’s district.' })
  district?: string | null;
  @FlagIn({ optional: true, description: 'Only those whose day for the next step has passed.' })
  overdue?: boolean | null;
}
