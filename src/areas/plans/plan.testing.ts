import type { Frame } from './plan.faults';
import type { PlanInput } from './plan.inputs';

/** A plan with nothing amiss for these parties: they share the funding alike and bring in what they declare. */
export function aPlan({ parties, requestedFunding, startsOn, endsOn }: Frame): Required<PlanInput> {
  const year = Number(startsOn!.slice(0, 4));
  const cents = Math.round(Number(requestedFunding) * 100);
  const part = Math.floor(cents / parties.length);
  const requested = (at: number): string =>
    ((at === 0 ? cents - part * (parties.length - 1) : part) / 100).toFixed(2);
  return {
    workPackages: parties.map(({ organisationId }, at) => ({
      ...{ title: `工作包 ${at + 1}`, tasks: '试验与验证', organisationId, startsOn, endsOn },
      shares: [{ organisationId, personMonths: 12.5 }],
    })),
    budget: parties.map(({ organisationId, selfFunding }, at) => ({
      ...{ organisationId, year, category: 'OPERATIONS' as const, requested: requested(at), selfFunding },
    })),
    milestones: [
      {
        ...{ title: '中试完成', dueOn: endsOn },
        indicators: [{ name: '镁含量', unit: 'ppm', baseline: '300', target: '≤ 80' }],
      },
    ],
    pledges: parties.map(({ organisationId }) => ({ organisationId })),
  };
}
