import { InputType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import { PartsIn, RealIn, TextIn, WholeIn } from '../../kernel/inputs';

/** What a number of the programme is to be. */
@InputType()
export class TermInput {
  @TextIn(100, { description: 'See `Programme.terms`.' }) key!: string;
  @RealIn(-1e15, 1e15) value!: number;
}

/** What reviewers are to score. */
@InputType()
export class CriterionInput {
  @TextIn(40, { description: 'Upper-case letters, digits and underscores.' })
  @Matches(/^[A-Z][A-Z0-9_]*$/)
  code!: string;
  @TextIn(40) zh!: string;
  @TextIn(80) en!: string;
  @RealIn(0, 1, { description: 'Its share of the total; the shares sum to 1.' }) weight!: number;
}

/** A new version of the programme: what it does not name stays. */
@InputType()
export class ReviseProgrammeInput {
  @PartsIn(() => TermInput, 100, { optional: true }) terms?: TermInput[] | null;
  @PartsIn(() => CriterionInput, 20, { optional: true, description: 'All of them, in their order.' })
  criteria?: CriterionInput[] | null;
  @TextIn(500) reason!: string;
  @WholeIn(1, 2_147_483_647, {
    optional: true,
    description: 'Refuse if there has been another version since this one.',
  })
  expectedVersion?: number | null;
}
