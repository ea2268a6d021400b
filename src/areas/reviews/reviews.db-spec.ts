import type { TestApp } from '../../../test/support/app';
import type { ApiClient } from '../../../test/support/client';
import { publicId } from '../../kernel/ids';
import { DETERMINE, judgement, outside, Panel, SUBMIT } from '../../../test/support/panel';

let panel: Panel;
let t: TestApp;
let bureau: ApiClient;

beforeAll(async () => {
  panel = await Panel.open();
  ({ app: t, bureau } = panel);
});
afterAll(() => t.close());

describe('sealed reviews', () => {
  it('open to the bureau when all are in, and to the parties, without names, after the determination', async () => {
    const application = await panel.application();
    const party = await t.as('enterprise');
    const drawn = await panel.draw(application);
    const [first, ...others] = drawn;
    await panel.submitAll([first!], [70]);

    const sealed = await panel.look(bureau, application);
    expect(sealed.averageScore).toBeNull();
    expect(sealed.reviews).toHaveLength(3);
    expect(sealed.reviews[0]).toMatchObject({
      total: null,
      recommendation: null,
      comment: null,
      scores: null,
    });
    expect(sealed.reviews.map((review) => review.submittedAt !== null)).toEqual([true, false, false]);
    expect(await panel.look(party, application)).toMatchObject({
      reviews: [],
      averageScore: null,
      draws: [],
    });

    const own = await panel.look(await panel.clientOf(first!), application);
    expect(own).toMatchObject({
      averageScore: null,
      draws: [],
      project: { title: '测试项目 enterprise、tju、isl' },
    });
    expect(own.reviews).toHaveLength(1);
    expect(own.reviews[0]).toMatchObject({
      total: 70,
      comment: '值得支持',
      reviewer: { id: first!.reviewer.id },
    });

    const early = {
      input: { applicationId: outside(application), recommend: true, grantedFunding: '1', reason: 'x' },
    };
    expect((await bureau.refused('reviews.outstanding', DETERMINE, early)).extensions.params).toEqual({
      outstanding: 2,
    });

    await panel.submitAll(others, [80, 85]);
    expect(await panel.look(bureau, application)).toMatchObject({
      averageScore: 78.33,
      reviews: [{ total: 70 }, { total: 80 }, { total: 85 }],
    });
    expect(await panel.look(party, application)).toMatchObject({ reviews: [], averageScore: null });

    const input = {
      applicationId: outside(application),
      recommend: true,
      grantedFunding: '800000.00',
      reason: '专家一致支持',
    };
    const { determineApplication } = await bureau.mutate<{ determineApplication: object }>(DETERMINE, {
      input,
    });
    expect(determineApplication).toMatchObject({ state: 'RECOMMENDED', grantedFunding: '800000.00' });
    const told = await panel.look(party, application);
    expect(told.averageScore).toBe(78.33);
    expect(told.reviews).toHaveLength(3);
    for (const review of told.reviews) {
      expect(review).toMatchObject({
        comment: '值得支持',
        recommendation: 'SUPPORT',
        reviewer: null,
        submittedAt: null,
        scores: null,
        conflicts: [],
      });
    }
    expect(await panel.look(await t.as('rival'), application).catch((e: Error) => e.message)).toContain(
      'NOT_FOUND',
    );
  });

  it('let the application be determined when they are all in, and say before what is missing', async () => {
    const application = await panel.application();
    const bureau = await t.as('bureau');
    const query = 'query ($id: ID!) { application(id: $id) { actions { name allowed code } } }';
    const determine = async (): Promise<object | undefined> => {
      const found = await bureau.query<{ application: { actions: { name: string }[] } }>(query, {
        id: outside(application),
      });
      return found.application.actions.find(({ name }) => name === 'DETERMINE');
    };
    expect(await determine()).toEqual({ name: 'DETERMINE', allowed: false, code: 'reviews.none-drawn' });
    const drawn = await panel.draw(application);
    expect(await determine()).toEqual({ name: 'DETERMINE', allowed: false, code: 'reviews.outstanding' });
    await panel.submitAll(drawn);
    expect(await determine()).toEqual({ name: 'DETERMINE', allowed: true, code: null });
  });

  it('leave no trace in what a party or a colleague can reach', async () => {
    const application = await panel.application();
    const drawn = await panel.draw(application);
    await panel.submitAll(drawn);
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    for (const persona of ['enterprise', 'tju', 'rival', 'admin'] as const) {
      await (await t.as(persona)).refused('NOT_FOUND', node, { id: drawn[0]!.id });
    }
    await (
      await panel.clientOf(drawn[1]!)
    ).refused('NOT_FOUND', 'query ($id: ID!) { draw: node(id: $id) { id } }', {
      id: publicId(
        'draw',
        (await t.sql<{ id: string }>('SELECT id FROM draws WHERE application_id = $1', [application.id]))[0]!
          .id,
      ),
    });
    const history =
      'query ($id: ID!) { application(id: $id) { history { totalCount nodes { topic actorName note } } } }';
    const told = await (await t.as('enterprise')).query<object>(history, { id: outside(application) });
    expect(JSON.stringify(told)).not.toMatch(/review|draw/);
    expect(
      (await (await t.as('enterprise')).query<{ reviews: object[] }>('{ reviews { id } }')).reviews,
    ).toEqual([]);
  });

  it('do not tell the parties when something happened to them, nor the application who judged it', async () => {
    const application = await panel.application();
    const drawn = await panel.draw(application);
    await panel.submitAll(drawn);
    const input = {
      applicationId: outside(application),
      ...{ recommend: false, reason: '牵头单位被列入失信名单', proceduralGround: 'INTEGRITY' },
    };
    await bureau.mutate(DETERMINE, { input });
    const history = `query ($id: ID!) { application(id: $id) {
      history { nodes { topic actorName note } } reviews { comment history { totalCount nodes { topic } } } } }`;
    const told = await (await t.as('tju')).query(history, { id: outside(application) });
    const untold = { comment: '值得支持', history: { totalCount: 0, nodes: [] } };
    expect(told.application.reviews).toEqual(Array(3).fill(untold));
    expect(JSON.stringify(told)).toContain('application.');
    expect(JSON.stringify(told)).not.toMatch(/测试 reviewer/);
    expect(JSON.stringify(await bureau.query(history, { id: outside(application) }))).toContain(
      'review.submitted',
    );
    const weighed = await t.sql(
      `SELECT payload FROM facts WHERE topic = 'application.experts-weighed' AND subject_id = $1`,
      [application.id],
    );
    const payload = { recommend: false, average: 80, panel: null, againstExperts: true };
    expect(weighed).toEqual([{ payload: { ...payload, proceduralGround: 'INTEGRITY' } }]);
  });

  it('open once, where the last are handed in at the same moment', async () => {
    const application = await panel.application();
    const drawn = await panel.draw(application, 5);
    await Promise.all(drawn.map((review) => panel.submitAll([review])));
    const { reviews } = await panel.look(bureau, application);
    expect(reviews.map(({ state }) => state)).toEqual(Array(5).fill('OPENED'));
  });

  it('are taken only from the reviewer, once, complete, while under review', async () => {
    const application = await panel.application();
    const [review, other] = await panel.draw(application);
    const mine = await panel.clientOf(review!);
    await (await panel.clientOf(other!)).refused('NOT_FOUND', SUBMIT, judgement(review!));
    await bureau.refused('FORBIDDEN', SUBMIT, judgement(review!));
    await (await t.as('enterprise')).refused('NOT_FOUND', SUBMIT, judgement(review!));
    const scores = [{ criterion: 'INNOVATION', score: 80 }];
    const partial = { input: { ...judgement(review!).input, scores } };
    await mine.refused('reviews.criterion-missing', SUBMIT, partial);
    await mine.refused('input.too-large', SUBMIT, judgement(review!, 101));
    await mine.refused('input.too-small', SUBMIT, judgement(review!, -1));
    await mine.mutate(SUBMIT, judgement(review!));
    await mine.refused('move.illegal', SUBMIT, judgement(review!));
    await t.sql(`UPDATE applications SET state = 'RECOMMENDED' WHERE id = $1`, [application.id]);
    await (await panel.clientOf(other!)).refused('reviews.not-under-review', SUBMIT, judgement(other!));
  });
});

describe('an application withdrawn under review', () => {
  it('drops its reviews', async () => {
    const application = await panel.application();
    const drawn = await panel.draw(application);
    const withdraw = `mutation ($input: MoveApplicationInput!) { moveApplication(input: $input) { state } }`;
    const input = { id: outside(application), verb: 'WITHDRAW', note: '改变计划' };
    await (await t.as('enterprise')).mutate(withdraw, { input });
    await t.drain();
    const states = await t.sql('SELECT DISTINCT state FROM reviews WHERE application_id = $1', [
      application.id,
    ]);
    expect(states).toEqual([{ state: 'VOID' }]);
    await (await panel.clientOf(drawn[0]!)).refused('move.illegal', SUBMIT, judgement(drawn[0]!));
  });
});
