import { HideField, ObjectType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { topic } from '../../kernel/facts';
import { Day, enumOf, isOneOf, OneOf } from '../../kernel/fields';
import { Project } from '../projects';

const DEADLINE_KINDS = ['TASK_BOOK', 'MILESTONE', 'PROGRESS_REPORT', 'FINAL_REPORT', 'RECOVERY'] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];
export const DeadlineKindEnum = enumOf('DeadlineKind', DEADLINE_KINDS);

/** What was owed by `dueOn` has not come; the subject is the project. */
export const deadlineMissed = topic<{ kind: string; dueOn: string }>('deadline.missed');

/** What a project owes after its approval, and by when (期限). */
@Entity('deadlines')
@ObjectType({ description: 'What a project owes after its approval, and by when.' })
@Check('deadlines_kind_check', isOneOf('kind', DEADLINE_KINDS))
@Unique('deadlines_kind_about_id_key', ['kind', 'aboutId'])
@Index(['projectId'])
@Index('deadlines_open_idx', ['dueOn'], { where: 'settled_on IS NULL' })
export class Deadline {
  @PrimaryColumn('uuid') @HideField() id!: string;
  @Column('uuid') @ForeignKey(() => Project) @HideField() projectId!: string;
  @OneOf(() => DeadlineKindEnum) kind!: DeadlineKind;
  /** The record that meets it. */
  @Column('uuid') @HideField() aboutId!: string;
  @Day({ description: 'The last day, Asia/Shanghai.' }) dueOn!: string;
  @Day({ nullable: true, description: 'When it was met, or nothing was owed any more; Asia/Shanghai.' })
  settledOn!: string | null;
  /** The last day whose passing has been told. */
  @Day({ nullable: true, hidden: true }) missedOn!: string | null;
}
