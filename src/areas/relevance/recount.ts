import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Check, Entity, Index } from 'typeorm';
import { enumOf, Id, Instant, isOneOf, OneOf, Real, Text } from '../../kernel/fields';

/** How far a recount has come. */
export const RECOUNT_STATES = ['WAITING', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED'] as const;
export type RecountState = (typeof RECOUNT_STATES)[number];
const RecountStateEnum = enumOf('MatchRecountState', RECOUNT_STATES);

/** Counting all texts anew and learning from them, as an officer asked. */
@Entity('match_recounts')
@ObjectType('MatchRecount', { description: 'Counting all texts anew and learning meanings from them.' })
@Check('match_recounts_state_check', isOneOf('state', RECOUNT_STATES))
@Index('match_recounts_one_at_a_time', { synchronize: false })
export class Recount {
  @Id() id!: string;
  @OneOf(() => RecountStateEnum) state!: RecountState;
  @Real({ description: 'Share done, 0 to 1.', default: 0 }) progress!: number;
  @Text({ nullable: true, description: 'Why it failed.' }) reason!: string | null;
  @Instant() startedAt!: Date;
  @Instant({ nullable: true }) endedAt!: Date | null;
}

/** What matching stands on at present. */
@ObjectType({ description: 'What matching stands on at present, in the process that answers.' })
export class MatchingState {
  @Field(() => Int, { description: 'Open needs in the index.' }) needs!: number;
  @Field(() => Int, { description: 'Achievements on offer in the index.' }) achievements!: number;
  @Field(() => Int, { description: 'Version of the statistics; 0 before anything was counted.' })
  statistics!: number;
  @Field(() => Int, { description: 'Version of the weights.' }) weights!: number;
  @Field(() => String, { description: 'Version of the glossary.' }) lexicon!: string;
  @Field(() => Boolean, { description: 'Whether meanings are learnt (from 2,000 texts on).' })
  meanings!: boolean;
  @Field(() => Recount, { nullable: true, description: 'The latest recount that somebody asked for.' })
  recount!: Recount | null;
}
