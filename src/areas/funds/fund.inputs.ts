import { InputType } from '@nestjs/graphql';
import { DayIn, IdIn, TextIn, WholeIn, YuanIn } from '../../kernel/inputs';

/** A special fund. */
@InputType()
export class OpenFundInput {
  @TextIn(60, { description: 'For programs: small letters, digits and hyphens, e.g. lithium-carbonate.' })
  code!: string;
  @TextIn(200) name!: string;
  @TextIn(200, { optional: true }) nameEn?: string | null;
}

/** What was announced for a fund and a year, before any money is there. */
@InputType()
export class AnnounceBudgetInput {
  @IdIn('fund') fundId!: string;
  @WholeIn(2000, 2100) year!: number;
  @YuanIn({ description: 'CNY yuan.' }) amount!: string;
  @DayIn({ optional: true, description: 'By when it is to be there.' }) dueOn?: string | null;
  @TextIn(500, { description: 'Where it is found.' }) source!: string;
}

/** Money for a fund and a year, given or taken back by a document. */
@InputType()
export class AllocateBudgetInput {
  @IdIn('fund') fundId!: string;
  @WholeIn(2000, 2100) year!: number;
  @YuanIn({ description: 'CNY yuan.' }) amount!: string;
  @TextIn(100, { description: 'Of the document (文号). A document counts once for a fund and a year.' })
  documentNumber!: string;
  @TextIn(500, { optional: true }) note?: string | null;
}

/** The fund that pays for what is approved in a round. */
@InputType()
export class SetRoundFundInput {
  @IdIn('round') roundId!: string;
  @IdIn('fund') fundId!: string;
}
