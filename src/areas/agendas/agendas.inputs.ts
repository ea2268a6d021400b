import { InputType } from '@nestjs/graphql';
import { IdIn, TextIn } from '../../kernel/inputs';

/** A point for the agenda of a meeting. */
@InputType()
export class AddAgendaItemInput {
  @IdIn('meeting') meetingId!: string;
  @TextIn(500) text!: string;
  @TextIn(100, { optional: true, description: 'The id of the record that it is about.' })
  subjectId?: string | null;
}
