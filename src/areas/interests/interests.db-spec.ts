import { startApp, type TestApp } from '../../../test/support/app';
import { actorWith } from '../../../test/support/actors';
import { disagreements } from '../../../test/support/agreement';
import type { ApiClient, Data } from '../../../test/support/client';
import type { OrganisationName } from '../../../test/support/personas';
import { ANONYMOUS, SYSTEM } from '../../kernel/actor';
import { newId } from '../../kernel/ids';
import { Interest } from './interest';
import { INTEREST_STATES } from './interest.lifecycle';
import { interestPolicy } from './interest.policy';
import { InterestsReader } from './interests.reader';

type Variables = NonNullable<Parameters<ApiClient['query']>[1]>;

const FIELDS =
  'id version state message answer answerDueOn need { id } achievement { id } from { name } to { name } actions { name allowed code }';
const EXPRESS = `mutation($input: ExpressInterestInput!) { expressInterest(input: $input) { ${FIELDS} } }`;
const ANSWER = `mutation($input: AnswerInterestInput!) { answerInterest(input: $input) { ${FIELDS} } }`;
const WITHDRAW = `mutation($id: ID!) { withdrawInterest(id: $id) { ${FIELDS} } }`;
const READ = `query($id: ID!) { node(id: $id) { ... on Interest { ${FIELDS} } } }`;
const LIST = `query($states: [InterestState!], $mine: Boolean) { interests(states: $states, mine: $mine) { nodes { id } totalCount } }`;
const NEED = `query($id: ID!) { need(id: $id) { state interests { nodes { id } totalCount } } }`;
const DRAFT_NEED = 'mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id } }';
const MOVE_NEED = 'mutation($input: MoveNeedInput!) { moveNeed(input: $input) { id state } }';
const DRAFT = 'mutation($input: DraftAchievementInput!) { draftAchievement(input: $input) { id } }';
const MOVE = 'mutation($input: MoveAchievementInput!) { moveAchievement(input: $input) { id } }';

let app: TestApp;
let enterprise: ApiClient;
let tju: ApiClient;
let isl: ApiClient;
let bureau: ApiClient;

const openNeed = async (visibility = 'MEMBERS'): Promise<string> => {
  const input = {
    organisationId: await app.organisation('enterprise'),
    visibility,
    title: '高镁锂比卤水提锂吸附剂国产化',
    description:
      '老卤镁锂比约四十，现用进口吸附剂溶损偏高，需在夏季二十五度、冬季零下工况下稳定运行，已试过两家国产产品，循环两百次后吸附容量衰减三成以上。',
    metrics: [{ name: '溶损率', target: '≤ 0.05' }],
    budgetMax: '100',
  };
  const { id } = (await enterprise.mutate(DRAFT_NEED, { input })).draftNeed as { id: string };
  await enterprise.mutate(MOVE_NEED, { input: { id, verb: 'SUBMIT' } });
  await bureau.mutate(MOVE_NEED, { input: { id, verb: 'APPROVE' } });
  return id;
};
const offer = async (visibility = 'PUBLIC', open = true): Promise<string> => {
  const input = {
    organisationId: await app.organisation('tju'),
    visibility,
    title: '锂吸附剂',
    abstract: '一种面向盐湖卤水的锂吸附材料及其成型方法。',
  };
  const { id } = (await tju.mutate(DRAFT, { input })).draftAchievement as { id: string };
  if (!open) return id;
  await tju.mutate(MOVE, { input: { id, verb: 'SUBMIT' } });
  await bureau.mutate(MOVE, { input: { id, verb: 'APPROVE' } });
  return id;
};
const asking = async (about: object, at: OrganisationName = 'tju'): Promise<Variables> => ({
  input: { organisationId: await app.organisation(at), message: '我们有相关成果，愿意对接。', ...about },
});
const express = async (about: object, client = tju, at: OrganisationName = 'tju'): Promise<Data> =>
  (await client.mutate(EXPRESS, await asking(about, at))).expressInterest;
const answer = async (id: string, accept: boolean, client = enterprise): Promise<Data> =>
  (await client.mutate(ANSWER, { input: { id, accept, message: '好' } })).answerInterest;
const idsOf = ({ interests }: Data): string[] => (interests.nodes as Data[]).map(({ id }) => id as string);

