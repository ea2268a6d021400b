import { InputType } from '@nestjs/graphql';
import { DayIn, IdIn, SomeOfIn, TextIn, WholeIn } from '../../kernel/inputs';
import { MeetingStateEnum, type MeetingState } from './meeting';

const VERSION = {
  optional: true,
  description: 'Refuse if the meeting has changed since this version.',
} as const;

/** Another day for one meeting; its month stays. */
@InputType()
export class RescheduleMeetingInput {
  @IdIn('meeting') meetingId!: string;
  @DayIn() meetsOn!: string;
  @TextIn(5, { optional: true, description: 'HH:mm in Asia/Shanghai; the time of the series if not given.' })
  time?: string | null;
  @TextIn(200, { optional: true, description: 'Where; the place stays if not given.' }) place?: string | null;
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

/** A cancelled meeting that will be held after all. */
@InputType()
export class ReinstateMeetingInput {
  @IdIn('meeting') meetingId!: string;
  @TextIn(2_000, { optional: true, description: 'Why.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, VERSION) expectedVersion?: number | null;
}
