import ICAL from 'ical.js';
import { calendarPart, type Invitation } from './icalendar';

const INVITATION: Invitation = {
  uid: 'meeting_01jh455vb4pex5vsknk084sn02@benfu.invalid',
  sequence: 2,
  startsAt: new Date('2026-03-18T01:30:00Z'),
  minutes: 120,
  title: '西宁市科学技术局与青海盐湖研究所月对接；议题：碳酸锂反应结晶、母液循环, “下一步”',
  place: '盐湖所 301\n（凭证件入内）',
  description: '第一行\n第二行；带\\反斜线',
  link: 'https://benfu.example/liaison/meeting_01',
  organiser: { name: '奔赴 Benfu', email: 'benfu@xining.example' },
  attendee: { name: '王"工"', email: 'isl@xining.example' },
  cancelled: false,
  writtenAt: new Date('2026-03-11T00:00:00Z'),
};

const read = (content: string): { calendar: ICAL.Component; event: ICAL.Event } => {
  const calendar = new ICAL.Component(ICAL.parse(content) as unknown[] as never);
  ICAL.TimezoneService.register(calendar.getFirstSubcomponent('vtimezone')!);
  return { calendar, event: new ICAL.Event(calendar.getFirstSubcomponent('vevent')!) };
};

describe('an invitation', () => {
  const { method, content } = calendarPart(INVITATION);
  const { calendar, event } = read(content);

  it('means the same when another library reads it', () => {
    expect(method).toBe('REQUEST');
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.uid).toBe(INVITATION.uid);
    expect(event.sequence).toBe(2);
    expect(event.summary).toBe(INVITATION.title);
    expect(event.location).toBe(INVITATION.place);
    expect(event.description).toBe(INVITATION.description);
    expect(event.startDate.toJSDate()).toEqual(INVITATION.startsAt);
    expect(event.endDate.toJSDate()).toEqual(new Date('2026-03-18T03:30:00Z'));
    expect(event.startDate.zone.tzid).toBe('Asia/Shanghai');
    expect(event.attendees[0]!.getFirstValue()!.toString().toLowerCase()).toBe('mailto:isl@xining.example');
  });

  it('says the time of the city beside its zone, which comes along', () => {
    expect(content).toContain('DTSTART;TZID=Asia/Shanghai:20260318T093000');
    expect(content).toContain('BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai');
    expect(content).toContain('BEGIN:VALARM');
  });

  it('is folded at 75 octets, with CRLF, and no line breaks a character', () => {
    const lines = content.split('\r\n');
    expect(content.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(content).not.toContain('\uFFFD');
  });

  it('that is cancelled keeps its uid, and rings no more', () => {
    const cancelled = calendarPart({ ...INVITATION, sequence: 3, cancelled: true });
    expect(cancelled.method).toBe('CANCEL');
    const gone = read(cancelled.content).event;
    expect([gone.uid, gone.sequence]).toEqual([INVITATION.uid, 3]);
    expect(gone.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(cancelled.content).not.toContain('VALARM');
  });
});
