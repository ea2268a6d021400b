import { DateTime } from 'luxon';
import { CITY_ZONE } from '../../kernel/clock';
import { messages, sentence, type Locale, type Sentence } from '../../kernel/messages';
import { sql, type Sql } from '../../kernel/policy';
import { notice, type Words } from '../notifications';
import type { RobotMessage } from '../robots';

messages({
  'reminders.place': { zh: '地点：{place}', en: 'Place: {place}' },
  'reminders.moved-from': {
    zh: '按规则应为 {day}，当日不是工作日，因此调整到上述时间。',
    en: 'By the rule it would be on {day}, which is no working day; so it has moved.',
  },
  'reminders.provisional': {
    zh: '该年度放假安排尚未公布，日期可能调整。',
    en: 'The holidays of that year are not announced yet, so the day may still move.',
  },
  'reminders.as-party': {
    zh: '您是{organisation}在该月对接中的联系人',
    en: 'you are the contact of {organisation} in this liaison',
  },
  'reminders.as-officer': { zh: '您在科技局负责月对接', en: 'you are an officer of the bureau' },
});

const why = { zh: '您收到此通知，因为{as}。', en: 'You receive this because {as}.' };
const next = { zh: '查看议程和下一步：', en: 'Agenda and next step:' };

/** The meeting `m` that the notification `t` is about still has the time that it speaks of, and `still` holds. */
const meeting = (still: Sql): Sql => sql`EXISTS (SELECT FROM meetings m
  WHERE m.id = t.subject_id AND m.sequence = (t.words->>'sequence')::int AND ${still})`;

const ofMeeting = (
  step: string,
  title: Sentence,
  text: Sentence,
  useful: (now: Date) => Sql,
  invites = false,
): ReturnType<typeof notice> =>
  notice(`liaison.${step}`, {
    ...{
      kind: 'LIAISON',
      path: '/liaison',
      title,
      text,
      next,
      why,
      words: spoken,
      alone: invites,
      group: inGroup,
    },
    useful: (now) => meeting(useful(now)),
  });

const toCome = (now: Date): Sql => sql`m.state = 'PLANNED' AND m.starts_at > ${now}`;

/** What people are told of a meeting. */
export const MEETING_NOTICES = {
  BEFORE: ofMeeting(
    'BEFORE',
    { zh: '月对接提醒：{series}，{when}', en: 'Monthly liaison: {series}, {when}' },
    {
      zh: '《{series}》{month} 的会议定于 {when} 召开。请准备议题并核对待办事项。{details}',
      en: 'The meeting of “{series}” for {month} is on {when}. Please prepare your points and check what is still to do.{details}',
    },
    toCome,
    true,
  ),
  MINUTES_MISSING: ofMeeting(
    'MINUTES_MISSING',
    { zh: '请提交纪要：{series}，{month}', en: 'Minutes wanted: {series}, {month}' },
    {
      zh: '《{series}》{month} 的会议原定 {when} 召开，平台上还没有纪要。请提交纪要，或说明未召开的原因。',
      en: 'The meeting of “{series}” for {month} was due on {when}, and no minutes have come in. Please file them, or say why it was not held.',
    },
    () => sql`m.state IN ('PLANNED', 'MISSED')`,
  ),
  MONTH_MISSED: ofMeeting(
    'MONTH_MISSED',
    { zh: '未召开：{series}，{month}', en: 'Not held: {series}, {month}' },
    {
      zh: '《{series}》{month} 的会议原定 {when} 召开，当月已过而没有纪要，已记为未召开。补交纪要后将改为已召开。',
      en: 'The meeting of “{series}” for {month} was due on {when}. The month is over without minutes, so it counts as missed. Late minutes still set this right.',
    },
    () => sql`m.state = 'MISSED'`,
  ),
  MOVED: ofMeeting(
    'MOVED',
    { zh: '会议改期：{series}，{when}', en: 'Meeting moved: {series}, {when}' },
    {
      zh: '《{series}》{month} 的会议改到 {when} 召开。{details}',
      en: 'The meeting of “{series}” for {month} has been moved to {when}.{details}',
    },
    toCome,
    true,
  ),
  CANCELLED: ofMeeting(
    'CANCELLED',
    { zh: '会议取消：{series}，{when}', en: 'Meeting cancelled: {series}, {when}' },
    {
      zh: '《{series}》{month} 原定 {when} 的会议已取消。',
      en: 'The meeting of “{series}” for {month} on {when} has been cancelled.',
    },
    (now) => sql`m.state = 'CANCELLED' AND m.starts_at > ${now}`,
    true,
  ),
  REINSTATED: ofMeeting(
    'REINSTATED',
    { zh: '会议恢复：{series}，{when}', en: 'Meeting takes place after all: {series}, {when}' },
    {
      zh: '《{series}》{month} 的会议恢复召开，时间为 {when}。{details}',
      en: 'The meeting of “{series}” for {month} takes place after all, on {when}.{details}',
    },
    toCome,
    true,
  ),
} as const;

export type MeetingStep = keyof typeof MEETING_NOTICES;

/** What is kept of a meeting for its notices; the keys of the jsonb that `reminders.ts` builds. */
export interface MeetingWords extends Words {
  /** BEFORE_7: seven days before; else the step. */
  readonly step: string;
  readonly series: string;
  /** YYYY-MM. */
  readonly forMonth: string;
  /** ISO 8601, UTC. */
  readonly startsAt: string;
  readonly sequence: number;
  /** Empty where there is none, as are the next three. */
  readonly place: string;
  /** The day that the rule named, where that is off. */
  readonly movedFrom: string;
  /** `yes` or empty. */
  readonly provisional: string;
  /** The party that the recipient stands for. */
  readonly organisation: string;
}

function inGroup(kept: Words): RobotMessage['lines'] {
  const { series, startsAt } = kept as MeetingWords;
  return [
    { about: 'series', text: series },
    { about: 'day', text: whenOf(new Date(startsAt), 'zh') },
  ];
}

function spoken(kept: Words, locale: Locale): Words {
  const { forMonth, startsAt, place, movedFrom, provisional, organisation } = kept as MeetingWords;
  const details = [
    ...(movedFrom ? [sentence('reminders.moved-from', { day: movedFrom }, locale)] : []),
    ...(place ? [sentence('reminders.place', { place }, locale)] : []),
    ...(provisional ? [sentence('reminders.provisional', {}, locale)] : []),
  ];
  return {
    when: whenOf(new Date(startsAt), locale),
    month: monthOf(forMonth, locale),
    details: details.map((line) => `\n${line}`).join(''),
    as: sentence(organisation ? 'reminders.as-party' : 'reminders.as-officer', { organisation }, locale),
  };
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
