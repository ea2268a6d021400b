import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Check, Index } from 'typeorm';
import { enumOf, Id, Instant, isOneOf, Json, OneOf, Real, Ref, Text } from '../../kernel/fields';
import { sentence } from '../../kernel/messages';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { requestScope } from '../../kernel/request';
import { Application } from '../applications';
import { Person } from '../people';
import { Round } from '../rounds';
import type { Shortage } from './balance';

/** How far an assignment has come; only a proposed one can be adopted. */
const ASSIGNMENT_STATES = ['WAITING', 'RUNNING', 'PROPOSED', 'ADOPTED', 'CANCELLED', 'FAILED'] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];
const AssignmentStateEnum = enumOf('AssignmentState', ASSIGNMENT_STATES);

/** Experts for every application of a round at once: computed in a job, proposed, and adopted by an officer. */
@NodeType('assignment', 'assignments', 'Experts for every application of a round at once; for the bureau.')
@Check('assignments_state_check', isOneOf('state', ASSIGNMENT_STATES))
@Index(['roundId', 'id'])
@Index('assignments_one_at_a_time', ['roundId'], { unique: true, where: "state IN ('WAITING', 'RUNNING')" })
export class Assignment {
  @Id() id!: string;
  @OneOf(() => AssignmentStateEnum) state!: AssignmentState;
  @Real({ description: 'Share done, 0 to 1.', default: 0 }) progress!: number;
  @Ref(() => Round, { as: 'round' }) roundId!: string;
  /** Who asked for it. */
  @Ref(() => Person, { nullable: true, as: 'officer' }) officerId!: string | null;
  @Instant({ description: 'UTC.' }) startedAt!: Date;
  @Instant({ nullable: true, description: 'UTC.' }) endedAt!: Date | null;
  /** The applications that keep there from being a solution; empty where it failed for another reason. */
  @Json('hidden', { nullable: true }) shortages!: Shortage[] | null;
  @Text({
    nullable: true,
    description:
      'The record as canonical JSON, once computed: `npm run verify:draw FILE` solves it again from it alone.',
  })
  record!: string | null;
  @Text({ nullable: true, description: 'SHA-256 that names the record, in hex.' }) recordHash!: string | null;
  /** Of all its applications: no member of any of them may see it. */
  @Json('hidden') partyIds!: string[];

  /** Why it failed, in the caller's language. */
  @Field(() => String, {
    nullable: true,
    description: 'Why it failed: which applications lack how many experts.',
  })
  get reason(): string | null {
    if (this.state !== 'FAILED') return null;
    const { locale } = requestScope();
    const lacking = (this.shortages ?? []).map((one) =>
      sentence('assignments.short-one', { ...one }, locale),
    );
    if (lacking.length === 0) return sentence('assignments.failed', {}, locale);
    return sentence('assignments.short', { list: lacking.join(locale === 'zh' ? '、' : ', ') }, locale);
  }
}

export const AssignmentConnection = connectionOf(Assignment);

/** The experts that an assignment finds for one application. */
@ObjectType({ description: 'The experts that an assignment finds for one application.' })
export class AssignedApplication {
  @Field(() => Application, { nullable: true }) application!: Application | null;
  @Field(() => [Person]) experts!: Person[];
  @Field(() => Float, { description: 'How well they know its matter on average, 0 to 1.' })
  expertise!: number;
}

/** What an assignment would give one expert to do. */
@ObjectType({ description: 'What an assignment would give one expert to do.' })
export class ReviewerLoad {
  @Field(() => Person, { nullable: true }) reviewer!: Person | null;
  @Field(() => Int, { description: 'Reviews of the round that they had before.' }) before!: number;
  @Field(() => Int, { description: 'Reviews that the assignment adds.' }) added!: number;
}
