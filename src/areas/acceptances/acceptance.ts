import { Field, ObjectType } from '@nestjs/graphql';
import { Check, Unique } from 'typeorm';
import { topic } from '../../kernel/facts';
import { enumOf, Id, Instant, isOneOf, Json, OneOf, Ref, Text, Version, Yuan } from '../../kernel/fields';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';
import { NodeType } from '../../kernel/node';
import type { Terms } from '../programmes';
import { Project } from '../projects';
import { MetricVerdictEnum, type MetricVerdict } from './verdict';

export const acceptanceSubmitted = topic<MovePayload>('acceptance.submitted');
export const acceptanceOpined = topic<MovePayload>('acceptance.opined');
export const acceptanceAccepted = topic<MovePayload>('acceptance.accepted');
export const acceptanceFailed = topic<MovePayload>('acceptance.failed');
export const acceptanceReturned = topic<MovePayload>('acceptance.returned');
export const acceptanceLapsed = topic<MovePayload>('acceptance.lapsed');

/** From the final report, through the opinion of the need's owner, to the bureau's decision. */
export const acceptanceLifecycle = lifecycle({
  initial: 'DRAFT',
  states: ['DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'FAILED', 'LAPSED'],
  moves: [
    { verb: 'SUBMIT', from: ['DRAFT', 'RETURNED'], to: 'SUBMITTED', fact: acceptanceSubmitted },
    { verb: 'OPINE', from: ['SUBMITTED'], to: 'SUBMITTED', fact: acceptanceOpined },
    { verb: 'ACCEPT', from: ['SUBMITTED'], to: 'ACCEPTED', fact: acceptanceAccepted, note: 'required' },
    { verb: 'FAIL', from: ['SUBMITTED'], to: 'FAILED', fact: acceptanceFailed, note: 'required' },
    { verb: 'RETURN', from: ['SUBMITTED'], to: 'RETURNED', fact: acceptanceReturned, note: 'required' },
    { verb: 'LAPSE', from: ['SUBMITTED', 'RETURNED'], to: 'LAPSED', fact: acceptanceLapsed },
  ],
});

export type AcceptanceState = (typeof acceptanceLifecycle.states)[number];
export type AcceptanceVerb = (typeof acceptanceLifecycle.verbs)[number];
export const DECISIONS = ['ACCEPT', 'FAIL', 'RETURN'] as const;
export const AcceptanceStateEnum = enumOf('AcceptanceState', acceptanceLifecycle.states);
export const AcceptanceDecisionEnum = enumOf('AcceptanceDecision', DECISIONS);

/** What became of one indicator. */
@ObjectType({
  description: 'What became of one indicator, beside what was promised and what the need asks for.',
})
export class IndicatorResult {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) unit!: string | null;
  @Field(() => String, { nullable: true }) baseline!: string | null;
  @Field(() => String) target!: string;
  @Field(() => String, { nullable: true, description: 'What the need asks for.' }) needTarget!: string | null;
  @Field(() => String, { nullable: true }) achieved!: string | null;
  @Field(() => MetricVerdictEnum, { description: 'Computed: achieved against target.' })
  verdict!: MetricVerdict;
  @Field(() => MetricVerdictEnum, {
    nullable: true,
    description: 'Computed: achieved against what the need asks for; null where it asks for nothing.',
  })
  needVerdict!: MetricVerdict | null;
  @Field(() => MetricVerdictEnum, { nullable: true, description: 'What the owner of the need says.' })
  ownerVerdict!: MetricVerdict | null;
  @Field(() => String, { nullable: true }) ownerComment!: string | null;
  @Field(() => MetricVerdictEnum, { nullable: true, description: 'What the bureau decided.' })
  decision!: MetricVerdict | null;
}

/** The final report of a project, and whether it is accepted (验收). */
@NodeType('acceptance', 'acceptances', 'The final report of a project, and whether it is accepted.')
@Check('acceptances_state_check', isOneOf('state', acceptanceLifecycle.states))
@Unique('acceptances_project_id_key', ['projectId'])
export class Acceptance {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => AcceptanceStateEnum) state!: AcceptanceState;
  @Ref(() => Project) projectId!: string;
  @Text() summary!: string;
  @Yuan({ description: 'Of the granted funding spent in all, CNY yuan.' }) fundsUsed!: string;
  @Json(() => [IndicatorResult]) results!: IndicatorResult[];
  @Instant({ description: 'When it was last submitted, UTC.' }) submittedAt!: Date;
  @Instant({
    nullable: true,
    description: 'When the owner of the need gave its opinion on what was last submitted, UTC.',
  })
  opinedAt!: Date | null;
  /** Of the round that the project was approved in; read with the record, as are the next three. */
  terms!: Terms;
  /** Of the project, and the owner of its need. */
  leadId!: string;
  partyIds!: string[];
  ownerId!: string | null;
}
