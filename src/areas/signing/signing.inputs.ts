import { InputType } from '@nestjs/graphql';
import { DayIn, IdIn, TextIn } from '../../kernel/inputs';

/** A representative lets a colleague sign for the organisation. */
@InputType({ description: 'A representative lets a colleague sign for the organisation.' })
export class DelegateSigningInput {
  @IdIn('org') organisationId!: string;
  @TextIn(254, { description: 'The e-mail of the colleague’s account.' }) email!: string;
  @IdIn('project', { optional: true, description: 'For this project only; left out: for all.' })
  projectId?: string | null;
  @DayIn({ optional: true, description: 'Its first day, Asia/Shanghai; today if not given.' })
  startsOn?: string | null;
  @DayIn({ description: 'Its last day, Asia/Shanghai.' }) endsOn!: string;
  @TextIn(500, { optional: true }) note?: string | null;
}
