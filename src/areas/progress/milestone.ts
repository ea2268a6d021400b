import { Check, Unique } from 'typeorm';
import { topic } from '../../kernel/facts';
import { Day, enumOf, Id, isOneOf, OneOf, Ref, Text, Version, Whole } from '../../kernel/fields';
import { kind } from '../../kernel/kind';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';
import { NodeType } from '../../kernel/node';
import { nobody, policy } from '../../kernel/policy';
import { impartialOfficer, lead, Project, projectInsider } from '../projects';
import { readableWithProject } from '../taskbooks';

export const milestoneReported = topic<MovePayload>('milestone.reported');
export const milestoneReturned = topic<MovePayload>('milestone.returned');
export const milestoneReached = topic<MovePayload>('milestone.reached');
export const milestoneLapsed = topic<MovePayload>('milestone.lapsed');

/** From the plan to the proof that the bureau confirms. */
export const milestoneLifecycle = lifecycle({
  initial: 'PLANNED',
  states: ['PLANNED', 'REPORTED', 'REACHED', 'LAPSED'],
  moves: [
    { verb: 'REPORT', from: ['PLANNED'], to: 'REPORTED', fact: milestoneReported },
    { verb: 'RETURN', from: ['REPORTED'], to: 'PLANNED', fact: milestoneReturned, note: 'required' },
    { verb: 'CONFIRM', from: ['REPORTED'], to: 'REACHED', fact: milestoneReached },
    { verb: 'LAPSE', from: ['PLANNED', 'REPORTED'], to: 'LAPSED', fact: milestoneLapsed },
  ],
});

export type MilestoneState = (typeof milestoneLifecycle.states)[number];
export type MilestoneVerb = (typeof milestoneLifecycle.verbs)[number];
export const MILESTONE_VERBS = ['CONFIRM', 'RETURN'] as const;
export const MilestoneStateEnum = enumOf('MilestoneState', milestoneLifecycle.states);
export const MilestoneVerbEnum = enumOf('MilestoneVerb', MILESTONE_VERBS);

/** A step on the way of a project (里程碑), from its task book. */
@NodeType('milestone', 'milestones', 'A step on the way of a project, from its task book.')
@Check('milestones_state_check', isOneOf('state', milestoneLifecycle.states))
@Unique('milestones_project_id_number_key', ['projectId', 'number'])
export class Milestone {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => MilestoneStateEnum) state!: MilestoneState;
  @Ref(() => Project) projectId!: string;
  @Whole({ description: 'Its place in the task book, from 1.' }) number!: number;
  @Text() title!: string;
  @Text() deliverable!: string;
  @Day({ description: 'Asia/Shanghai.' }) dueOn!: string;
  @Text({ nullable: true, description: 'What shows that it is reached.' }) evidence!: string | null;
  @Day({ nullable: true, description: 'When it was last reported, Asia/Shanghai.' }) reportedOn!:
    string | null;
  /** Of the project; read with the record. */
  leadId!: string;
  partyIds!: string[];
}

/** Who may do what to a milestone, and who may know of it. */
export const milestonePolicy = policy<Milestone>()<MilestoneVerb>({
  rules: {
    read: projectInsider,
    REPORT: lead,
    RETURN: impartialOfficer,
    CONFIRM: impartialOfficer,
    LAPSE: nobody,
  },
  readable: readableWithProject(),
});

/** The milestone as the engine, the API and the tests know it. */
export const milestoneKind = kind({
  prefix: 'milestone',
  entity: Milestone,
  lifecycle: milestoneLifecycle,
  policy: milestonePolicy,
  verbs: ['REPORT', ...MILESTONE_VERBS],
  labels: {
    PLANNED: { zh: '计划中', en: 'planned' },
    REPORTED: { zh: '已报告', en: 'reported' },
    REACHED: { zh: '已完成', en: 'reached' },
    LAPSED: { zh: '已失效', en: 'lapsed' },
    REPORT: { zh: '报告', en: 'report' },
    RETURN: { zh: '退回', en: 'return' },
    CONFIRM: { zh: '确认', en: 'confirm' },
    LAPSE: { zh: '失效', en: 'lapse' },
  },
});
