import { Check, Index } from 'typeorm';
import { Day, Id, Instant, isOneOf, Json, OneOf, Ref, Text, Version } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Organisation } from '../organisations';
import { Person } from '../people';
import { Project } from '../projects';
import { GrantLine } from '../taskbooks';
import {
  CHANGE_KINDS,
  CHANGE_STATES,
  ChangeKindEnum,
  ChangeStateEnum,
  type ChangeKind,
  type ChangeState,
} from './change.lifecycle';

/** What a project asks to change in what was approved (变更申请); only what its kind is about is filled. */
@NodeType(
  'change',
  'project_changes',
  'What a project asks to change in what was approved; only what its kind is about is filled.',
)
@Check('project_changes_state_check', isOneOf('state', CHANGE_STATES))
@Check('project_changes_kind_check', isOneOf('kind', CHANGE_KINDS))
@Index('project_changes_open_key', ['projectId', 'kind', 'about'], {
  unique: true,
  where: "state = 'REQUESTED'",
})
@Index(['projectId', 'id'])
@Index('project_changes_joining_idx', ['joiningId'])
export class ProjectChange {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => ChangeStateEnum) state!: ChangeState;
  @Ref(() => Project) projectId!: string;
  @OneOf(() => ChangeKindEnum) kind!: ChangeKind;
  /** What of its kind it is about: the name of an indicator, else empty. One open request at a time. */
  @Text({ hidden: true }) about!: string;
  @Text() reason!: string;
  /** LEADER: who is to lead. */
  @Ref(() => Person, { nullable: true, as: 'leader' }) personId!: string | null;
  /** PARTY: who leaves. */
  @Ref(() => Organisation, { nullable: true, as: 'leaving' }) leavingId!: string | null;
  /** PARTY: who joins; in the place of who leaves, where both are given. */
  @Ref(() => Organisation, { nullable: true, as: 'joining' }) joiningId!: string | null;
  @Text({ nullable: true, description: 'PARTY: the task of who joins.' }) task!: string | null;
  @Json(() => [GrantLine], {
    nullable: true,
    description:
      'PARTY: the whole budget from then on; if not given, the lines of who leaves go to who joins, else to the lead.',
  })
  budget!: GrantLine[] | null;
  @Instant({
    nullable: true,
    description: 'PARTY: when a representative of who joins signed what the other parties signed, UTC.',
  })
  consentedAt!: Date | null;
  @Ref(() => Person, { nullable: true, as: 'consentedBy' }) consentedById!: string | null;
  @Day({ nullable: true, description: 'PERIOD: the new last day.' }) endsOn!: string | null;
  @Text({ nullable: true, description: 'INDICATOR: its name.' }) indicator!: string | null;
  @Text({ nullable: true, description: 'INDICATOR: its new target.' }) target!: string | null;
  /** Of the project; read with the record. */
  leadId!: string;
  partyIds!: string[];
}

export const ProjectChangeConnection = connectionOf(ProjectChange);
