import { Field, Int } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { addDays, isProvisional, monthlyDate, type MonthlyRule } from '../../kernel/calendar';
import { instantOf } from '../../kernel/clock';
import { Day, enumOf, Id, isOneOf, OneOf, Text, Whole } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Organisation } from '../organisations';
import type { StartLiaisonInput } from './liaison.inputs';
import { refuse } from './liaison.messages';

/** How a series finds its day in each month. */
export const MONTH_RULES = ['FIRST_WORKING_DAY', 'LAST_WORKING_DAY', 'DAY_OF_MONTH', 'NTH_WEEKDAY'] as const;
export type MonthRule = (typeof MONTH_RULES)[number];
export const MonthRuleEnum = enumOf('MonthRule', MONTH_RULES);

/** A monthly liaison (月对接): the same parties meet every month, by one rule. */
@NodeType('series', 'liaison_series', 'A monthly liaison: its parties meet every month, by one rule.')
@Check('liaison_series_rule_check', isOneOf('rule', MONTH_RULES))
export class LiaisonSeries {
  @Id() id!: string;
  @Text() title!: string;
  @Text({ nullable: true, description: 'Where the parties meet, where it is always the same.' }) place!:
    string | null;
  @OneOf(() => MonthRuleEnum) rule!: MonthRule;
  @Whole({ nullable: true, description: 'For DAY_OF_MONTH; 31 is the last day of a shorter month.' }) day!:
    number | null;
  @Whole({ nullable: true, description: 'For NTH_WEEKDAY: 1 to 5, −1 for the last.' }) nth!: number | null;
  @Whole({ nullable: true, description: 'For NTH_WEEKDAY: 1 = Monday … 7 = Sunday.' }) weekday!:
    number | null;
  @Text({ description: 'HH:mm in Asia/Shanghai.' }) time!: string;
  @Column('int', { array: true })
  @Field(() => [Int], { description: 'Days before a meeting on which its parties are reminded.' })
  remindDaysBefore!: number[];
  @Day() startsOn!: string;
  @Day({ nullable: true }) endsOn!: string | null;
  /** Who meets, in the order they were named; read with the record. */
  partyIds!: string[];
}

export const LiaisonSeriesConnection = connectionOf(LiaisonSeries);

/** An organisation's place in a series. */
@Entity('series_parties')
@Index(['organisationId'])
export class SeriesParty {
  @PrimaryColumn('uuid') @ForeignKey(() => LiaisonSeries, { onDelete: 'CASCADE' }) seriesId!: string;
  @PrimaryColumn('uuid') @ForeignKey(() => Organisation) organisationId!: string;
  @Column('int') position!: number;
}

/** One meeting as the rule gives it. */
export interface PlannedMeeting {
  /** YYYY-MM: the month that it counts for, even where a holiday moves it into the next. */
  readonly month: string;
  /** YYYY-MM-DD in Asia/Shanghai. */
  readonly meetsOn: string;
  readonly startsAt: Date;
  /** The holidays of that year are not announced yet. */
  readonly provisional: boolean;
}

type Schedule = Pick<LiaisonSeries, 'rule' | 'day' | 'nth' | 'weekday' | 'time' | 'startsOn' | 'endsOn'>;

/** Months that are planned beyond the present one. */
const MONTHS_AHEAD = 12;

/** The last month, YYYY-MM, that is planned for on `today`; a series that starts later is planned from its start. */
export const horizonOf = (today: string, startsOn = today): string =>
  monthAfter((today > startsOn ? today : startsOn).slice(0, 7), MONTHS_AHEAD);

/** The meetings of a series from its start up to and including the month `until`. */
export function meetingsOf(series: Schedule, until: string): PlannedMeeting[] {
  const planned: PlannedMeeting[] = [];
  for (let month = series.startsOn.slice(0, 7); month <= until; month = monthAfter(month, 1)) {
    const meeting = meetingOf(series, month);
    const inside =
      meeting.meetsOn >= series.startsOn && (series.endsOn === null || meeting.meetsOn <= series.endsOn);
    if (inside) planned.push(meeting);
  }
  return planned;
}

/** The meeting of one month, YYYY-MM, by what is known of the holidays now. */
export function meetingOf(series: Schedule, month: string): PlannedMeeting {
  const meetsOn = monthlyDate(ruleOf(series), Number(month.slice(0, 4)), Number(month.slice(5)));
  return { month, meetsOn, startsAt: instantOf(meetsOn, series.time), provisional: isProvisional(meetsOn) };
}

function ruleOf({ rule, day, nth, weekday }: Schedule): MonthlyRule {
  if (rule === 'DAY_OF_MONTH') return { kind: rule, day: day! };
  if (rule === 'NTH_WEEKDAY') return { kind: rule, nth: nth!, weekday: weekday! };
  return { kind: rule };
}

function monthAfter(month: string, count: number): string {
  const [year, at] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, at - 1 + count, 1)).toISOString().slice(0, 7);
}

/** How far from today a series may start, in days. */
const EARLIEST_START = -3 * 366;
const LATEST_START = 2 * 366;

/** The series as it will stand. Refuses what cannot be a monthly liaison. */
export function seriesOf(input: StartLiaisonInput, id: string, today: string): LiaisonSeries {
  const partyIds = [...new Set(input.partyIds)];
  if (partyIds.length < 2) throw refuse('liaison.parties', {}, ['input', 'partyIds']);
  const [from, to] = [addDays(today, EARLIEST_START), addDays(today, LATEST_START)];
  if (input.startsOn < from || input.startsOn > to)
    throw refuse('liaison.starts-on', { from, to }, ['input', 'startsOn']);
  const endsOn = input.endsOn ?? null;
  if (endsOn !== null && endsOn < input.startsOn) throw refuse('liaison.dates', {}, ['input', 'endsOn']);
  const series = Object.assign(new LiaisonSeries(), {
    ...{ id, title: input.title, place: input.place ?? null },
    ...givenRule(input),
    time: checkTime(input.time ?? '09:30'),
    remindDaysBefore: [...new Set(input.remindDaysBefore ?? [7, 1])].sort((a, b) => b - a),
    ...{ startsOn: input.startsOn, endsOn, partyIds },
  });
  if (meetingsOf(series, horizonOf(series.startsOn)).length === 0)
    throw refuse('liaison.no-meeting', {}, ['input', 'endsOn']);
  return series;
}

/** The rule with what it needs, and nothing that it does not. */
function givenRule({
  rule,
  day,
  nth,
  weekday,
}: StartLiaisonInput): Pick<LiaisonSeries, 'rule' | 'day' | 'nth' | 'weekday'> {
  const none = { day: null, nth: null, weekday: null };
  if (rule === 'DAY_OF_MONTH') {
    if (typeof day !== 'number') throw refuse('liaison.rule-day', {}, ['input', 'day']);
    return { ...none, rule, day };
  }
  if (rule === 'NTH_WEEKDAY') {
    if (!nth || typeof weekday !== 'number')
      throw refuse('liaison.rule-weekday', {}, ['input', nth ? 'weekday' : 'nth']);
    return { ...none, rule, nth, weekday };
  }
  return { ...none, rule };
}

/** A time of day, HH:mm in Asia/Shanghai; refuses anything else. */
export function checkTime(value: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(value)) throw refuse('liaison.time', { value }, ['input', 'time']);
  return value;
}
