import { calendarPart, type CalendarPart, type Invitation } from '../../kernel/icalendar';
import { DateTime } from 'luxon';
import { CITY_ZONE } from '../../kernel/clock';
import { messages, refuser, sentence, type Locale, type Scalar } from '../../kernel/messages';
import { setting } from '../../kernel/settings';

export const refuse = refuser(
  messages({
    'liaison.parties': {
      zh: '月对接至少需要两个不同的单位',
      en: 'A liaison needs two different organisations or more',
    },
    'liaison.rule-day': {
      zh: '按日期召开时必须给出 1–31 的日期',
      en: 'DAY_OF_MONTH needs a day from 1 to 31',
    },
    'liaison.rule-weekday': {
      zh: '按星期召开时必须给出第几个（1–5，−1 为最后一个）和星期几（1–7）',
      en: 'NTH_WEEKDAY needs nth (1 to 5, or −1 for the last) and weekday (1 to 7)',
    },
    'liaison.not-yet': {
      zh: '会议定于 {day}，当月到来之前不能提交纪要；如已提前召开，请先改期',
      en: 'The meeting is on {day}: minutes can be filed from the beginning of its month; reschedule it if it was held earlier',
    },
    'liaison.time': {
      zh: '“{value}” 不是有效的时间，应为 HH:mm',
      en: '“{value}” is not a time: write HH:mm',
    },
    'liaison.dates': { zh: '结束日期不能早于开始日期', en: 'It cannot end before it starts' },
    'liaison.starts-on': {
      zh: '开始日期应在 {from} 至 {to} 之间',
      en: 'It must start from {from} to {to}',
    },
    'liaison.no-meeting': {
      zh: '在所给的起止日期内没有任何一次会议',
      en: 'No meeting falls between these dates',
    },
    'liaison.attendee': { zh: '出席人不在平台上', en: 'An attendee is not on the platform' },
    'liaison.action-owner': {
      zh: '行动事项的责任单位必须是对接方',
      en: 'The owner of an action must be one of the parties',
    },
    'liaison.action-due': {
      zh: '行动事项的期限 {dueOn} 早于会议',
      en: 'The action is due on {dueOn}, before the meeting',
    },
    'liaison.past': { zh: '会议不能改到过去', en: 'A meeting cannot be moved into the past' },
    'liaison.outside': {
      zh: '会议日期须在该月对接的起止日期之内',
      en: 'The meeting must lie between the first and the last day of its series',
    },
    'liaison.not-owner': {
      zh: '只有责任单位或科技局可以完成该事项',
      en: 'Only its owner or the bureau can complete it',
    },
  }),
);

messages({
  'liaison.agenda.action': {
    zh: '待办：{text}（{owner}，{dueOn} 前）',
    en: 'To do: {text} ({owner}, by {dueOn})',
  },
  'liaison.agenda.overdue': {
    zh: '逾期：{text}（{owner}，应于 {dueOn} 前）',
    en: 'Overdue: {text} ({owner}, was due {dueOn})',
  },
  'liaison.agenda.need': { zh: '开放的需求：{text}（{owner}）', en: 'Open need: {text} ({owner})' },
  'liaison.agenda.interest': {
    zh: '待答复的合作意向：{text}（{owner}）',
    en: 'Interest to be answered: {text} ({owner})',
  },
  'liaison.agenda.application': {
    zh: '等待当事方处理的申报：{text}',
    en: 'Application that waits for a party: {text}',
  },
});

messages({
  'liaison.mail.BEFORE.subject': {
    zh: '月对接提醒：{title}，{when}',
    en: 'Monthly liaison: {title}, {when}',
  },
  'liaison.mail.BEFORE.text': {
    zh: '《{title}》{month} 的会议定于 {when} 召开。请准备议题并核对待办事项。',
    en: 'The meeting of “{title}” for {month} is on {when}. Please prepare your points and check what is still to do.',
  },
  'liaison.mail.MINUTES_MISSING.subject': {
    zh: '请提交纪要：{title}，{month}',
    en: 'Minutes wanted: {title}, {month}',
  },
  'liaison.mail.MINUTES_MISSING.text': {
    zh: '《{title}》{month} 的会议原定 {when} 召开，平台上还没有纪要。请提交纪要，或说明未召开的原因。',
    en: 'The meeting of “{title}” for {month} was due on {when}, and no minutes have come in. Please file them, or say why it was not held.',
  },
  'liaison.mail.MONTH_MISSED.subject': { zh: '未召开：{title}，{month}', en: 'Not held: {title}, {month}' },
  'liaison.mail.MONTH_MISSED.text': {
    zh: '《{title}》{month} 的会议原定 {when} 召开，当月已过而没有纪要，已记为未召开。补交纪要后将改为已召开。',
    en: 'The meeting of “{title}” for {month} was due on {when}. The month is over without minutes, so it counts as missed. Late minutes still set this right.',
  },
  'liaison.mail.MOVED.subject': { zh: '会议改期：{title}，{when}', en: 'Meeting moved: {title}, {when}' },
  'liaison.mail.MOVED.text': {
    zh: '《{title}》{month} 的会议改到 {when} 召开。',
    en: 'The meeting of “{title}” for {month} has been moved to {when}.',
  },
  'liaison.mail.CANCELLED.subject': {
    zh: '会议取消：{title}，{when}',
    en: 'Meeting cancelled: {title}, {when}',
  },
  'liaison.mail.CANCELLED.text': {
    zh: '《{title}》{month} 原定 {when} 的会议已取消。',
    en: 'The meeting of “{title}” for {month} on {when} has been cancelled.',
  },
  'liaison.mail.place': { zh: '地点：{place}', en: 'Place: {place}' },
  'liaison.mail.provisional': {
    zh: '该年度放假安排尚未公布，日期可能调整。',
    en: 'The holidays of that year are not announced yet, so the day may still move.',
  },
  'liaison.mail.link': { zh: '查看议程和下一步：{link}', en: 'Agenda and next step: {link}' },
  'liaison.mail.why-party': {
    zh: '您收到此邮件，因为您是{organisation}在该月对接中的联系人。',
    en: 'You receive this as the contact of {organisation} in this liaison.',
  },
  'liaison.mail.why-bureau': {
    zh: '您收到此邮件，因为您在科技局负责月对接。',
    en: 'You receive this as an officer of the bureau.',
  },
});

