import { DateTime } from 'luxon';
import { CITY_ZONE } from '../../kernel/clock';
import { sentence } from '../../kernel/messages';
import type { ActionItem } from '../actions';
import type { AgendaItem } from '../agendas';
import type { LiaisonSeries, Meeting } from '../liaison';
import type { MinutesVersion } from '../minutes';
import type { LiaisonMonth } from './board';
import { say } from './records.messages';

/** A piece of a document, whatever its format. */
export type Part =
  | { readonly heading: string }
  | { readonly label: string; readonly value: string }
  | { readonly list: readonly string[] }
  | { readonly text: string }
  | { readonly columns: readonly { title: string; width: number }[]; readonly rows: readonly string[][] };

/** A document before it has a format. */
export interface RecordContent {
  readonly title: string;
  readonly subtitle: string;
  /** When its content came to be. */
  readonly at: Date;
  readonly parts: readonly Part[];
}

/** One meeting with all that is told of it. */
export interface Told {
  readonly meeting: Meeting;
  readonly series: LiaisonSeries;
  readonly parties: readonly string[];
  readonly attendees: readonly string[];
  readonly agenda: readonly AgendaItem[];
  readonly version: MinutesVersion | undefined;
  readonly actions: readonly (ActionItem & { readonly owner: string })[];
  readonly next: Meeting | undefined;
}

/** The record of one month. */
export function monthRecord(told: Told): RecordContent {
  const { meeting, series, parties, version } = told;
  return {
    ...{ title: series.title, subtitle: say('month', { month: meeting.month }) },
    at: version?.writtenAt ?? meeting.startsAt,
    parts: [{ label: say('parties'), value: parties.join('、') }, ...partsOf(told)],
  };
}

/** The record of a year: its twelve months at a glance, then each that has a meeting. */
export function yearRecord(
  series: LiaisonSeries,
  year: number,
  parties: readonly string[],
  months: readonly LiaisonMonth[],
  told: readonly Told[],
): RecordContent {
  const written = told.map(({ version, meeting }) => (version?.writtenAt ?? meeting.startsAt).getTime());
  return {
    ...{ title: series.title, subtitle: say('year', { year: String(year) }) },
    at: new Date(Math.max(Date.parse(`${year}-01-01`), ...written)),
    parts: [
      { label: say('parties'), value: parties.join('、') },
      { heading: say('overview') },
      overview(months),
      ...told.flatMap((one) => [{ heading: say('month', { month: one.meeting.month }) }, ...partsOf(one)]),
    ],
  };
}

const overview = (months: readonly LiaisonMonth[]): Part => ({
  columns: ['of-month', 'state', 'late', 'set', 'done', 'open'].map((key) => ({ title: say(key), width: 1 })),
  rows: months.map(({ month, state, minutesLateDays: days, actionsSet, actionsOpen }) => [
    month,
    state === 'NONE' ? say('no-meeting') : stateOf(state),
    days > 0 ? say('late-days', { days }) : '',
    ...(state === 'NONE' ? ['', '', ''] : [actionsSet, actionsSet - actionsOpen, actionsOpen].map(String)),
  ]),
});

function partsOf({ meeting, series, attendees, agenda, version, actions, next }: Told): Part[] {
  const listed = (key: string, lines: readonly string[]): Part[] =>
    lines.length > 0 ? [{ heading: say(key) }, { list: lines }] : [];
  return [
    { label: say('time'), value: timeOf(meeting.startsAt) },
    { label: say('place'), value: series.place ?? say('none') },
    { label: say('state'), value: stateOf(meeting.state) },
    { label: say('attendance'), value: attendees.join('、') || say('none') },
    { label: say('guests'), value: version?.guests.join('、') || say('none') },
    ...listed(
      'agenda',
      agenda.map(({ text }) => text),
    ),
    ...(meeting.minutes === null ? [] : [{ heading: say('minutes') }, { text: meeting.minutes }]),
    ...(version?.writtenBy ? [{ text: writing(version, version.writtenBy) }] : []),
    ...listed('decisions', version?.decisions ?? []),
    ...(actions.length > 0 ? [{ heading: say('actions') }, table(actions)] : []),
    { label: say('next'), value: next ? timeOf(next.startsAt) : say('none') },
  ];
}

const table = (actions: Told['actions']): Part => ({
  columns: [
    { title: say('action'), width: 5 },
    { title: say('owner'), width: 3 },
    { title: say('due'), width: 2 },
    { title: say('state'), width: 2 },
  ],
  rows: actions.map(({ text, owner, dueOn, state }) => [
    ...[text, owner, dueOn],
    sentence(`action.state.${state}`, {}, 'zh'),
  ]),
});

const writing = ({ number, writtenAt }: MinutesVersion, name: string): string =>
  say('version', { number, name, at: timeOf(writtenAt) });

const stateOf = (state: string): string => sentence(`meeting.state.${state}`, {}, 'zh');

const timeOf = (at: Date): string =>
  DateTime.fromJSDate(at, { zone: CITY_ZONE }).setLocale('zh-CN').toFormat('yyyy年L月d日（cccc）HH:mm');
