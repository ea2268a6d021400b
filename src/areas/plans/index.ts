export { Plan, type PlanMilestone } from './plan';
export { planOf, signedPlan } from './plan.content';
export { PLAN_CHECKS, planFindings } from './plan.gaps';
export { PlanFinding } from './plan-finding';
export { PlanInput } from './plan.inputs';
export { PlansModule } from './plans.module';
