import { InputType } from '@nestjs/graphql';
import { DayIn, IdIn, OneOfIn, PartsIn, RealIn, TextIn, WholeIn, YuanIn } from '../../kernel/inputs';
import { BudgetCategoryEnum, type BudgetCategory } from './plan';
import { PLEDGE_NOW } from './pledge';

const open = { optional: true } as const;

/** What one party works in a work package. */
@InputType()
export class WorkShareInput {
  @IdIn('org') organisationId!: string;
  @RealIn(0, 100_000) personMonths!: number;
}

/** A work package; what is left open keeps the project from being submitted, not from being saved. */
@InputType()
export class WorkPackageInput {
  @TextIn(200) title!: string;
  @TextIn(10_000, { ...open, empty: true }) tasks?: string | null;
  @IdIn('org', { description: 'The party that answers for it.' }) organisationId!: string;
  @DayIn(open) startsOn?: string | null;
  @DayIn(open) endsOn?: string | null;
  @PartsIn(() => WorkShareInput, 20, open) shares?: WorkShareInput[] | null;
}

/** A line of the budget: a party, a year and a category are given once. */
@InputType()
export class BudgetLineInput {
  @IdIn('org') organisationId!: string;
  @WholeIn(1990, 2200) year!: number;
  @OneOfIn(() => BudgetCategoryEnum) category!: BudgetCategory;
  @YuanIn({ description: 'Asked of the city, CNY yuan.' }) requested!: string;
  @YuanIn({ ...open, description: 'CNY yuan; 0 if not given.' }) selfFunding?: string | null;
  @YuanIn({ ...open, description: 'If given, it must be requested + selfFunding; CNY yuan.' }) total?:
    string | null;
}

/** What a milestone is measured by. */
@InputType()
export class PlanIndicatorInput {
  @TextIn(100) name!: string;
  @TextIn(30, open) unit?: string | null;
  @TextIn(100, { ...open, description: 'Where it stands today.' }) baseline?: string | null;
  @TextIn(100) target!: string;
  @TextIn(100, { ...open, description: 'The name of the metric of the project’s need that it takes over.' })
  metric?: string | null;
}

/** What is reached by when, and how that is measured. */
@InputType()
export class PlanMilestoneInput {
  @TextIn(200) title!: string;
  @DayIn(open) dueOn?: string | null;
  @PartsIn(() => PlanIndicatorInput, 30, open) indicators?: PlanIndicatorInput[] | null;
}

/** A party's pledge of research integrity. */
@InputType()
export class IntegrityPledgeInput {
  @IdIn('org') organisationId!: string;
  @WholeIn(1, PLEDGE_NOW, {
    ...open,
    description: 'The wording that was read; the present one if not given.',
  })
  version?: number | null;
}

/** What a project plans. A part that is left out stays as it is; a part that is given replaces it. */
@InputType({
  description:
    'What a project plans. A part that is left out stays as it is; a part that is given replaces it.',
})
export class PlanInput {
  @PartsIn(() => WorkPackageInput, 60, open) workPackages?: WorkPackageInput[] | null;
  @PartsIn(() => BudgetLineInput, 400, open) budget?: BudgetLineInput[] | null;
  @PartsIn(() => PlanMilestoneInput, 60, open) milestones?: PlanMilestoneInput[] | null;
  @PartsIn(() => IntegrityPledgeInput, 20, open) pledges?: IntegrityPledgeInput[] | null;
}
