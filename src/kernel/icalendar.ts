import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { DateTime } from 'luxon';
import { CITY_ZONE } from './clock';

/** A meeting as a calendar is to know it. */
export interface Invitation {
  /** The same for every message about the meeting, whatever its time. */
  readonly uid: string;
  /** How often it was given another time. */
  readonly sequence: number;
  readonly startsAt: Date;
  readonly minutes: number;
  readonly title: string;
  readonly place: string | null;
  readonly description: string;
  readonly link: string;
  /** One mail address, and what stands beside it. */
  readonly organiser: { readonly name: string; readonly email: string };
  readonly attendee: { readonly name: string; readonly email: string };
  readonly cancelled: boolean;
  /** When the message is written: DTSTAMP. */
  readonly writtenAt: Date;
}

/** What goes with a mail as an iCalendar object (RFC 5545, RFC 5546). */
export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

/** China has had one time, UTC+8, without summer time since 1991 (1992-01-01 is the first full year). */
export const CITY_VTIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${CITY_ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19920101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/** An hour before, seconds. */
const ALARM_SECONDS = 3_600;

/** The iCalendar object that puts a meeting into a calendar, moves it there, or takes it out. */
export function calendarPart(invitation: Invitation): CalendarPart {
  const { cancelled, startsAt, minutes, organiser, attendee } = invitation;
  const method = cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({
    prodId: { company: 'Benfu', product: 'Benfu', language: 'ZH' },
    method,
    timezone: { name: CITY_ZONE, generator: () => CITY_VTIMEZONE },
  });
  const start = DateTime.fromJSDate(startsAt, { zone: CITY_ZONE });
  const event = calendar.createEvent({
    ...{ id: invitation.uid, sequence: invitation.sequence, timezone: CITY_ZONE },
    ...{ start, end: start.plus({ minutes }), stamp: DateTime.fromJSDate(invitation.writtenAt).toUTC() },
    ...{ summary: invitation.title, description: invitation.description, url: invitation.link },
    ...{ location: invitation.place, organizer: organiser },
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  event.createAttendee({
    ...attendee,
    rsvp: !cancelled,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.NEEDSACTION,
  });
  if (!cancelled) event.createAlarm({ type: ICalAlarmType.display, trigger: ALARM_SECONDS });
  return { method, content: calendar.toString() };
}
