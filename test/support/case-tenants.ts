import { Application, applicationKind } from '../../src/areas/applications';
import { Draw } from '../../src/areas/experts';
import { Objection, objectionStated } from '../../src/areas/objections';
import { Panel, panelKind } from '../../src/areas/panels';
import { Project } from '../../src/areas/projects';
import { Reconsideration, reconsiderationKind } from '../../src/areas/reconsiderations';
import { Review, reviewKind } from '../../src/areas/reviews';
import { ProgrammesReader } from '../../src/areas/programmes';
import { Round } from '../../src/areas/rounds';
import type { Topic } from '../../src/kernel/facts';
import { newId, publicId } from '../../src/kernel/ids';
import type { TestApp } from './app';
import { VIEWERS, type Row, type Subject, type Viewer } from './matrix';
import { OFFICERS, OWNERS, put, SECRET_PROJECT, statesOf, TOLD } from './tenants';

const PARTIES: readonly Viewer[] = [...OWNERS, ...TOLD];
/** From its public notice on an application is known to all. */
const NOTICED = ['PUBLIC_NOTICE', 'OBJECTED', 'APPROVED'];

interface Case {
  readonly leadId: string;
  readonly partyIds: readonly string[];
  readonly roundId: string;
}

/** A round of its own, and the parties: the enterprise leads, tju takes part. */
async function openCase(app: TestApp, year: number): Promise<Case> {
  const [leadId, tju] = [
    await app.personas.organisation('enterprise'),
    await app.personas.organisation('tju'),
  ];
  const roundId = newId(new Date());
  const { id: programmeId, kept: terms } = await app.get(ProgrammesReader).latest();
  const window = {
    opensAt: new Date(`${year}-01-05T01:00:00Z`),
    closesAt: new Date(`${year}-02-20T01:00:00Z`),
  };
  const round = {
    id: roundId,
    version: 1,
    year,
    quarter: 1,
    title: `${year} 年第一季度`,
    state: 'OPEN',
    ...window,
    ...{ programmeId, terms },
  } as const;
  await put(app, Round, round);
  return { leadId, partyIds: [leadId, tju], roundId };
}

/** An application in `state`, with a project of its own, reviewed by `reviewerIds`. */
async function apply(
  app: TestApp,
  { leadId, partyIds, roundId }: Case,
  state: string,
  reviewerIds: readonly string[],
): Promise<string> {
  const [id, projectId] = [newId(new Date()), newId(new Date())];
  const parties = { leadId, partyIds };
  const project = { id: projectId, state: 'APPLIED', ...SECRET_PROJECT, ...parties, readerIds: [] };
  await put(app, Project, project);
  const application = { id, state, roundId, projectId, requestedFunding: '1', ...parties };
  await put(app, Application, { ...application, reviewerPersonIds: reviewerIds });
  return id;
}

/** Applications in every state; reviewer1 reads them for a review. */
export async function applications(app: TestApp): Promise<Subject> {
  const opened = await openCase(app, 2031);
  const { personId } = await app.personas.account('reviewer1');
  const rows: Row[] = [];
  for (const state of statesOf('application')) {
    const uuid = await apply(app, opened, state, [personId]);
    const seers: readonly Viewer[] = NOTICED.includes(state)
      ? VIEWERS
      : [...PARTIES, ...OFFICERS, 'reviewer1'];
    rows.push({ uuid, name: `application ${state}`, seers, followers: [...PARTIES, ...OFFICERS] });
  }
  const topic = applicationKind.lifecycle.moves[0]!.fact as unknown as Topic<never>;
  return {
    ...{ prefix: 'application', one: 'application', history: true, topic, rows },
    lists: [
      { path: ['applications'] },
      { path: [`round(id: "${publicId('round', opened.roundId)}")`, 'applications'] },
    ],
  };
}

