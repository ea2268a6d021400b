import type { TestApp } from '../../../test/support/app';
import type { OrganisationName } from '../../../test/support/personas';
import { SYSTEM } from '../../kernel/actor';
import { aDraft, moved, TO_NOTICE } from '../applications/application.testing';
import { ProjectProgress, type Project } from '../projects';
import type { ProposeProjectInput } from '../projects/project.inputs';
import type { TaskBook } from './taskbook';
import type { TaskBookPlanInput } from './taskbook.inputs';
import { TaskBooksReader } from './taskbooks.reader';
import { TaskBooksService } from './taskbooks.service';

/** A project whose application passed its notice, with its task book opened. Moves the clock to `on`, a day after that. */
export async function approved(
  app: TestApp,
  on: string,
  names?: readonly OrganisationName[],
  more?: Partial<ProposeProjectInput>,
): Promise<Project> {
  const draft = await moved(app, await aDraft(app, names, more), ...TO_NOTICE);
  app.clock.set(`${on}T10:00:00+08:00`);
  await moved(app, draft, 'APPROVE');
  await app.drain();
  return app.get(ProjectProgress).of(draft.projectId);
}

/** A plan that stands: the whole grant for the lead in the first year, one milestone. */
export function aPlan(
  { leadId, startsOn, grantedFunding, plan }: TaskBook,
  more: Partial<TaskBookPlanInput> = {},
): TaskBookPlanInput {
  const year = Number(startsOn.slice(0, 4));
  return {
    objectives: '建成中试线并稳定达到电池级',
    indicators: [...plan.indicators, { name: '新增专利', unit: '件', baseline: '0', target: '≥ 3' }],
    milestones: [{ title: '中试线贯通', dueOn: `${year + 1}-06-30`, deliverable: '连续运行 72 小时的记录' }],
    budget: [{ organisationId: leadId, year, amount: grantedFunding }],
    ...more,
  };
}

/** The approved project once its task book is confirmed: it is in progress. */
export async function confirmed(
  app: TestApp,
  { id }: Project,
  more?: Partial<TaskBookPlanInput>,
): Promise<Project> {
  const service = app.get(TaskBooksService);
  const taskBook = (await app.get(TaskBooksReader).ofProject(id))!;
  await service.edit(SYSTEM, { id: taskBook.id, plan: aPlan(taskBook, more) });
  for (const verb of ['SUBMIT', 'CONFIRM'] as const) await service.move(SYSTEM, { id: taskBook.id, verb });
  await app.drain();
  return app.get(ProjectProgress).of(id);
}