beforeAll(async () => {
  app = await startApp({ now: '2025-03-14T09:00:00+08:00' });
  [enterprise, tju, isl, bureau] = [
    await app.as('enterprise'),
    await app.as('tju'),
    await app.as('isl'),
    await app.as('bureau'),
  ];
});
afterAll(() => app.close());

describe('an interest', () => {
  it('is to be answered within five working days of the Chinese calendar', async () => {
    app.clock.set('2025-09-29T09:00:00+08:00');
    const asked = await express({ needId: await openNeed() });
    expect(asked).toMatchObject({ state: 'OPEN', version: 1, answer: null, answerDueOn: '2025-10-13' });
    expect(asked.from.name).toBe('测试工业大学');
    expect(asked.to.name).toBe('青海测试锂盐有限公司');
  });

  it('is escalated once when nobody answers in time, and can still be answered', async () => {
    app.clock.set('2025-03-14T09:00:00+08:00');
    const { id, answerDueOn } = await express({ needId: await openNeed() });
    expect(answerDueOn).toBe('2025-03-21');
    app.clock.set('2025-03-21T23:00:00+08:00');
    await app.runTicks();
    expect((await tju.query(READ, { id })).node.state).toBe('OPEN');
    app.clock.set('2025-03-22T00:30:00+08:00');
    await Promise.all([app.runTicks(), app.runTicks()]);
    await app.runTicks();
    expect((await bureau.query(READ, { id })).node).toMatchObject({ state: 'ESCALATED', version: 2 });
    expect(idsOf(await bureau.query(LIST, { states: ['ESCALATED'] }))).toContain(id);
    const facts = await app.sql(`SELECT 1 FROM facts WHERE topic = 'interest.escalated'`);
    expect(facts).toHaveLength(1);
    expect((await answer(id, false)).state).toBe('DECLINED');
  });

  it('accepted: the need is matched, and what it is about is disclosed to the other side', async () => {
    const needId = await openNeed('CONFIDENTIAL');
    await tju.refused('NOT_FOUND', EXPRESS, await asking({ needId }));
    const [secret, plain] = [await offer('CONFIDENTIAL'), await openNeed()];
    const asked = await express({ needId: plain, achievementId: secret });
    expect((await enterprise.query(READ, { id: asked.id })).node).toMatchObject({
      achievement: null,
      need: { id: plain },
    });
    await tju.refused('FORBIDDEN', ANSWER, { input: { id: asked.id, accept: true } });
    expect(await answer(asked.id, true)).toMatchObject({
      state: 'ACCEPTED',
      answer: '好',
      achievement: { id: secret },
    });
    expect((await tju.query(NEED, { id: plain })).need.state).toBe('MATCHED');
    const told = await app.sql(
      `SELECT 1 FROM facts WHERE topic IN ('need.disclosed', 'achievement.disclosed')`,
    );
    expect(told).toHaveLength(2);
    await enterprise.refused('move.illegal', ANSWER, { input: { id: asked.id, accept: false } });
  });

  it('accepted, leaves those of others open; a second one can be accepted too', async () => {
    const needId = await openNeed();
    const [first, second] = [await express({ needId }), await express({ needId }, isl, 'isl')];
    await answer(first.id, true);
    expect((await isl.query(READ, { id: second.id })).node.state).toBe('OPEN');
    expect((await answer(second.id, true)).state).toBe('ACCEPTED');
  });

  it('can go from an enterprise to an achievement, with its own need', async () => {
    const [achievementId, needId] = [await offer(), await openNeed('CONFIDENTIAL')];
    const asked = await express({ achievementId, needId }, enterprise, 'enterprise');
    expect(asked.to.name).toBe('测试工业大学');
    expect((await tju.query(READ, { id: asked.id })).node.need).toBeNull();
    expect(await answer(asked.id, true, tju)).toMatchObject({ state: 'ACCEPTED', need: { id: needId } });
    expect((await tju.query(NEED, { id: needId })).need.state).toBe('MATCHED');
  });

  it('is known to the two organisations and the bureau only', async () => {
    const needId = await openNeed('PUBLIC');
    const { id } = await express({ needId });
    for (const client of [isl, await app.as('guest'), app.anonymous(), await app.as('admin')]) {
      await client.refused('NOT_FOUND', READ, { id });
      expect((await client.query(NEED, { id: needId })).need.interests).toEqual({ nodes: [], totalCount: 0 });
    }
    for (const client of [tju, enterprise, bureau, await app.as('colleague')]) {
      expect((await client.query(READ, { id })).node.id).toBe(id);
      expect((await client.query(NEED, { id: needId })).need.interests.totalCount).toBe(1);
    }
    expect(idsOf(await bureau.query(LIST, { mine: true }))).toEqual([]);
    expect(idsOf(await tju.query(LIST, { mine: true, states: ['OPEN'] }))).toContain(id);
    await app.anonymous().refused('UNAUTHENTICATED', LIST);
  });

  it('is refused where it makes no sense', async () => {
    const needId = await openNeed();
    await express({ needId });
    await tju.refused('interests.already-open', EXPRESS, await asking({ needId }));
    await tju.refused('interests.about-nothing', EXPRESS, await asking({}));
    await tju.refused('interests.not-member', EXPRESS, await asking({ needId }, 'isl'));
    await enterprise.refused('interests.own', EXPRESS, await asking({ needId }, 'enterprise'));
    const achievementId = await offer();
    await isl.refused('interests.neither-own', EXPRESS, await asking({ needId, achievementId }, 'isl'));
    await tju.refused(
      'interests.not-open',
      EXPRESS,
      await asking({ needId: await openNeed(), achievementId: await offer('PUBLIC', false) }),
    );
    const shown = await openNeed('PUBLIC');
    await (
      await app.as('newcomer')
    ).refused('interests.unverified', EXPRESS, await asking({ needId: shown }, 'newcomer'));
    await enterprise.mutate(MOVE_NEED, { input: { id: shown, verb: 'CLOSE' } });
    await tju.refused('NOT_FOUND', EXPRESS, await asking({ needId: shown }));
  });

  it('expressed twice at once is there once', async () => {
    const needId = await openNeed();
    const variables = await asking({ needId });
    const answers = await Promise.all([
      tju.ask(EXPRESS, variables),
      tju.ask(EXPRESS, variables),
      tju.ask(EXPRESS, variables),
    ]);
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    const codes = answers.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions.code);
    expect(codes).toEqual(['interests.already-open', 'interests.already-open']);
  });

  it('can be taken back by its sender, and asked again', async () => {
    const needId = await openNeed();
    const { id } = await express({ needId });
    await enterprise.refused('FORBIDDEN', WITHDRAW, { id });
    const { withdrawInterest } = await tju.mutate(WITHDRAW, { id });
    expect(withdrawInterest).toMatchObject({ state: 'WITHDRAWN', version: 2 });
    await express({ needId });
  });

  it('is not accepted once what it is about is closed', async () => {
    const needId = await openNeed();
    const { id } = await express({ needId });
    await enterprise.mutate(MOVE_NEED, { input: { id: needId, verb: 'CLOSE' } });
    await enterprise.refused('interests.not-open', ANSWER, { input: { id, accept: true } });
    expect((await tju.query(READ, { id })).node).toMatchObject({ state: 'OPEN', need: null });
    expect((await answer(id, false)).state).toBe('DECLINED');
  });
});

