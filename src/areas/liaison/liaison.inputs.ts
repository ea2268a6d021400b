import { InputType } from '@nestjs/graphql';
import {
  DayIn,
  IdIn,
  IdsIn,
  OneOfIn,
  PartsIn,
  SomeOfIn,
  TextIn,
  WholeIn,
  WholesIn,
} from '../../kernel/inputs';
import { MeetingStateEnum, type MeetingState } from './meeting';
import { MonthRuleEnum, type MonthRule } from './series';

const VERSION = {
  optional: true,
  description: 'Refuse if the meeting has changed since this version.',
} as const;

/** A monthly liaison to begin. */
@InputType()
export class StartLiaisonInput {
  @TextIn(200) title!: string;
  @IdsIn('org', 50, { description: 'Two organisations or more.' }) partyIds!: string[];
  @DayIn() startsOn!: string;
  @DayIn({ optional: true }) endsOn?: string | null;
  @OneOfIn(() => MonthRuleEnum) rule!: MonthRule;
  @WholeIn(1, 31, { optional: true, description: 'For DAY_OF_MONTH; 31 is the last day of a shorter month.' })
  day?: number | null;
  @WholeIn(-1, 5, { optional: true, description: 'For NTH_WEEKDAY: 1 to 5, −1 for the last.' }) nth?:
    number | null;
  @WholeIn(1, 7, { optional: true, description: '1 = Monday … 7 = Sunday' }) weekday?: number | null;
  @TextIn(5, { optional: true, description: 'HH:mm in Asia/Shanghai; 09:30 if not given.' }) time?:
    string | null;
  @WholesIn(0, 60, 10, {
    optional: true,
    description: 'Days before the meeting on which to remind, e.g. [7, 1], which also holds if not given.',
  })
  remindDaysBefore?: number[] | null;
  @TextIn(200, { optional: true, description: 'Where the parties meet, where it is always the same.' })
  place?: string | null;
}

/** What one party undertakes. */
@InputType()
export class ActionItemInput {
  @TextIn(1_000) text!: string;
  @IdIn('org', { description: 'A party of the series.' }) ownerId!: string;
  @DayIn() dueOn!: string;
}

/** The minutes of a meeting. */
@InputType()
export class HoldMeetingInput {
  @IdIn('meeting') meetingId!: string;
  @TextIn(20_000) minutes!: string;
  @IdsIn('person', 200, { optional: true, description: 'The people who were there.' }) attendeeIds?:
    string[] | null;
  @PartsIn(() => ActionItemInput, 100, { optional: true }) actionItems?: ActionItemInput[] | null;
  @WholeIn(1, 2_147_483_647, VERSION) expectedVersion?: number | null;
}

/** Another day for one meeting; its month stays. */
@InputType()
export class RescheduleMeetingInput {
  @IdIn('meeting') meetingId!: string;
  @DayIn() meetsOn!: string;
  @TextIn(5, { optional: true, description: 'HH:mm in Asia/Shanghai; the time of the series if not given.' })
  time?: string | null;
  @TextIn(2_000, { optional: true, description: 'Why.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, VERSION) expectedVersion?: number | null;
}

/** One meeting that will not be held. */
@InputType()
export class CancelMeetingInput {
  @IdIn('meeting') meetingId!: string;
  @TextIn(2_000, { description: 'Why.' }) note!: string;
  @WholeIn(1, 2_147_483_647, VERSION) expectedVersion?: number | null;
}

/** Which meetings a list holds. */
@InputType()
export class MeetingFilter {
  @SomeOfIn(() => MeetingStateEnum, { optional: true }) states?: MeetingState[] | null;
  @DayIn({ optional: true }) from?: string | null;
  @DayIn({ optional: true }) to?: string | null;
}
