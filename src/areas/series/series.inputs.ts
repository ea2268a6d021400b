import { InputType } from '@nestjs/graphql';
import { DayIn, IdIn, IdsIn, OneOfIn, TextIn, WholeIn, WholesIn } from '../../kernel/inputs';
import type { OnHoliday } from '../../kernel/monthly';
import { MonthRuleEnum, OnHolidayEnum, type MonthRule } from './series';

/** Named once for every input that may say which version it saw. */
export const SERIES_VERSION = {
  optional: true,
  description: 'Refuse if the series has changed since this version.',
} as const;

/** When to meet; what is not given has its default, or stays as it is. */
export interface TimetableInput {
  rule?: MonthRule | null;
  day?: number | null;
  nth?: number | null;
  weekday?: number | null;
  onHoliday?: OnHoliday | null;
  time?: string | null;
}

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
  @OneOfIn(() => OnHolidayEnum, {
    optional: true,
    description: 'Where a meeting goes whose day is off; NEXT_WORKING_DAY if not given.',
  })
  onHoliday?: OnHoliday | null;
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

/** Who speaks for a party of a series. */
@InputType()
export class SetLiaisonContactsInput {
  @IdIn('series') seriesId!: string;
  @IdIn('org', { description: 'A party of the series.' }) organisationId!: string;
  @IdsIn('person', 20, {
    description: 'People of the organisation, the first one first; none: all its members are told.',
  })
  contactIds!: string[];
  @IdsIn('person', 20, { optional: true, description: 'Who stands in when no contact is there any more.' })
  deputyIds?: string[] | null;
  @WholeIn(1, 2_147_483_647, SERIES_VERSION) expectedVersion?: number | null;
}

/** What is to be otherwise in a liaison from a day on; what is not given stays. */
@InputType()
export class ChangeLiaisonInput implements TimetableInput {
  @IdIn('series') seriesId!: string;
  @DayIn({
    description: 'Meetings planned before this day stay as they are. Title and reminders change at once.',
  })
  from!: string;
  @TextIn(200, { optional: true }) title?: string | null;
  @TextIn(200, { optional: true, empty: true, description: 'Empty: no longer always the same.' }) place?:
    string | null;
  @OneOfIn(() => MonthRuleEnum, { optional: true }) rule?: MonthRule | null;
  @WholeIn(1, 31, { optional: true, description: 'For DAY_OF_MONTH.' }) day?: number | null;
  @WholeIn(-1, 5, { optional: true, description: 'For NTH_WEEKDAY: 1 to 5, −1 for the last.' }) nth?:
    number | null;
  @WholeIn(1, 7, { optional: true, description: '1 = Monday … 7 = Sunday' }) weekday?: number | null;
  @OneOfIn(() => OnHolidayEnum, { optional: true }) onHoliday?: OnHoliday | null;
  @TextIn(5, { optional: true, description: 'HH:mm in Asia/Shanghai.' }) time?: string | null;
  @WholesIn(0, 60, 10, { optional: true }) remindDaysBefore?: number[] | null;
  @TextIn(2_000, { optional: true, description: 'Why.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, SERIES_VERSION) expectedVersion?: number | null;
}

/** A time without meetings. */
@InputType()
export class PauseLiaisonInput {
  @IdIn('series') seriesId!: string;
  @DayIn({ optional: true, description: 'The first day without meetings; today if not given.' }) from?:
    string | null;
  @DayIn({
    optional: true,
    description: 'The day on which it goes on by itself; without it, when `resumeLiaison` says so.',
  })
  resumesOn?: string | null;
  @TextIn(2_000, { description: 'Why.' }) note!: string;
  @WholeIn(1, 2_147_483_647, SERIES_VERSION) expectedVersion?: number | null;
}

/** The end of a pause. */
@InputType()
export class ResumeLiaisonInput {
  @IdIn('series') seriesId!: string;
  @DayIn({ optional: true, description: 'The first day with meetings again; today if not given.' }) on?:
    string | null;
  @TextIn(2_000, { optional: true, description: 'Why.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, SERIES_VERSION) expectedVersion?: number | null;
}

/** One meeting beside those that the rule gives. */
@InputType()
export class AddMeetingInput {
  @IdIn('series') seriesId!: string;
  @DayIn({ description: 'It counts for the month of this day.' }) meetsOn!: string;
  @TextIn(5, { optional: true, description: 'HH:mm in Asia/Shanghai; the time of the series if not given.' })
  time?: string | null;
  @TextIn(200, { optional: true, description: 'Where; the place of the series if not given.' }) place?:
    string | null;
  @TextIn(2_000, { optional: true, description: 'Why.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, SERIES_VERSION) expectedVersion?: number | null;
}
