import { Need, needDrafted } from '../../src/areas/needs';
import { VISIBILITIES } from '../../src/kernel/visibility';
import { Achievement, achievementDrafted } from '../../src/areas/achievements';
import { Interest, interestExpressed } from '../../src/areas/interests';
import { Project, projectKind } from '../../src/areas/projects';
import { newId } from '../../src/kernel/ids';
import type { Topic } from '../../src/kernel/facts';
import { allKinds } from '../../src/kernel/kind';
import { publicId } from '../../src/kernel/ids';
import type { TestApp } from './app';
import { VIEWERS, type Row, type Subject, type Viewer } from './matrix';

/** Written apart from the policies on purpose: what each viewer is to the records below. */
export const OWNERS: readonly Viewer[] = ['enterprise', 'colleague'];
const VERIFIED: readonly Viewer[] = ['enterprise', 'colleague', 'rival', 'tju', 'reviewer1', 'reviewer2'];
export const OFFICERS: readonly Viewer[] = ['bureau'];
/** Members of the organisation that the owner has told, a party of the owner's projects. */
export const TOLD: readonly Viewer[] = ['tju'];

export const statesOf = (prefix: string): readonly string[] =>
  allKinds().find((kind) => kind.prefix === prefix)!.lifecycle.states;

/** Stores a record as it is, past the services: states that take long to reach. */
export async function put(app: TestApp, entity: new () => object, row: object): Promise<void> {
  await app.dataSource.manager.insert(entity, row);
}

/** The content of a project. */
export const SECRET_PROJECT = {
  title: '秘密的项目',
  summary: '秘密',
  agreement: {},
  contentHash: 'x',
  requestedFunding: '1',
  createdAt: new Date(),
};

/** A running project that all know of, led by the enterprise with tju; it answers the need, if there is one. */
export async function running(app: TestApp, needId: string | null = null): Promise<string> {
  const [leadId, tju] = [
    await app.personas.organisation('enterprise'),
    await app.personas.organisation('tju'),
  ];
  const id = newId(new Date());
  const rights = { leadId, partyIds: [leadId, tju], disclosed: true };
  await put(app, Project, { id, state: 'IN_PROGRESS', ...SECRET_PROJECT, ...rights, needId });
  return id;
}

/** Who sees what is offered to others (needs, achievements), by the rules of the domain. */
function seersOf(
  state: string,
  visibility: string,
  told: boolean,
  findable: readonly string[],
): readonly Viewer[] {
  const open = findable.includes(state);
  if (open && visibility === 'PUBLIC') return VIEWERS;
  return [
    ...OWNERS,
    ...(open && visibility === 'MEMBERS' ? VERIFIED : []),
    ...(told ? TOLD : []),
    ...(state === 'DRAFT' ? [] : OFFICERS),
  ];
}

type Make = (content: {
  id: string;
  state: string;
  visibility: string;
  disclosedTo: string[];
  title: string;
}) => Promise<unknown>;

/** Every state × visibility, and what is confidential also told to tju. */
async function offers(prefix: string, tju: string, findable: readonly string[], make: Make): Promise<Row[]> {
  const rows: Row[] = [];
  for (const state of statesOf(prefix)) {
    for (const visibility of VISIBILITIES) {
      for (const told of visibility === 'CONFIDENTIAL' ? [false, true] : [false]) {
        const uuid = newId(new Date());
        const name = `${prefix} ${state} ${visibility}${told ? ' told' : ''}`;
        await make({ id: uuid, state, visibility, disclosedTo: told ? [tju] : [], title: `秘密 ${name}` });
        const followers = [...OWNERS, ...(state === 'DRAFT' ? [] : OFFICERS)];
        rows.push({ uuid, name, seers: seersOf(state, visibility, told, findable), followers });
      }
    }
  }
  return rows;
}

