import { ArgsType, Field, Float, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Check, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Weights } from '../../engine/factors';
import { topic } from '../../kernel/facts';
import { enumOf, Flag, Instant, isOneOf, Json, OneOf, Real, Text, Whole } from '../../kernel/fields';
import { PartIn, RealIn, TextIn, WholeIn } from '../../kernel/inputs';
import { settingId } from '../../kernel/settings';

/** Where weights come from. */
export const WEIGHT_ORIGINS = ['DEFAULT', 'BUREAU', 'FITTED'] as const;
const WeightOriginEnum = enumOf(
  'MatchWeightsOrigin',
  WEIGHT_ORIGINS,
  'DEFAULT: as delivered. BUREAU: set by an officer. FITTED: learned at night from verdicts.',
);

/** Weights as the API shows them. */
@ObjectType({ description: 'The share of each factor in the score of a match; together 1.' })
export class FactorWeights implements Weights {
  @Field(() => Float, { description: 'What both texts say.' }) text!: number;
  @Field(() => Float, { description: 'Sector and discipline.' }) field!: number;
  @Field(() => Float, { description: 'Technology readiness.' }) trl!: number;
  @Field(() => Float, { description: 'Budget and price.' }) budget!: number;
  @Field(() => Float, { description: 'Ways of cooperation.' }) mode!: number;
  @Field(() => Float, { description: 'Where both are.' }) region!: number;
  @Field(() => Float, { description: 'What came of earlier cooperation.' }) record!: number;
  @Field(() => Float, { description: 'How recent it is.' }) fresh!: number;
}

/** One version of the weights; none is ever changed, one is in use. */
@Entity('match_weights')
@ObjectType({ description: 'One version of the weights of matching; none is ever changed, one is in use.' })
@Check('match_weights_origin_check', isOneOf('origin', WEIGHT_ORIGINS))
@Index('match_weights_one_active', { synchronize: false })
export class MatchWeights {
  @PrimaryColumn('int') @Field(() => Int) version!: number;
  @Json(() => FactorWeights) weights!: Weights;
  @OneOf(() => WeightOriginEnum) origin!: (typeof WEIGHT_ORIGINS)[number];
  @Text({ nullable: true, description: 'Why they were set; null where nobody set them.' }) note!:
    string | null;
  @Real({
    nullable: true,
    description: 'Loss on held-out needs of the weights before, 0 to 1, lower is better.',
  })
  lossBefore!: number | null;
  @Real({ nullable: true, description: 'Loss on held-out needs of these weights.' }) lossAfter!:
    number | null;
  @Whole({ nullable: true, description: 'Needs whose verdicts they were learned from.' })
  needsJudged!: number | null;
  @Instant() madeAt!: Date;
  @Flag({ description: 'In use.' }) active!: boolean;
}

/** New weights; only their proportions count. */
@InputType({ description: 'Each from 0 to 1, text above 0; they are scaled so that they add up to 1.' })
export class FactorWeightsInput implements Weights {
  @RealIn(0, 1) text!: number;
  @RealIn(0, 1) field!: number;
  @RealIn(0, 1) trl!: number;
  @RealIn(0, 1) budget!: number;
  @RealIn(0, 1) mode!: number;
  @RealIn(0, 1) region!: number;
  @RealIn(0, 1) record!: number;
  @RealIn(0, 1) fresh!: number;
}

/** New weights and the reason for them. */
@InputType()
export class SetMatchWeightsInput {
  @PartIn(() => FactorWeightsInput) weights!: FactorWeightsInput;
  @TextIn(500) reason!: string;
}

/** Which version to use from now on, and why. */
@ArgsType()
export class UseMatchWeightsArgs {
  @WholeIn(1, 2 ** 31 - 1) version!: number;
  @TextIn(500) reason!: string;
}

/** What the facts about weights are about: all versions share one history. */
export const WEIGHTS_SUBJECT = { type: 'weights', id: settingId('match.weights') } as const;

/** `previous` is the version in use before. */
export const weightsSet = topic<{ version: number; previous: number; weights: Weights }>('weights.set');
/** An earlier or later version is in use again. */
export const weightsUsed = topic<{ version: number; previous: number }>('weights.used');
/** Losses on held-out needs from 0 to 1; `certainty` is the share of resamples in which the new weights lose less. */
export const weightsFitted = topic<{
  version: number;
  previous: number;
  lossBefore: number;
  lossAfter: number;
  certainty: number;
  needs: number;
}>('weights.fitted');
/** The nightly fit changed nothing, and why. */
export const weightsKept = topic<{ version: number; why: string; needs: number }>('weights.kept');
