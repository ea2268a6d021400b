import { startApp, type TestApp } from '../../../test/support/app';
import type { Data } from '../../../test/support/client';
import { disagreements } from '../../../test/support/agreement';
import { ANONYMOUS, SYSTEM, type Actor } from '../../kernel/actor';
import { verifyChain } from '../../kernel/facts';
import { publicId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Application } from '../applications';
import { aDraft, moved, TO_NOTICE } from '../applications/application.testing';
import { objectionPolicy } from './objection.policy';
import { ObjectionsReader } from './objections.reader';

const OBJECT =
  'mutation ($input: ObjectInput!) { objectToApplication(input: $input) { id author { name } } }';
const RESOLVE = `mutation ($input: ResolveObjectionInput!) {
  resolveObjection(input: $input) { upheld resolvedAt application { state project { state } } } }`;
const MOVE = 'mutation ($input: MoveApplicationInput!) { moveApplication(input: $input) { state } }';
const LOOK = `query ($id: ID!) { application(id: $id) { state notice { objections { id text reason upheld resolvedAt author { name } actions { name allowed } } }
  history { nodes { topic actorName note } } actions { name code } } }`;

let app: TestApp;
const idOf = ({ id }: Application): string => publicId('application', id);
const look = async (who: Parameters<TestApp['as']>[0], application: Application): Promise<Data> =>
  (await (await app.as(who)).query(LOOK, { id: idOf(application) })).application;
const object = async (who: Parameters<TestApp['as']>[0], application: Application): Promise<string> =>
  (
    await (
      await app.as(who)
    ).mutate(OBJECT, { input: { applicationId: idOf(application), text: `${who} 的异议` } })
  ).objectToApplication.id;
const resolve = async (objectionId: string, upheld: boolean): Promise<Data> =>
  (await (await app.as('bureau')).mutate(RESOLVE, { input: { objectionId, upheld, reason: '经核查' } }))
    .resolveObjection;

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
});
beforeEach(() => app.clock.set('2025-10-13T10:00:00+08:00'));
afterAll(() => app.close());

describe('an objection', () => {
  it('halts the approval until the last one is overruled', async () => {
    const application = await moved(app, await aDraft(app), ...TO_NOTICE);
    const [first, second] = [await object('rival', application), await object('guest', application)];
    await (
      await app.as('rival')
    ).refused('objections.open-already', OBJECT, {
      input: { applicationId: idOf(application), text: '再次' },
    });
    await app
      .anonymous()
      .refused('UNAUTHENTICATED', OBJECT, { input: { applicationId: idOf(application), text: '匿名' } });
    app.clock.set('2025-10-27T10:00:00+08:00');
    const bureau = await app.as('bureau');
    await bureau.refused('move.illegal', MOVE, { input: { id: idOf(application), verb: 'APPROVE' } });
    expect(await resolve(first, false)).toMatchObject({ upheld: false, application: { state: 'OBJECTED' } });
    const input = { objectionId: first, upheld: true, reason: '改判' };
    await bureau.refused('objections.resolved-already', RESOLVE, { input });
    await (await app.as('enterprise')).refused('FORBIDDEN', RESOLVE, { input });
    expect(await resolve(second, false)).toMatchObject({ application: { state: 'PUBLIC_NOTICE' } });
    const { moveApplication } = await bureau.mutate(MOVE, {
      input: { id: idOf(application), verb: 'APPROVE' },
    });
    expect(moveApplication.state).toBe('APPROVED');
    expect(await verifyChain(app.get(UnitOfWork))).toBeNull();
  });

  it('is read by the parties without its author; others read their own', async () => {
    const application = await moved(
      app,
      await aDraft(app, ['enterprise', 'qmu'], { leaderId: (await app.personas.account('qmu')).personId }),
      ...TO_NOTICE,
    );
    await object('rival', application);
    await object('guest', application);
    const texts = async (who: Parameters<TestApp['as']>[0]): Promise<string[]> =>
      (await look(who, application)).notice.objections
        .map(({ text, author }: Data) => `${text} ${author?.name ?? '—'}`)
        .sort();
    expect(await texts('enterprise')).toEqual(['guest 的异议 —', 'rival 的异议 —']);
    expect(await texts('bureau')).toEqual(['guest 的异议 测试 guest', 'rival 的异议 测试 rival']);
    expect(await texts('rival')).toEqual(['rival 的异议 测试 rival']);
    expect(await texts('isl')).toEqual([]);
    const told = (await look('enterprise', application)).history.nodes.find(
      ({ topic }: Data) => topic === 'application.objected',
    );
    expect(told).toEqual({ topic: 'application.objected', actorName: null, note: null });
    const facts = await app.sql(
      "SELECT actor_name FROM facts WHERE topic IN ('application.objected', 'objection.stated') AND actor_name IS NOT NULL",
    );
    // An officer who belongs to a party reads the facts as every officer does.
    expect(facts).toEqual([]);
    const actors: Record<string, Actor> = { anonymous: ANONYMOUS, system: SYSTEM };
    for (const who of [
      'rival',
      'guest',
      'enterprise',
      'colleague',
      'isl',
      'bureau',
      'admin',
      'reviewer1',
    ] as const) {
      actors[who] = await app.personas.actor(who);
    }
    const reader = app.get(ObjectionsReader);
    const records = await reader.list(SYSTEM, sql`TRUE`);
    const found = await disagreements({
      reader,
      policy: objectionPolicy,
      actors,
      records,
      name: ({ text }) => text,
    });
    expect(found.wrong).toEqual([]);
    expect(Math.min(found.seen, found.hidden)).toBeGreaterThan(5);
  });

  it('upheld, rejects the application and frees the project; the others lose their object', async () => {
    const application = await moved(
      app,
      await aDraft(app, ['rival', 'qmu'], { leaderId: (await app.personas.account('rival')).personId }),
      ...TO_NOTICE,
    );
    const [first] = [await object('enterprise', application), await object('guest', application)];
    expect(await resolve(first, true)).toMatchObject({
      upheld: true,
      application: { state: 'REJECTED', project: { state: 'SIGNED' } },
    });
    const { notice } = await look('bureau', application);
    expect(notice.objections.map(({ upheld, resolvedAt }: Data) => [upheld, resolvedAt !== null])).toEqual([[null, true], [true, true]]); // prettier-ignore
    await (await app.as('guest')).refused('NOT_FOUND', LOOK, { id: idOf(application) });
  });

  it('comes while the notice runs: not before, not after its last day', async () => {
    const draft = await aDraft(app, ['rival', 'tju'], {
      leaderId: (await app.personas.account('tju')).personId,
    });
    await moved(app, draft, 'SUBMIT');
    const input = { applicationId: idOf(draft), text: '异议' };
    await (await app.as('guest')).refused('NOT_FOUND', OBJECT, { input });
    await (await app.as('tju')).refused('applications.notice-not-running', OBJECT, { input });
    await moved(app, draft, 'ACCEPT', 'RECOMMEND', 'START_NOTICE');
    app.clock.set('2025-10-18T00:00:00+08:00');
    await (await app.as('guest')).refused('applications.notice-not-running', OBJECT, { input });
    app.clock.set('2025-10-17T23:59:00+08:00');
    const id = await object('guest', draft);
    await (await app.as('rival')).mutate(MOVE, { input: { id: idOf(draft), verb: 'WITHDRAW' } });
    await app.drain();
    const { notice } = await look('bureau', draft);
    expect(notice.objections).toMatchObject([{ id, upheld: null }]);
    expect(notice.objections[0].resolvedAt).not.toBeNull();
  });
});
