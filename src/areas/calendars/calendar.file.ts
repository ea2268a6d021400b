import ical from 'ical-generator';
import { DateTime } from 'luxon';
import { CITY_ZONE } from '../../kernel/clock';
import { CITY_VTIMEZONE } from '../../kernel/icalendar';
import { sentence } from '../../kernel/messages';
import { MEETING_MINUTES } from '../reminders';
import type { CalendarEntry } from './calendar';

/** A calendar as other programs read it (RFC 5545): the same entries give the same bytes all day. */
export function calendarFile(entries: readonly CalendarEntry[], today: string): string {
  const calendar = ical({
    prodId: { company: 'Benfu', product: 'Benfu', language: 'ZH' },
    name: sentence('calendars.name', {}, 'zh'),
    timezone: { name: CITY_ZONE, generator: () => CITY_VTIMEZONE },
  });
  const stamp = DateTime.fromISO(today, { zone: 'utc' });
  for (const { uid, title, link, day, startsAt, place } of entries) {
    const start = startsAt
      ? DateTime.fromJSDate(startsAt, { zone: CITY_ZONE })
      : DateTime.fromISO(day, { zone: CITY_ZONE });
    const length = startsAt ? { minutes: MEETING_MINUTES.value } : { days: 1 };
    calendar.createEvent({
      ...{
        id: `${uid}@benfu.invalid`,
        timezone: CITY_ZONE,
        stamp,
        summary: title,
        url: link,
        location: place,
      },
      ...{ start, end: start.plus(length), allDay: startsAt === null },
    });
  }
  return calendar.toString();
}