/** How long a meeting lasts in the calendars of those who are invited. */
const MEETING_MINUTES = setting('liaison.meeting-minutes', 120, {
  zh: '会议在日历中占用的时长（分钟）',
  en: 'How long a meeting lasts in calendars (minutes)',
  min: 15,
  max: 1_440,
});

/** What a reminder says; `organisation` is the party that the recipient stands for, null for the bureau. */
export interface ReminderText {
  readonly kind: string;
  readonly title: string;
  readonly month: string;
  readonly startsAt: Date;
  readonly place: string | null;
  readonly provisional: boolean;
  readonly organisation: string | null;
  readonly link: string;
}

/** What a calendar is to know beside what a reminder says. */
export interface CalendarText extends ReminderText {
  readonly email: string;
  /** Whom the address belongs to. */
  readonly recipient: string;
  readonly sequence: number;
  readonly organiser: Invitation['organiser'];
  readonly writtenAt: Date;
}

/** What puts the meeting that a reminder speaks of into a calendar; none of a meeting whose day has passed. */
export function reminderCalendar(reminder: CalendarText): CalendarPart | undefined {
  const { title, startsAt, place, link, sequence, organiser, writtenAt, email, recipient, kind } = reminder;
  if (kind === 'MINUTES_MISSING' || kind === 'MONTH_MISSED') return undefined;
  return calendarPart({
    ...{ title, startsAt, place, link, sequence, organiser, writtenAt, minutes: MEETING_MINUTES.value },
    uid: `${link.slice(link.lastIndexOf('/') + 1)}@benfu.invalid`,
    attendee: { name: recipient, email },
    description: wording(reminder, 'zh').text,
    cancelled: kind === 'CANCELLED',
  });
}

/** A reminder as mail, in Chinese and then in English: the platform does not know what a recipient reads. */
export function reminderMail(reminder: ReminderText): { subject: string; text: string } {
  const zh = wording(reminder, 'zh');
  const en = wording(reminder, 'en');
  return { subject: zh.subject, text: `${zh.text}\n\n----------\n\n${en.subject}\n\n${en.text}\n` };
}

function wording(reminder: ReminderText, locale: Locale): { subject: string; text: string } {
  const { title, place, provisional, organisation, link } = reminder;
  const kind = reminder.kind.startsWith('BEFORE') ? 'BEFORE' : reminder.kind;
  const when = whenOf(reminder.startsAt, locale);
  const say = (part: string, params: Record<string, Scalar> = {}): string =>
    sentence(`liaison.mail.${part}`, params, locale);
  const words = { title, when, month: monthOf(reminder.month, locale) };
  const lines = [
    say(`${kind}.text`, words),
    ...(place === null ? [] : [say('place', { place })]),
    ...(provisional && kind === 'BEFORE' ? [say('provisional')] : []),
    say('link', { link }),
    organisation === null ? say('why-bureau') : say('why-party', { organisation }),
  ];
  return { subject: say(`${kind}.subject`, words), text: lines.join('\n\n') };
}

/** A day and time as people in the city say it. */
function whenOf(instant: Date, locale: Locale): string {
  const at = DateTime.fromJSDate(instant, { zone: CITY_ZONE });
  if (locale === 'zh') return at.setLocale('zh-CN').toFormat('yyyy年L月d日（cccc）HH:mm');
  return `${at.setLocale('en-GB').toFormat('cccc d LLLL yyyy, HH:mm')} (Xining, UTC+8)`;
}

const monthOf = (month: string, locale: Locale): string =>
  DateTime.fromISO(`${month}-01`)
    .setLocale(locale === 'zh' ? 'zh-CN' : 'en-GB')
    .toFormat(locale === 'zh' ? 'yyyy年L月' : 'LLLL yyyy');
