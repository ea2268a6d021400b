import { Field, Float, HideField, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../kernel/fields';
import { Day, Decimal } from '../../kernel/scalars';

/**
 * What money is spent on: the three categories of direct costs and the indirect costs, as the State Council's opinions
 * of 2021 on the management of research funds (国办发〔2021〕32号, 二) have them.
 */
export const BUDGET_CATEGORIES = ['EQUIPMENT', 'OPERATIONS', 'LABOUR', 'INDIRECT'] as const;
export type BudgetCategory = (typeof BUDGET_CATEGORIES)[number];
export const BudgetCategoryEnum = enumOf(
  'BudgetCategory',
  BUDGET_CATEGORIES,
  'What money is spent on: EQUIPMENT 设备费, OPERATIONS 业务费, LABOUR 劳务费, INDIRECT 间接费用 (国办发〔2021〕32号).',
);

/** What one party works in a work package. */
@ObjectType({ description: 'What one party works in a work package.' })
export class WorkShare {
  @HideField() organisationId!: string;
  @Field(() => Float) personMonths!: number;
}

/** A work package (工作包): who does what, when, with how many people. */
@ObjectType({ description: 'A work package: who does what, when, with how many people.' })
export class WorkPackage {
  @Field(() => String) title!: string;
  @Field(() => String, { description: 'What is to be done; empty where nobody has written it yet.' })
  tasks!: string;
  /** The party that answers for it. */
  @HideField() organisationId!: string;
  @Field(() => Day, { nullable: true }) startsOn!: string | null;
  @Field(() => Day, { nullable: true, description: 'Its last day.' }) endsOn!: string | null;
  @Field(() => [WorkShare], { description: 'Each party at most once.' }) shares!: WorkShare[];
}

/** A line of the budget: what one party spends in one year on one category. */
@ObjectType({ description: 'A line of the budget: what one party spends in one year on one category.' })
export class BudgetLine {
  @HideField() organisationId!: string;
  @Field(() => Int) year!: number;
  @Field(() => BudgetCategoryEnum) category!: BudgetCategory;
  @Field(() => Decimal, { description: 'Asked of the city, CNY yuan.' }) requested!: string;
  @Field(() => Decimal, { description: 'What the party brings in itself, CNY yuan.' }) selfFunding!: string;
}

/** What a milestone is measured by. */
@ObjectType({ description: 'What a milestone is measured by.' })
export class PlanIndicator {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) unit!: string | null;
  @Field(() => String, { nullable: true, description: 'Where it stands today.' }) baseline!: string | null;
  @Field(() => String) target!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The name of the metric of the project’s need that it takes over.',
  })
  metric!: string | null;
}

/** A milestone (里程碑): what is reached by when, and how that is measured. */
@ObjectType({ description: 'A milestone: what is reached by when, and how that is measured.' })
export class PlanMilestone {
  @Field(() => String) title!: string;
  @Field(() => Day, { nullable: true }) dueOn!: string | null;
  @Field(() => [PlanIndicator]) indicators!: PlanIndicator[];
}

/** A party's pledge of research integrity (科研诚信承诺); the party's signature affirms it. */
@ObjectType({ description: 'A party’s pledge of research integrity; the party’s signature affirms it.' })
export class IntegrityPledge {
  @HideField() organisationId!: string;
  @Field(() => Int, { description: 'Of the pledge’s wording.' }) version!: number;
}

/** What a project plans (项目实施方案): work, money, milestones and pledges; part of what the parties sign. */
@ObjectType({
  description: 'What a project plans: work, money, milestones and pledges; part of what the parties sign.',
})
export class Plan {
  @Field(() => [WorkPackage]) workPackages!: WorkPackage[];
  @Field(() => [BudgetLine]) budget!: BudgetLine[];
  @Field(() => [PlanMilestone]) milestones!: PlanMilestone[];
  @Field(() => [IntegrityPledge]) pledges!: IntegrityPledge[];
}

/** What a plan adds up to. */
@ObjectType({ description: 'What a plan, or one party’s part of it, adds up to.' })
export class PlanSum {
  @Field(() => Decimal, { description: 'CNY yuan.' }) requested!: string;
  @Field(() => Decimal, { description: 'CNY yuan.' }) selfFunding!: string;
  @Field(() => Decimal, { description: 'Requested and self-funding, CNY yuan.' }) total!: string;
  @Field(() => Float) personMonths!: number;
}

/** What one party's part of a plan adds up to. */
@ObjectType({ description: 'What one party’s part of a plan adds up to.' })
export class PartySum extends PlanSum {
  @HideField() organisationId!: string;
}
