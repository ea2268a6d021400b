import { InputType } from '@nestjs/graphql';
import { DayIn, IdIn, IdsIn, OneOfIn, PartsIn, TextIn, WholeIn, YuanIn } from '../../kernel/inputs';
import { InstalmentVerbEnum, type INSTALMENT_VERBS } from './instalment';
import { MatchingVerbEnum, type MatchingVerb } from './matching';

const version = {
  optional: true,
  description: 'Refuse if the record has changed since this version.',
} as const;

/** The fund whose budget covers a grant. */
@InputType()
export class CommitGrantInput {
  @IdIn('grant') id!: string;
  @IdIn('fund') fundId!: string;
  @WholeIn(2000, 2100, { description: 'The year of the budget.' }) year!: number;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}

/** The end of a grant: what is not paid is free again. */
@InputType()
export class CloseGrantInput {
  @IdIn('grant') id!: string;
  @TextIn(2_000, { description: 'Why.' }) note!: string;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}

/** One part of a grant, as it is to be paid. */
@InputType()
export class InstalmentInput {
  @YuanIn({ description: 'CNY yuan.' }) amount!: string;
  @WholeIn(1, 1_000, {
    optional: true,
    description: 'The milestone that has to be reached before; with the start of the project, if not given.',
  })
  milestoneNumber?: number | null;
  @YuanIn({ optional: true, description: 'Matching money that has to be accepted before, CNY yuan.' })
  matchingRequired?: string | null;
  @DayIn({ optional: true, description: 'Foreseen for this day.' }) dueOn?: string | null;
}

/** How a grant is paid: the plan takes the place of what was planned and not requested. */
@InputType()
export class PlanInstalmentsInput {
  @IdIn('grant') grantId!: string;
  @PartsIn(() => InstalmentInput, 24, {
    description: 'With what is requested or paid already they add up to the grant.',
  })
  instalments!: InstalmentInput[];
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}

/** One step of an instalment towards its payment. */
@InputType()
export class MoveInstalmentInput {
  @IdIn('instalment') id!: string;
  @OneOfIn(() => InstalmentVerbEnum) verb!: (typeof INSTALMENT_VERBS)[number];
  @TextIn(2_000, { optional: true, description: 'Why; needed for RETURN.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}

/** The payment of an approved instalment. */
@InputType()
export class PayInstalmentInput {
  @IdIn('instalment') id!: string;
  @DayIn({ description: 'When the money left.' }) paidOn!: string;
  @TextIn(100, { description: 'The number of the voucher (凭证号).' }) voucher!: string;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}

/** A payment that did not arrive: it can be paid again. */
@InputType()
export class ReversePaymentInput {
  @IdIn('instalment') id!: string;
  @TextIn(2_000, { description: 'Why, and the number of the voucher.' }) note!: string;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}

/** Money that a party has put in itself. */
@InputType()
export class ShowMatchingMoneyInput {
  @IdIn('grant') grantId!: string;
  @IdIn('org') organisationId!: string;
  @YuanIn({ description: 'CNY yuan.' }) amount!: string;
  @DayIn({ description: 'When it was there.' }) receivedOn!: string;
  @IdsIn('attachment', 10, { description: 'The files that show it; at least one.' })
  attachmentIds!: string[];
  @TextIn(2_000, { optional: true }) note?: string | null;
}

/** What the bureau says of matching money. */
@InputType()
export class MoveMatchingMoneyInput {
  @IdIn('matching') id!: string;
  @OneOfIn(() => MatchingVerbEnum) verb!: MatchingVerb;
  @TextIn(2_000, { optional: true, description: 'Why; needed for RETURN.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}