describe('who may know of an interest', () => {
  it('is the same for a list as for one record', async () => {
    const [from, to] = [await app.personas.organisation('qmu'), await app.personas.organisation('rival')];
    const [{ id: needId }] = (await app.sql<{ id: string }>('SELECT id FROM needs LIMIT 1')) as [
      { id: string },
    ];
    const records = INTEREST_STATES.map((state) =>
      Object.assign(new Interest(), {
        ...{
          id: newId(new Date()),
          version: 1,
          state,
          needId,
          achievementId: null,
          targetId: newId(new Date()),
          fromId: from,
          toId: to,
        },
        ...{
          message: '问',
          answer: null,
          answerDueOn: null,
          createdAt: new Date(),
          answeredAt: null,
          createdById: null,
        },
      }),
    );
    await app.dataSource.manager.insert(Interest, records);
    const actors = {
      anonymous: ANONYMOUS,
      system: SYSTEM,
      guest: actorWith(),
      sender: actorWith({ organisationIds: [from] }),
      asked: actorWith({ organisationIds: [to] }),
      stranger: actorWith({ organisationIds: [newId(new Date())] }),
      bureau: actorWith({ roles: ['BUREAU_OFFICER'] }),
      admin: actorWith({ roles: ['ADMIN'] }),
    };
    const reader = app.get(InterestsReader);
    const found = await disagreements({
      reader,
      policy: interestPolicy,
      actors,
      records,
      name: ({ state }) => state,
    });
    expect(found).toEqual({ wrong: [], seen: 20, hidden: 20 });
  });
});
