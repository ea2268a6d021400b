import { InputType } from '@nestjs/graphql';
import { DayIn, IdIn, OneOfIn, TextIn, WholeIn } from '../../kernel/inputs';
import { ActionVerbEnum, type ACTION_VERBS } from './action';

const VERSION = {
  optional: true,
  description: 'Refuse if the action item has changed since this version.',
} as const;

/** What one party undertakes. */
@InputType()
export class ActionItemInput {
  @TextIn(1_000) text!: string;
  @IdIn('org', { description: 'A party of the series.' }) ownerId!: string;
  @IdIn('person', { optional: true, description: 'Who is to do it: a member of the owner.' })
  ownerPersonId?: string | null;
  @DayIn() dueOn!: string;
  @TextIn(100, { optional: true, description: 'The id of the record that it is about.' })
  subjectId?: string | null;
}

/** What the bureau says of an action item. */
@InputType()
export class MoveActionItemInput {
  @IdIn('action') id!: string;
  @OneOfIn(() => ActionVerbEnum) verb!: (typeof ACTION_VERBS)[number];
  @TextIn(2_000, { optional: true, description: 'Why; REOPEN needs it.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, VERSION) expectedVersion?: number | null;
}

/** Another last day for an action item. */
@InputType()
export class PostponeActionItemInput {
  @IdIn('action') id!: string;
  @DayIn() dueOn!: string;
  @TextIn(2_000, { description: 'Why.' }) note!: string;
  @WholeIn(1, 2_147_483_647, VERSION) expectedVersion?: number | null;
}

/** Which action items a list holds. */
@InputType()
export class ActionItemFilter {
  @IdIn('org', { optional: true, description: 'Those of this owner.' }) ownerId?: string | null;
  @IdIn('series', { optional: true, description: 'Those of this liaison.' }) seriesId?: string | null;
}
