import { Acceptance } from '../../src/areas/acceptances/acceptance';
import { Recovery } from '../../src/areas/acceptances/recovery';
import { ProjectChange } from '../../src/areas/changes/change';
import { Need } from '../../src/areas/needs';
import { Milestone } from '../../src/areas/progress/milestone';
import { ProgressReport } from '../../src/areas/progress/report';
import { TaskBook } from '../../src/areas/taskbooks';
import type { Topic } from '../../src/kernel/facts';
import { newId } from '../../src/kernel/ids';
import { allKinds } from '../../src/kernel/kind';
import type { TestApp } from './app';
import type { Row, Subject, Viewer } from './matrix';
import { OFFICERS, OWNERS, put, running, statesOf, TOLD } from './tenants';

const INSIDERS: readonly Viewer[] = [...OWNERS, ...TOLD, ...OFFICERS];

/** Records of one type in every state, each of a project of its own; `others` know of them too. */
async function records(
  app: TestApp,
  prefix: string,
  content: object,
  { others = [], needId = null }: { others?: readonly Viewer[]; needId?: string | null } = {},
): Promise<Subject> {
  const { entity, lifecycle } = allKinds().find((kind) => kind.prefix === prefix)!;
  const rows: Row[] = [];
  for (const state of statesOf(prefix)) {
    const uuid = newId(new Date());
    await put(app, entity, { id: uuid, state, projectId: await running(app, needId), ...content });
    rows.push({ uuid, name: `${prefix} ${state}`, seers: [...INSIDERS, ...others] });
  }
  const topic = lifecycle.moves[0]!.fact as unknown as Topic<never>;
  return { prefix, history: false, topic, rows, lists: [] };
}

const PLAN: TaskBook['plan'] = { objectives: '秘密的目标', indicators: [], milestones: [], budget: [] };
const DAY = '2027-01-31';

export const taskBooks = (app: TestApp): Promise<Subject> =>
  records(app, 'taskbook', { grantedFunding: '1', dueOn: DAY, plan: PLAN } satisfies Partial<TaskBook>);

export const milestones = (app: TestApp): Promise<Subject> =>
  records(app, 'milestone', {
    ...{ number: 1, title: '秘密的里程碑', deliverable: '秘密', dueOn: DAY },
  } satisfies Partial<Milestone>);

export const reports = (app: TestApp): Promise<Subject> =>
  records(app, 'report', {
    year: 2026,
    dueOn: DAY,
    progress: '秘密的进展',
  } satisfies Partial<ProgressReport>);

export const recoveries = (app: TestApp): Promise<Subject> =>
  records(app, 'recovery', { grantedFunding: '1' } satisfies Partial<Recovery>);

/** The rival is to join: it knows what it is asked to sign. */
export async function changes(app: TestApp): Promise<Subject> {
  const joiningId = await app.personas.organisation('rival');
  const content = { kind: 'PARTY', about: '', reason: '秘密的理由', joiningId } as const;
  const others: readonly Viewer[] = ['rival'];
  return records(app, 'change', content satisfies Partial<ProjectChange>, { others });
}

/** The project answers a need of the rival, which says whether it is met. */
export async function acceptances(app: TestApp): Promise<Subject> {
  const organisationId = await app.personas.organisation('rival');
  const needId = newId(new Date());
  const need = {
    id: needId,
    organisationId,
    title: '公开的需求',
    description: '公开',
    metrics: [],
    disclosedTo: [],
  };
  await put(app, Need, { ...need, state: 'MATCHED', visibility: 'PUBLIC' });
  const content = { summary: '秘密的结题', fundsUsed: '1', results: [], submittedAt: new Date() };
  const others: readonly Viewer[] = ['rival'];
  return records(app, 'acceptance', content satisfies Partial<Acceptance>, { others, needId });
}
