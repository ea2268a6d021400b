import { InputType } from '@nestjs/graphql';
import { WholeIn } from '../../kernel/inputs';

/** The rounds of a year. */
@InputType()
export class PlanRoundsInput {
  @WholeIn(2000, 2100) year!: number;
  @WholeIn(1, 92, {
    optional: true,
    description: 'Days that each of the four rounds stays open; 45 if not given.',
  })
  openDays?: number | null;
}
