import { Field, HideField, ObjectType } from '@nestjs/graphql';
import { Check, Entity, Index } from 'typeorm';
import {
  Day,
  Id,
  Instant,
  isOneOf,
  Json,
  OneOf,
  Ref,
  SomeOf,
  Text,
  Version,
  Yuan,
} from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Seen } from '../../kernel/seen';
import { FormalGroundEnum, type FormalGround } from '../checks';
import { Organisation } from '../organisations';
import { Person } from '../people';
import { Project } from '../projects';
import { Round } from '../rounds';
import {
  APPLICATION_STATES,
  ApplicationStateEnum,
  ApplicationVerbEnum,
  type ApplicationState,
} from './application.lifecycle';
import { insider, told } from './application.policy';

/** A project's application to one round (申报). */
@NodeType('application', 'applications', 'A project’s application to one quarterly round.')
@Check('applications_state_check', isOneOf('state', APPLICATION_STATES))
@Index('applications_active_key', ['projectId'], {
  unique: true,
  where: "state NOT IN ('NOT_ACCEPTED', 'REJECTED', 'WITHDRAWN')",
})
@Index(['projectId', 'id'])
@Index(['roundId', 'id'])
@Index(['state', 'id'])
@Index('applications_party_ids_idx', { synchronize: false })
@Index('applications_reviewer_person_ids_idx', { synchronize: false })
export class Application {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => ApplicationStateEnum) state!: ApplicationState;
  @Text({ nullable: true, description: 'The project’s number, given on approval (立项).' }) number!:
    string | null;
  @Ref(() => Round) roundId!: string;
  @Ref(() => Project) projectId!: string;
  @Yuan({ description: 'CNY yuan.' }) requestedFunding!: string;
  @Seen<Application>(told)
  @Yuan({
    nullable: true,
    description: 'CNY yuan; shown to others than the parties from the public notice on.',
  })
  grantedFunding!: string | null;
  @Instant({ nullable: true, description: 'When it was last submitted, UTC.' }) submittedAt!: Date | null;
  @Day({ nullable: true, description: 'The day of approval (立项), Asia/Shanghai.' }) approvedOn!:
    string | null;
  @Seen<Application>(insider)
  @Text({
    nullable: true,
    description: 'Why it was recommended or rejected; for the parties and the bureau.',
  })
  determinationReason!: string | null;
  /** First and last working day of the public notice. */
  @Day({ nullable: true, hidden: true }) noticeStartsOn!: string | null;
  @Day({ nullable: true, hidden: true }) noticeEndsOn!: string | null;
  @Seen<Application>(insider)
  @Instant({
    nullable: true,
    description: 'Until when the bureau lets it be submitted although the round is closed, UTC.',
  })
  admittedUntil!: Date | null;
  @Seen<Application>(insider)
  @Day({ nullable: true, description: 'Returned, it is to be supplemented by then, Asia/Shanghai.' })
  supplementDueOn!: string | null;
  /** The party that leads the project. */
  @Ref(() => Organisation) leadId!: string;
  /** The parties of the project, repeated so that rights need no join. */
  @Json('hidden', { default: '[]' }) partyIds!: string[];
  /** People who read it for a review; kept by the reviews through `assignReviewers`. */
  @Json('hidden', { default: '[]' }) reviewerPersonIds!: string[];
}

export const ApplicationConnection = connectionOf(Application);

/** How an application stood against a rule of the formal check when a human decided. */
@ObjectType({ description: 'A rule of the formal check, and how the application stood against it then.' })
export class FormalResult {
  @Field(() => String) code!: string;
  @Field(() => Boolean) passed!: boolean;
  @Field(() => Boolean) blocking!: boolean;
}

/** What an officer decided on the formal check, beside what the rules said at that moment. */
@Entity('formal_decisions')
@ObjectType({
  description: 'What an officer decided on the formal check, beside what the rules said at that moment.',
})
@Index(['applicationId', 'id'])
export class FormalDecision {
  @Id() @HideField() id!: string;
  @Ref(() => Application) applicationId!: string;
  @OneOf(() => ApplicationVerbEnum) verb!: 'ACCEPT' | 'RETURN' | 'REFUSE';
  @Instant({ description: 'UTC.' }) at!: Date;
  @Text({ nullable: true, description: 'Why.' }) note!: string | null;
  @SomeOf(() => [FormalGroundEnum], { description: 'Of a refusal: the grounds, from the closed list.' })
  grounds!: FormalGround[];
  @Json(() => [FormalResult]) results!: FormalResult[];
  /** Null = the platform. */
  @Ref(() => Person, { nullable: true }) officerId!: string | null;
}
