import { startApp, type TestApp } from '../support/app';
import {
  asViewer,
  expected,
  followed,
  throughFacts,
  throughHistory,
  throughList,
  throughNode,
  throughOne,
  throughSubscription,
  VIEWERS,
  type Subject,
} from '../support/matrix';
import { applications, objections, panels, reconsiderations, reviews } from '../support/case-tenants';
import { contracts } from '../support/contract-tenants';
import * as execution from '../support/execution-tenants';
import { robots } from '../support/robot-tenants';
import * as liaison from '../support/liaison-tenants';
import * as funding from '../support/funding-tenants';
import { notifications } from '../support/notification-tenants';
import { achievements, interests, needs, projects } from '../support/tenants';

/** A type joins the matrix with one line here and its table in `test/support/tenants.ts`. */
const SUBJECTS = {
  needs,
  achievements,
  interests,
  projects,
  applications,
  reviews,
  panels,
  objections,
  reconsiderations,
  notifications,
  ...execution,
  robots,
  ...liaison,
  ...funding,
  contracts,
};

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  for (const viewer of VIEWERS) await asViewer(app, viewer);
});
afterAll(() => app.close());

describe.each(Object.entries(SUBJECTS))('what one tenant must not see: %s', (_name, make) => {
  let subject: Subject;

  beforeAll(async () => {
    subject = await make(app);
  });

  it('is a test with something to see and something to hide', () => {
    const pairs = VIEWERS.flatMap((viewer) => subject.rows.map(({ seers }) => seers.includes(viewer)));
    expect(pairs.filter(Boolean).length).toBeGreaterThan(10);
    expect(pairs.filter((seen) => !seen).length).toBeGreaterThan(10);
  });

  it('through the subscription', async () => {
    const arrived = await throughSubscription(app, subject);
    for (const [viewer, names] of arrived)
      expect([viewer, names.sort()]).toEqual([viewer, followed(subject, viewer).sort()]);
  });

  it.each(VIEWERS)(
    'as %s: through node, the root field, lists, counts, history and facts',
    async (viewer) => {
      const client = await asViewer(app, viewer);
      const wanted = expected(subject, viewer).sort();
      const told = followed(subject, viewer).sort();
      const through = async (door: string, found: Promise<string[]>, may = wanted): Promise<void> => {
        expect([door, (await found).sort()]).toEqual([door, may]);
      };
      await through('node', throughNode(subject, client));
      if (subject.one) await through(subject.one, throughOne(subject, client));
      if (subject.history) await through('history', throughHistory(subject, client), told);
      await through('the facts', throughFacts(app, subject, client), told);
      for (const { path, filters = [] } of subject.lists) {
        await through(path.join('.'), throughList(subject, client, path));
        for (const filter of filters) {
          const found = await throughList(subject, client, path, filter);
          expect(found.filter((one) => !wanted.includes(one))).toEqual([]);
        }
      }
    },
  );
});
