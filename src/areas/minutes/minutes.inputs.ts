import { InputType } from '@nestjs/graphql';
import { IdIn, IdsIn, PartsIn, TextIn, TextsIn, WholeIn } from '../../kernel/inputs';
import { ActionItemInput } from '../actions';

const VERSION = {
  optional: true,
  description: 'Refuse if the meeting has changed since this version.',
} as const;
const PEOPLE = { optional: true, description: 'The people who were there.' } as const;
const DECISIONS = { optional: true, description: 'What was decided, point by point.' } as const;
const GUESTS = {
  optional: true,
  description: 'Who else was there, by name: people who are not on the platform.',
} as const;

/** The minutes of a meeting. */
@InputType()
export class HoldMeetingInput {
  @IdIn('meeting') meetingId!: string;
  @TextIn(20_000) minutes!: string;
  @TextsIn(50, 1_000, DECISIONS) decisions?: string[] | null;
  @IdsIn('person', 200, PEOPLE) attendeeIds?: string[] | null;
  @TextsIn(100, 100, GUESTS) guests?: string[] | null;
  @PartsIn(() => ActionItemInput, 100, { optional: true }) actionItems?: ActionItemInput[] | null;
  @WholeIn(1, 2_147_483_647, VERSION) expectedVersion?: number | null;
}

/** Another version of the minutes; what is not given stays as it is. */
@InputType()
export class AmendMinutesInput {
  @IdIn('meeting') meetingId!: string;
  @TextIn(20_000, { optional: true }) minutes?: string | null;
  @TextsIn(50, 1_000, DECISIONS) decisions?: string[] | null;
  @IdsIn('person', 200, PEOPLE) attendeeIds?: string[] | null;
  @TextsIn(100, 100, GUESTS) guests?: string[] | null;
  @TextIn(2_000, { optional: true, description: 'Why.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, VERSION) expectedVersion?: number | null;
}
