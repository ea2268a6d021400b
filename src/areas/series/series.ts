import { Field, Int } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Day, enumOf, Id, isOneOf, Json, OneOf, Text, Version, Whole } from '../../kernel/fields';
import { lifecycle } from '../../kernel/lifecycle';
import { ON_HOLIDAY, type OnHoliday } from '../../kernel/monthly';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Organisation } from '../organisations';
import type { EarlierTimetable } from './schedule';
import * as facts from './series.facts';

/** How a series finds its day in each month. */
export const MONTH_RULES = ['FIRST_WORKING_DAY', 'LAST_WORKING_DAY', 'DAY_OF_MONTH', 'NTH_WEEKDAY'] as const;
export type MonthRule = (typeof MONTH_RULES)[number];
export const MonthRuleEnum = enumOf('MonthRule', MONTH_RULES);
export const OnHolidayEnum = enumOf(
  'OnHoliday',
  ON_HOLIDAY,
  'Where a meeting goes whose day is off. SAME_MONTH: the next working day, or the previous where the next is in another month.',
);

const staying = <const V extends string, F>(verb: V, fact: F) =>
  [
    { verb, from: ['ACTIVE'], to: 'ACTIVE', fact },
    { verb, from: ['PAUSED'], to: 'PAUSED', fact },
  ] as const;

/** From its start to its last day: the states of a series and the steps between them. */
export const seriesLifecycle = lifecycle({
  initial: 'ACTIVE',
  states: ['ACTIVE', 'PAUSED', 'ENDED'],
  moves: [
    ...staying('CHANGE', facts.seriesChanged),
    ...staying('SET_CONTACTS', facts.seriesContactsSet),
    ...staying('ADD_MEETING', facts.seriesMeetingAdded),
    { verb: 'PAUSE', from: ['ACTIVE'], to: 'PAUSED', fact: facts.seriesPaused, note: 'required' },
    { verb: 'RESUME', from: ['PAUSED'], to: 'ACTIVE', fact: facts.seriesResumed },
    ...staying('END', facts.seriesEnded),
    { verb: 'CLOSE', from: ['ACTIVE', 'PAUSED'], to: 'ENDED', fact: facts.seriesClosed },
  ],
});

export const SERIES_STATES = seriesLifecycle.states;
export type SeriesState = (typeof SERIES_STATES)[number];
export type SeriesVerb = (typeof seriesLifecycle.verbs)[number];
export const SeriesStateEnum = enumOf(
  'SeriesState',
  SERIES_STATES,
  'PAUSED: a pause is set, from `pausedFrom` to the day before `resumesOn`. ENDED: its last day has passed.',
);

/** A monthly liaison (月对接): the same parties meet every month, by one rule. */
@NodeType('series', 'liaison_series', 'A monthly liaison: its parties meet every month, by one rule.')
@Check('liaison_series_state_check', isOneOf('state', SERIES_STATES))
@Check('liaison_series_rule_check', isOneOf('rule', MONTH_RULES))
@Check('liaison_series_on_holiday_check', isOneOf('onHoliday', ON_HOLIDAY))
export class LiaisonSeries {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => SeriesStateEnum, { default: 'ACTIVE' }) state!: SeriesState;
  @Text() title!: string;
  @Text({ nullable: true, description: 'Where the parties meet, where it is always the same.' }) place!:
    string | null;
  @OneOf(() => MonthRuleEnum) rule!: MonthRule;
  @Whole({ nullable: true, description: 'For DAY_OF_MONTH; 31 is the last day of a shorter month.' }) day!:
    number | null;
  @Whole({ nullable: true, description: 'For NTH_WEEKDAY: 1 to 5, −1 for the last.' }) nth!: number | null;
  @Whole({ nullable: true, description: 'For NTH_WEEKDAY: 1 = Monday … 7 = Sunday.' }) weekday!:
    number | null;
  @OneOf(() => OnHolidayEnum, { default: 'NEXT_WORKING_DAY' }) onHoliday!: OnHoliday;
  @Text({ description: 'HH:mm in Asia/Shanghai.' }) time!: string;
  @Column('int', { array: true })
  @Field(() => [Int], { description: 'Days before a meeting on which its parties are reminded.' })
  remindDaysBefore!: number[];
  @Day() startsOn!: string;
  @Day({ nullable: true }) endsOn!: string | null;
  @Day({ nullable: true, description: 'The first day of its latest pause.' }) pausedFrom!: string | null;
  @Day({ nullable: true, description: 'The day after its latest pause; null while that has no end.' })
  resumesOn!: string | null;
  /** The rules before the present one, the earliest first. */
  @Json('hidden', { default: '[]' }) earlier!: EarlierTimetable[];
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
