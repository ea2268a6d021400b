import { Field, HideField, ID, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../kernel/fields';
import { connectionOf } from '../../kernel/page';
import { LiaisonSeries } from '../liaison';

/** How a month of a liaison stands; NONE where no meeting belongs to it. */
export const MONTH_STATES = ['HELD', 'MISSED', 'CANCELLED', 'PLANNED', 'NONE'] as const;
export type MonthState = (typeof MONTH_STATES)[number];
export const MonthStateEnum = enumOf(
  'LiaisonMonthState',
  MONTH_STATES,
  'NONE: no meeting belongs to the month.',
);

/** One month of a liaison on the board. */
@ObjectType()
export class LiaisonMonth {
  /** YYYY-MM. */
  @Field(() => String) month!: string;
  @Field(() => MonthStateEnum) state!: MonthState;
  @Field(() => ID, { nullable: true }) meetingId!: string | null;
  /** The holidays of that year are not announced yet. */
  @Field(() => Boolean) provisional!: boolean;
  @Field(() => Int, { description: 'Days by which the minutes came, or are, late; 0 where they are not.' })
  minutesLateDays!: number;
  @Field(() => Int, { description: 'What was undertaken at its meeting.' }) actionsSet!: number;
  @Field(() => Int, { description: 'Of that, what is still to be done.' }) actionsOpen!: number;
  @Field(() => Int, { description: 'Of that, what should have been done by now.' }) actionsOverdue!: number;
}

/** One liaison on the board of a year. */
@ObjectType()
export class LiaisonBoardRow {
  @Field(() => LiaisonSeries) series!: LiaisonSeries;
  /** January to December. */
  @Field(() => [LiaisonMonth]) months!: LiaisonMonth[];
  @HideField() id!: string;
}

export const LiaisonBoardConnection = connectionOf(LiaisonBoardRow, 'LiaisonBoard');
