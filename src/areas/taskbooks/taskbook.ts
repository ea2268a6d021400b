import { Field, HideField, Int, ObjectType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Day, Id, Instant, isOneOf, Json, OneOf, Ref, Version, Whole, Yuan } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Day as DayScalar, Decimal } from '../../kernel/scalars';
import { Person } from '../people';
import type { Terms } from '../programmes';
import { Project } from '../projects';
import { TASK_BOOK_STATES, TaskBookStateEnum, type TaskBookState } from './taskbook.lifecycle';

/** What a project has to reach, in numbers. */
@ObjectType({ description: 'What a project has to reach, in numbers: acceptance compares with it.' })
export class PlannedIndicator {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) unit!: string | null;
  @Field(() => String, { nullable: true, description: 'What it is before the project.' }) baseline!:
    string | null;
  @Field(() => String, { description: 'What it has to become.' }) target!: string;
  @Field(() => String, {
    nullable: true,
    description: 'What the need asks for, as it stood on approval; null for what the parties added.',
  })
  needTarget!: string | null;
}

/** A step on the way, as planned. */
@ObjectType({ description: 'A step on the way, as planned.' })
export class PlannedMilestone {
  @Field(() => String) title!: string;
  @Field(() => DayScalar) dueOn!: string;
  @Field(() => String) deliverable!: string;
}

/** What one party may spend in one year of the granted funding. */
@ObjectType({ description: 'What one party may spend in one year of the granted funding.' })
export class GrantLine {
  @HideField() organisationId!: string;
  @Field(() => Int) year!: number;
  @Field(() => Decimal, { description: 'CNY yuan.' }) amount!: string;
}

/** What the parties undertake. */
@ObjectType({ description: 'What the parties undertake: objectives, indicators, milestones and budget.' })
export class TaskBookPlan {
  @Field(() => String) objectives!: string;
  @Field(() => [PlannedIndicator]) indicators!: PlannedIndicator[];
  @Field(() => [PlannedMilestone]) milestones!: PlannedMilestone[];
  @Field(() => [GrantLine], { description: 'Adds up to the granted funding.' }) budget!: GrantLine[];
}

/** What the parties of an approved project undertake (任务书). */
@NodeType(
  'taskbook',
  'task_books',
  'What the parties of an approved project undertake; confirming it starts the project.',
)
@Check('task_books_state_check', isOneOf('state', TASK_BOOK_STATES))
@Unique('task_books_project_id_key', ['projectId'])
export class TaskBook {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => TaskBookStateEnum) state!: TaskBookState;
  @Ref(() => Project) projectId!: string;
  @Yuan({ description: 'What the budget has to add up to, CNY yuan.' }) grantedFunding!: string;
  @Day({ description: 'The last day on which it may be submitted in time, Asia/Shanghai.' }) dueOn!: string;
  @Json(() => TaskBookPlan) plan!: TaskBookPlan;
  /** Of the round that the project was approved in; read with the record, as are the next four. */
  terms!: Terms;
  /** Of the project. */
  leadId!: string;
  partyIds!: string[];
  startsOn!: string;
  endsOn!: string;
}

/** A task book as it was confirmed, or as an approved change made it; never altered. */
@Entity('task_book_editions')
@ObjectType({
  description: 'A task book as it was confirmed (1), or as an approved change made it (2, 3 …).',
})
@Unique('task_book_editions_key', ['taskBookId', 'number'])
export class TaskBookEdition {
  @PrimaryColumn('uuid') @HideField() id!: string;
  @Column('uuid') @ForeignKey(() => TaskBook) @HideField() taskBookId!: string;
  @Whole() number!: number;
  @Instant({ description: 'UTC.' }) at!: Date;
  @Json(() => TaskBookPlan) plan!: TaskBookPlan;
  @Ref(() => Person, { nullable: true }) leaderId!: string | null;
  @Json('hidden') partyIds!: string[];
  @Day({ description: 'The last day of the project as it then was.' }) endsOn!: string;
}