/** The needs of the enterprise. */
export async function needs(app: TestApp): Promise<Subject> {
  const [organisationId, tju] = [
    await app.personas.organisation('enterprise'),
    await app.personas.organisation('tju'),
  ];
  const common = { organisationId, description: '秘密的描述', metrics: [], keywords: [], sectors: [] };
  const rows = await offers('need', tju, ['OPEN', 'MATCHED'], (content) =>
    put(app, Need, { ...common, ...content }),
  );
  const owner = `organisation(id: "${publicId('org', organisationId)}")`;
  const filters = ['filter: { text: "秘密" }', 'filter: { states: [DRAFT, OPEN, CLOSED] }'];
  return {
    ...{ prefix: 'need', one: 'need', history: true, topic: needDrafted as Topic<never>, rows },
    lists: [{ path: ['needs'], filters }, { path: [owner, 'needs'] }],
  };
}

/** The achievements of the enterprise. */
export async function achievements(app: TestApp): Promise<Subject> {
  const [organisationId, tju] = [
    await app.personas.organisation('enterprise'),
    await app.personas.organisation('tju'),
  ];
  const common = { organisationId, abstract: '秘密的摘要', keywords: [], patents: [], modes: [] };
  const rows = await offers('achievement', tju, ['OPEN'], (content) =>
    put(app, Achievement, { ...common, ...content }),
  );
  const owner = `organisation(id: "${publicId('org', organisationId)}")`;
  return {
    ...{
      prefix: 'achievement',
      one: 'achievement',
      history: true,
      topic: achievementDrafted as Topic<never>,
      rows,
    },
    lists: [
      { path: ['achievements'], filters: ['filter: { text: "秘密" }'] },
      { path: [owner, 'achievements'] },
    ],
  };
}

/** A need that everybody may read. */
async function publicNeed(app: TestApp, organisationId: string): Promise<string> {
  const id = newId(new Date());
  const need = { id, organisationId, title: '公开的需求', description: '公开', metrics: [], disclosedTo: [] };
  await put(app, Need, { ...need, state: 'OPEN', visibility: 'PUBLIC' });
  return id;
}

/** Interests that tju has expressed in a public need of the enterprise: the two of them and the bureau know. */
export async function interests(app: TestApp): Promise<Subject> {
  const [toId, tju] = [await app.personas.organisation('enterprise'), await app.personas.organisation('tju')];
  const qmu = await app.personas.organisation('qmu');
  const needId = await publicNeed(app, toId);
  const rows: Row[] = [];
  for (const state of statesOf('interest')) {
    const uuid = newId(new Date());
    const fromTju = state !== 'ESCALATED'; // one sender has one unanswered interest in one need
    const about = { needId, targetId: needId, achievementId: null, fromId: fromTju ? tju : qmu, toId };
    await put(app, Interest, { id: uuid, state, ...about, message: '秘密的来信', createdAt: new Date() });
    rows.push({ uuid, name: `interest ${state}`, seers: [...OWNERS, ...(fromTju ? TOLD : []), ...OFFICERS] });
  }
  const topic = interestExpressed as Topic<never>;
  const lists = [{ path: [`need(id: "${publicId('need', needId)}")`, 'interests'] }];
  return { prefix: 'interest', history: false, topic, rows, lists };
}

/** Projects that the enterprise leads and tju takes part in; `disclosed` since their public notice; read by reviewer1. */
export async function projects(app: TestApp): Promise<Subject> {
  const [leadId, tju] = [
    await app.personas.organisation('enterprise'),
    await app.personas.organisation('tju'),
  ];
  const { personId } = await app.personas.account('reviewer1');
  const rows: Row[] = [];
  for (const state of statesOf('project')) {
    for (const disclosed of [false, true]) {
      const uuid = newId(new Date());
      const rights = { leadId, partyIds: [leadId, tju], readerIds: [personId], disclosed };
      await put(app, Project, { id: uuid, state, ...SECRET_PROJECT, ...rights });
      const seers: readonly Viewer[] = disclosed ? VIEWERS : [...OWNERS, ...TOLD, ...OFFICERS, 'reviewer1'];
      const followers = [...OWNERS, ...TOLD, ...OFFICERS];
      rows.push({ uuid, name: `project ${state}${disclosed ? ' disclosed' : ''}`, seers, followers });
    }
  }
  const topic = projectKind.lifecycle.moves[0]!.fact as unknown as Topic<never>;
  return { prefix: 'project', one: 'project', history: true, topic, rows, lists: [{ path: ['projects'] }] };
}
