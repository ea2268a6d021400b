import { Field, Float, HideField, ID, Int, ObjectType } from '@nestjs/graphql';
import { Decimal } from '../../kernel/scalars';
import { ApplicationStateEnum, type ApplicationState } from '../applications';

/** Where one application of a round stands, on one line. */
@ObjectType({ description: 'Where one application of a round stands, on one line, for the bureau.' })
export class RoundBoardRow {
  @Field(() => ID) applicationId!: string;
  @Field(() => ID) projectId!: string;
  /** The project's number, given on approval (立项). */
  @Field(() => String, { nullable: true }) number!: string | null;
  @Field(() => String, { description: 'The title of the project.' }) title!: string;
  @Field(() => String, { description: 'The organisation that leads.' }) lead!: string;
  @Field(() => ApplicationStateEnum) state!: ApplicationState;
  @Field(() => Decimal, { description: 'CNY yuan.' }) requestedFunding!: string;
  @Field(() => Decimal, { nullable: true, description: 'CNY yuan.' }) grantedFunding!: string | null;
  @Field(() => Int, { description: 'Reviews that count, handed in or not.' }) assigned!: number;
  @Field(() => Int, { description: 'Those of them that are handed in.' }) submitted!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'The mean of the totals, 0 to 100; null while any review is sealed.',
  })
  average!: number | null;
  @Field(() => Float, {
    nullable: true,
    description: 'The highest total less the lowest, in points; null while any review is sealed.',
  })
  spread!: number | null;
  @Field(() => Int, { nullable: true, description: 'Reviews in support; null while any is sealed.' })
  support!: number | null;
  @Field(() => Int, {
    nullable: true,
    description: 'Reviews neither for nor against; null while any is sealed.',
  })
  neutral!: number | null;
  @Field(() => Int, { nullable: true, description: 'Reviews opposed; null while any is sealed.' })
  oppose!: number | null;
  @Field(() => Int, { description: 'Objections that are not resolved.' }) openObjections!: number;
  @Field(() => Int, {
    nullable: true,
    description:
      'Calendar days to the last day of the public notice, Asia/Shanghai: 0 on that day; null where none runs.',
  })
  noticeDaysLeft!: number | null;
  @HideField() noticeEndsOn!: string | null;
}