/** Reviews of reviewer1 in every state: the officers know of them, the parties only once they are disclosed. */
export async function reviews(app: TestApp): Promise<Subject> {
  const opened = await openCase(app, 2032);
  const { partyIds } = opened;
  const { personId: reviewerId } = await app.personas.account('reviewer1');
  const rows: Row[] = [];
  for (const state of statesOf('review')) {
    const applicationId = await apply(app, opened, 'UNDER_REVIEW', [reviewerId]);
    const [drawId, uuid] = [newId(new Date()), newId(new Date())];
    const drawn = {
      seed: 'x',
      count: 1,
      at: new Date(),
      pool: [reviewerId],
      drawn: [reviewerId],
      excluded: [],
    };
    await put(app, Draw, { id: drawId, applicationId, partyIds, ...drawn });
    await put(app, Review, { id: uuid, state, applicationId, reviewerId, drawId, partyIds });
    const seers: readonly Viewer[] = [...(state === 'DISCLOSED' ? PARTIES : []), ...OFFICERS, 'reviewer1'];
    rows.push({ uuid, name: `review ${state}`, seers, followers: [...OFFICERS, 'reviewer1'] });
  }
  const topic = reviewKind.lifecycle.moves[0]!.fact as unknown as Topic<never>;
  return { prefix: 'review', history: false, topic, rows, lists: [] };
}

/** Panels of reviewer1 in every state: the officers' and the members' alone. */
export async function panels(app: TestApp): Promise<Subject> {
  const opened = await openCase(app, 2034);
  const { partyIds } = opened;
  const { personId } = await app.personas.account('reviewer1');
  const rows: Row[] = [];
  const pairs = ['first', 'second'].flatMap((which) =>
    statesOf('panel').map((state) => [which, state] as const),
  );
  for (const [which, state] of pairs) {
    const applicationId = await apply(app, opened, 'UNDER_REVIEW', [personId]);
    const uuid = newId(new Date());
    const content = {
      position: 1,
      chairId: personId,
      memberIds: [personId],
      quorum: 1,
      convenedAt: new Date(),
    };
    const counts = { supports: 0, opposes: 0, abstentions: 0 };
    await put(app, Panel, { id: uuid, state, applicationId, partyIds, ...content, ...counts });
    rows.push({
      uuid,
      name: `${which} panel ${state}`,
      seers: [...OFFICERS, 'reviewer1'],
      followers: OFFICERS,
    });
  }
  const topic = panelKind.lifecycle.moves[0]!.fact as unknown as Topic<never>;
  return { prefix: 'panel', history: false, topic, rows, lists: [] };
}

/** Reviews of decisions: the parties' and the officers'. */
export async function reconsiderations(app: TestApp): Promise<Subject> {
  const opened = await openCase(app, 2035);
  const { partyIds } = opened;
  const rows: Row[] = [];
  for (const state of statesOf('reconsideration')) {
    const applicationId = await apply(app, opened, 'REJECTED', []);
    const [uuid, decisionId] = [newId(new Date()), newId(new Date())];
    const content = { ground: 'FACTS_WRONG', text: '秘密的理由', askedAt: new Date() } as const;
    const days = { decidedOn: '2035-03-01', dueOn: '2035-05-01' };
    await put(app, Reconsideration, {
      id: uuid,
      state,
      applicationId,
      decisionId,
      partyIds,
      ...content,
      ...days,
    });
    rows.push({ uuid, name: `reconsideration ${state}`, seers: [...PARTIES, ...OFFICERS] });
  }
  const topic = reconsiderationKind.lifecycle.moves[0]!.fact as unknown as Topic<never>;
  const lists = [{ path: ['reconsiderations'], filters: ['open: true'] }];
  return { prefix: 'reconsideration', history: false, topic, rows, lists };
}

/** Objections of the rival: known to it, to the parties and to the officers, though the application is public. */
export async function objections(app: TestApp): Promise<Subject> {
  const opened = await openCase(app, 2033);
  const { accountId: authorAccountId, personId: authorId } = await app.personas.account('rival');
  const rows: Row[] = [];
  for (const upheld of [null, true, false]) {
    const applicationId = await apply(app, opened, 'OBJECTED', []);
    const [uuid, statedAt] = [newId(new Date()), new Date()];
    const content = {
      applicationId,
      text: '秘密的异议',
      statedAt,
      authorAccountId,
      authorId,
      partyIds: opened.partyIds,
    };
    await put(app, Objection, { id: uuid, ...content, upheld });
    rows.push({ uuid, name: `objection ${upheld}`, seers: [...PARTIES, ...OFFICERS, 'rival'] });
  }
  return {
    prefix: 'objection',
    history: false,
    topic: objectionStated as unknown as Topic<never>,
    rows,
    lists: [],
  };
}
