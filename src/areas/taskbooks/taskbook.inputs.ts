import { InputType } from '@nestjs/graphql';
import { DayIn, IdIn, OneOfIn, PartIn, PartsIn, TextIn, WholeIn, YuanIn } from '../../kernel/inputs';
import { TaskBookVerbEnum, type TASK_BOOK_VERBS } from './taskbook.lifecycle';

const version = {
  optional: true,
  description: 'Refuse if the task book has changed since this version.',
} as const;

/** What a project has to reach, in numbers. */
@InputType()
export class IndicatorInput {
  @TextIn(100) name!: string;
  @TextIn(30, { optional: true }) unit?: string | null;
  @TextIn(100, { optional: true, description: 'What it is before the project.' }) baseline?: string | null;
  @TextIn(100, { description: 'What it has to become.' }) target!: string;
}

/** A step on the way. */
@InputType()
export class PlannedMilestoneInput {
  @TextIn(200) title!: string;
  @DayIn() dueOn!: string;
  @TextIn(2_000) deliverable!: string;
}

/** What one party may spend in one year. */
@InputType()
export class GrantLineInput {
  @IdIn('org') organisationId!: string;
  @WholeIn(2000, 2200) year!: number;
  @YuanIn({ description: 'CNY yuan.' }) amount!: string;
}

/** What the parties undertake. */
@InputType()
export class TaskBookPlanInput {
  @TextIn(10_000) objectives!: string;
  @PartsIn(() => IndicatorInput, 30, { description: 'The metrics of the need among them.' })
  indicators!: IndicatorInput[];
  @PartsIn(() => PlannedMilestoneInput, 50) milestones!: PlannedMilestoneInput[];
  @PartsIn(() => GrantLineInput, 200) budget!: GrantLineInput[];
}

/** Another plan in place of the present one. */
@InputType()
export class EditTaskBookInput {
  @IdIn('taskbook') id!: string;
  @PartIn(() => TaskBookPlanInput) plan!: TaskBookPlanInput;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}

/** One step of a task book's lifecycle. */
@InputType()
export class MoveTaskBookInput {
  @IdIn('taskbook') id!: string;
  @OneOfIn(() => TaskBookVerbEnum) verb!: (typeof TASK_BOOK_VERBS)[number];
  @TextIn(2_000, { optional: true, description: 'Why; needed for RETURN.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}
