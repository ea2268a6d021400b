import { ArgsType, Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../kernel/fields';
import { FlagIn, TextIn } from '../../kernel/inputs';
import { sentence } from '../../kernel/messages';
import { requestScope } from '../../kernel/request';
import { OUTCOMES, type Outcome } from '../../engine/trial';
import './embeddings.messages';
import { EMBEDDING_FAULTS, type EmbeddingFault } from './provider';

const OutcomeEnum = enumOf(
  'EmbeddingTrialVerdict',
  OUTCOMES,
  'TOO_FEW_NEEDS: fewer than 30 judged with both grades. TOO_FEW_ORGANISATIONS: fewer than 5 judged. NOT_SURE: better in less than 95 % of resamples.',
);
const FaultEnum = enumOf('EmbeddingFaultCode', EMBEDDING_FAULTS);

/** Who decided whether embeddings are used. */
export const DECIDERS = ['TRIAL', 'BUREAU'] as const;
export type Decider = (typeof DECIDERS)[number];
const DeciderEnum = enumOf(
  'EmbeddingDecider',
  DECIDERS,
  'TRIAL: what owners judged decides, once a night. BUREAU: an officer did, and no trial changes it.',
);

/** What a trial came to. */
@ObjectType({ description: 'Matching with and without embeddings, on what owners have judged.' })
export class EmbeddingTrial implements Omit<Outcome, 'adopt'> {
  @Field(() => OutcomeEnum) verdict!: Outcome['verdict'];
  @Field(() => Float, { nullable: true, description: 'Loss without embeddings, 0 to 1, lower is better.' })
  lossBefore!: number | null;
  @Field(() => Float, { nullable: true, description: 'Loss with them.' }) lossAfter!: number | null;
  @Field(() => Float, { description: 'The share of resamples in which they lose less, 0 to 1.' })
  certainty!: number;
  @Field(() => Int, { description: 'Needs judged with both grades.' }) needs!: number;
  @Field(() => Date) at!: Date;
}

/** What went wrong at the endpoint. */
@ObjectType('EmbeddingFault', { description: 'What went wrong at the endpoint of embeddings.' })
export class FaultView {
  @Field(() => FaultEnum) code!: EmbeddingFault;
  @Field(() => Int, { nullable: true, description: 'The HTTP status, where that is what went wrong.' })
  status!: number | null;
  @Field(() => Date) at!: Date;

  @Field(() => String, { description: 'In the caller’s language.' })
  get text(): string {
    return sentence(`embeddings.fault.${this.code}`, { status: this.status ?? 0 }, requestScope().locale);
  }
}

/** How it stands with embeddings. */
@ObjectType({ description: 'Whether matching uses embeddings, and what is known of them.' })
export class EmbeddingsState {
  @Field(() => Boolean, { description: 'Whether the operator has set an endpoint.' }) configured!: boolean;
  @Field(() => String, { nullable: true }) model!: string | null;
  @Field(() => Boolean, { description: 'Whether matches are ordered by them too.' }) adopted!: boolean;
  @Field(() => DeciderEnum, { nullable: true, description: 'Who decided that; null where nobody has.' })
  decidedBy!: Decider | null;
  @Field(() => Int, { description: 'Needs and achievements whose vector of today is stored.' })
  stored!: number;
  @Field(() => Int, { description: 'Needs and achievements that may have one: published, not confidential.' })
  sendable!: number;
  @Field(() => EmbeddingTrial, { nullable: true }) lastTrial!: EmbeddingTrial | null;
  @Field(() => FaultView, { nullable: true, description: 'The last; it may be over.' })
  lastFault!: FaultView | null;
}

/** Whether to use embeddings from now on, and why. */
@ArgsType()
export class UseEmbeddingsArgs {
  @FlagIn() on!: boolean;
  @TextIn(500) reason!: string;
}
