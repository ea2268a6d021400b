import { Field, HideField, ObjectType } from '@nestjs/graphql';
import { Check, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import {
  Day,
  enumOf,
  Flag,
  Id,
  Instant,
  isOneOf,
  Json,
  OneOf,
  Ref,
  Text,
  Version,
  Yuan,
} from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Seen } from '../../kernel/seen';
import { Achievement } from '../achievements';
import { Interest } from '../interests';
import { Need } from '../needs';
import { Organisation } from '../organisations';
import { Person } from '../people';
import { Plan } from '../plans';
import { PROJECT_STATES, ProjectStateEnum, type ProjectState } from './project.lifecycle';
import { insider, student } from './project.policy';

/** What a later area has to settle before a project's next step: its task book before it starts, its acceptance before it ends. */
export const AWAITED = ['TASK_BOOK', 'ACCEPTANCE'] as const;

export const PARTY_ROLES = ['LEAD', 'PARTICIPANT'] as const;
export type PartyRole = (typeof PARTY_ROLES)[number];
export const PartyRoleEnum = enumOf('PartyRole', PARTY_ROLES);

/** The seven matters that a joint agreement has to settle; null where it has not yet. */
@ObjectType({
  description:
    'The seven matters that a joint agreement has to settle (Law on Promoting the Transformation of S&T Achievements, art. 26).',
})
export class Agreement {
  @Field(() => String, { nullable: true }) organisation!: string | null;
  @Field(() => String, { nullable: true }) tasks!: string | null;
  @Field(() => String, { nullable: true }) funding!: string | null;
  @Field(() => String, { nullable: true }) intellectualProperty!: string | null;
  @Field(() => String, { nullable: true }) benefits!: string | null;
  @Field(() => String, { nullable: true }) risks!: string | null;
  @Field(() => String, { nullable: true }) breach!: string | null;
}

/** A file as the parties sign it. */
export interface Attached {
  /** The attachment's uuid. */
  readonly id: string;
  readonly name: string;
  /** Of its bytes, in hex. */
  readonly sha256: string;
}

/** A joint project (联合项目): what several organisations propose to do together. */
@NodeType('project', 'projects', 'A joint project: what several organisations propose to do together.')
@Check('projects_state_check', isOneOf('state', PROJECT_STATES))
@Check('projects_awaits_check', isOneOf('awaits', AWAITED))
@Unique('projects_number_key', ['number'])
@Index(['state', 'id'])
@Index(['leaderId', 'state'])
@Index(['needId'])
@Index(['achievementId'])
@Index(['interestId'])
@Index('projects_party_ids_idx', { synchronize: false })
@Index('projects_former_ids_idx', { synchronize: false })
@Index('projects_reader_ids_idx', { synchronize: false })
export class Project {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => ProjectStateEnum) state!: ProjectState;
  @Text({ nullable: true, description: 'Given on approval (立项), e.g. XN-2026-001.' }) number!:
    string | null;
  @Text() title!: string;
  @Text() summary!: string;
  @Ref(() => Need, { nullable: true }) needId!: string | null;
  @Ref(() => Achievement, { nullable: true }) achievementId!: string | null;
  @Ref(() => Interest, { nullable: true }) interestId!: string | null;
  @Ref(() => Person, { nullable: true }) leaderId!: string | null;
  @Yuan({ description: 'Asked of the city, CNY yuan.' }) requestedFunding!: string;
  @Day({ nullable: true }) startsOn!: string | null;
  @Day({ nullable: true }) endsOn!: string | null;
  @Seen<Project>(insider)
  @Json(() => Agreement, { nullable: true, description: 'For the parties and the bureau; null for others.' })
  agreement!: Agreement;
  @Seen<Project>(student)
  @Json(() => Plan, {
    nullable: true,
    description: 'For the parties, the bureau and the reviewers; null for others, and where there is none.',
  })
  plan!: Plan | null;
  @Text({
    description: 'SHA-256 of everything the parties sign; any edit changes it and voids every signature.',
  })
  contentHash!: string;
  @Day({ nullable: true, description: 'The day of approval (立项), Asia/Shanghai.' }) approvedOn!:
    string | null;
  @Instant({ hidden: true }) createdAt!: Date;
  /** The files that belong to what the parties sign, in their order: what of them is signed never changes. */
  @Json('hidden', { default: '[]' }) attached!: Attached[];
  /** The party that leads. */
  @Ref(() => Organisation) leadId!: string;
  /** Every party's organisation, repeated from ProjectParty so that rights need no join. */
  @Json('hidden', { default: '[]' }) partyIds!: string[];
  /** Organisations that were parties: they know what an outsider of a noticed project knows, and what happened until then. */
  @Json('hidden', { default: '[]' }) formerIds!: string[];
  /** People whom a later area lets read it: the reviewers of its application. */
  @Json('hidden', { default: '[]' }) readerIds!: string[];
  /** Whether its public notice has begun. */
  @Flag({ default: false, hidden: true }) disclosed!: boolean;
  /** Null where nothing stands before its next step. */
  @Text({ nullable: true, hidden: true }) awaits!: (typeof AWAITED)[number] | null;
}

export const ProjectConnection = connectionOf(Project);

/** An organisation's part in a project, and its signature. */
@Entity('project_parties')
@ObjectType({ description: 'An organisation’s part in a project, and its signature.' })
@Check('project_parties_role_check', isOneOf('role', PARTY_ROLES))
@Index('project_parties_lead_key', ['projectId'], { unique: true, where: "role = 'LEAD'" })
@Index(['organisationId'])
export class ProjectParty {
  @PrimaryColumn('uuid') @ForeignKey(() => Project) @HideField() projectId!: string;
  @PrimaryColumn('uuid') @ForeignKey(() => Organisation) @HideField() organisationId!: string;
  @OneOf(() => PartyRoleEnum) role!: PartyRole;
  @Text({ description: 'Empty for those outside the project.' }) task!: string;
  @Yuan({ description: 'What the party brings in itself, CNY yuan.' }) selfFunding!: string;
  @Instant({ nullable: true, description: 'Null until this party signed the current contentHash.' })
  signedAt!: Date | null;
  @Ref(() => Person, { nullable: true }) signedById!: string | null;
  /** The hash that was signed. */
  @Text({ nullable: true, hidden: true }) signedHash!: string | null;
}
