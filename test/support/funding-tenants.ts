import { Fund, FundYear, Ledger } from '../../src/areas/ledger';
import { Grant, Instalment, MatchingMoney } from '../../src/areas/grants';
import { grantOpened } from '../../src/areas/grants/grant';
import { instalmentPlanned } from '../../src/areas/grants/instalment';
import { matchingShown } from '../../src/areas/grants/matching';
import { budgetAnnounced } from '../../src/areas/funds/fund.facts';
import type { Topic } from '../../src/kernel/facts';
import { newId } from '../../src/kernel/ids';
import { SYSTEM } from '../../src/kernel/actor';
import type { TestApp } from './app';
import type { Row, Subject, Viewer } from './matrix';
import { OFFICERS, OWNERS, put, running, statesOf, TOLD } from './tenants';

const INSIDERS: readonly Viewer[] = [...OWNERS, ...TOLD, ...OFFICERS];
const BOOKS = 12;

/** A book of a fund of its own. */
async function aBook(app: TestApp): Promise<string> {
  const [fundId, id] = [newId(new Date()), newId(new Date())];
  await put(app, Fund, { id: fundId, code: `tenants-${id}`, name: '公开的资金' });
  await put(app, FundYear, { id, fundId, year: 2026, planned: '1', source: '秘密的来源' });
  return id;
}

/** What a fund holds is the bureau's. */
export async function fundYears(app: TestApp): Promise<Subject> {
  const rows: Row[] = [];
  for (let n = 0; n < BOOKS; n++) rows.push({ uuid: await aBook(app), name: `book ${n}`, seers: OFFICERS });
  return { prefix: 'fundyear', history: false, topic: budgetAnnounced as Topic<never>, rows, lists: [] };
}

/** What was posted is the bureau's. */
export async function postings(app: TestApp): Promise<Subject> {
  const fundYearId = await aBook(app);
  const rows: Row[] = [];
  for (let n = 0; n < BOOKS; n++) {
    const { posting } = await app.get(Ledger).post(SYSTEM, {
      ...{ kind: 'ALLOCATE', key: `tenants ${fundYearId} ${n}`, document: '秘密的文号' },
      lines: [
        { fundYearId, kind: 'SOURCE', amount: '-1' },
        { fundYearId, kind: 'AVAILABLE', amount: '1' },
      ],
    });
    rows.push({ uuid: posting.id, name: `posting ${n}`, seers: OFFICERS });
  }
  return { prefix: 'posting', history: false, topic: budgetAnnounced as Topic<never>, rows, lists: [] };
}

/** Records in every state, each of a project of its own, for its parties and the bureau. */
async function ofProjects(
  app: TestApp,
  prefix: string,
  topic: Topic<never>,
  make: (record: { id: string; state: string; projectId: string }) => Promise<void>,
): Promise<Subject> {
  const rows: Row[] = [];
  for (const state of statesOf(prefix)) {
    const id = newId(new Date());
    await make({ id, state, projectId: await running(app) });
    rows.push({ uuid: id, name: `${prefix} ${state}`, seers: INSIDERS });
  }
  return { prefix, history: false, topic, rows, lists: [] };
}

/** A grant of a project, covered by a budget. */
async function aGrant(app: TestApp, projectId: string): Promise<string> {
  const id = newId(new Date());
  await put(app, Grant, { id, state: 'COMMITTED', projectId, amount: '1', fundYearId: await aBook(app) });
  return id;
}

export const grants = (app: TestApp): Promise<Subject> =>
  ofProjects(app, 'grant', grantOpened as Topic<never>, async (record) =>
    put(app, Grant, { ...record, amount: '1', fundYearId: await aBook(app) }),
  );

export const instalments = (app: TestApp): Promise<Subject> =>
  ofProjects(app, 'instalment', instalmentPlanned as Topic<never>, async (record) => {
    const paid = record.state === 'PAID' ? { paidOn: '2026-01-01', voucher: '秘密' } : {};
    const grantId = await aGrant(app, record.projectId);
    await put(app, Instalment, { ...record, ...paid, grantId, number: 1, amount: '1' });
  });

export const matchingMoney = (app: TestApp): Promise<Subject> =>
  ofProjects(app, 'matching', matchingShown as Topic<never>, async (record) => {
    const [grantId, organisationId] = [
      await aGrant(app, record.projectId),
      await app.personas.organisation('tju'),
    ];
    const content = { amount: '1', receivedOn: '2026-01-01', note: '秘密的凭证', attachmentIds: [] };
    await put(app, MatchingMoney, { ...record, ...content, grantId, organisationId });
  });
