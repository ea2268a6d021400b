import { Check, Column, Index, Unique } from 'typeorm';
import {
  Day,
  enumOf,
  Flag,
  Id,
  Instant,
  isOneOf,
  OneOf,
  Ref,
  Text,
  Version,
  Whole,
} from '../../kernel/fields';
import { lifecycle } from '../../kernel/lifecycle';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import * as facts from './liaison.facts';
import { LiaisonSeries } from '../series';

/** From the plan to the minutes: the states of a meeting and the steps between them. */
export const meetingLifecycle = lifecycle({
  initial: 'PLANNED',
  states: ['PLANNED', 'HELD', 'MISSED', 'CANCELLED'],
  moves: [
    { verb: 'HOLD', from: ['PLANNED', 'MISSED'], to: 'HELD', fact: facts.meetingHeld },
    { verb: 'RESCHEDULE', from: ['PLANNED'], to: 'PLANNED', fact: facts.meetingRescheduled },
    { verb: 'CANCEL', from: ['PLANNED'], to: 'CANCELLED', fact: facts.meetingCancelled, note: 'required' },
    { verb: 'REINSTATE', from: ['CANCELLED'], to: 'PLANNED', fact: facts.meetingReinstated },
    { verb: 'AMEND', from: ['HELD'], to: 'HELD', fact: facts.meetingAmended },
    { verb: 'MISS', from: ['PLANNED'], to: 'MISSED', fact: facts.meetingMissed },
  ],
});

export const MEETING_STATES = meetingLifecycle.states;
export type MeetingState = (typeof MEETING_STATES)[number];
export type MeetingVerb = (typeof meetingLifecycle.verbs)[number];
export const MeetingStateEnum = enumOf('MeetingState', MEETING_STATES);

/** One month's meeting of a series, or one added to it. */
@NodeType('meeting', 'meetings', 'One month’s meeting of a liaison series, or one added to it.')
@Check('meetings_state_check', isOneOf('state', MEETING_STATES))
@Unique('meetings_series_id_month_extra_key', ['seriesId', 'month', 'extra'])
@Index(['seriesId', 'startsAt', 'id'])
@Index(['state', 'meetsOn'])
export class Meeting {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => MeetingStateEnum) state!: MeetingState;
  @Ref(() => LiaisonSeries, { as: 'series' }) seriesId!: string;
  @Text({ description: 'YYYY-MM: the month it counts for, even where a holiday moves it into the next.' })
  month!: string;
  @Whole({
    default: 0,
    description: '0 for the meeting that the rule gives each month; 1, 2, … for those added to the month.',
  })
  extra!: number;
  @Day({ description: 'The day in Asia/Shanghai.' }) meetsOn!: string;
  @Day({
    nullable: true,
    description:
      'The day that the rule named, which is off, so that the meeting moved (see `onHoliday`); null where it did not.',
  })
  movedFrom!: string | null;
  @Instant() startsAt!: Date;
  @Flag({ description: 'True where the holiday table of that year is not announced yet.' })
  provisional!: boolean;
  @Text({ nullable: true, description: 'Where.' }) place!: string | null;
  /** A person chose the day: the rule no longer does. */
  @Flag({ default: false, hidden: true }) fixed!: boolean;
  /** It is cancelled because its series pauses, and comes back when that resumes in time. */
  @Flag({ default: false, hidden: true }) suspended!: boolean;
  @Whole({
    default: 0,
    description: 'How often it was given another time; grows as SEQUENCE does in iCalendar.',
  })
  sequence!: number;
  @Text({ nullable: true }) minutes!: string | null;
  @Instant({ nullable: true, description: 'When the minutes came in.' }) heldAt!: Date | null;
  @Column('uuid', { array: true, default: '{}' }) attendeeIds!: string[];
  /** The parties of its series; read with the record. */
  partyIds!: string[];
}

export const MeetingConnection = connectionOf(Meeting);
