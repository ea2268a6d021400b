import { AccountsService } from '../../src/areas/accounts';
import type { Application } from '../../src/areas/applications';
import { aDraft, moved } from '../../src/areas/applications/application.testing';
import { revised } from '../../src/areas/programmes/programme.testing';
import { SYSTEM } from '../../src/kernel/actor';
import { publicId } from '../../src/kernel/ids';
import { startApp, type TestApp } from '../support/app';
import type { Data } from '../support/client';
import { brokenInvariants } from '../support/invariants';
import { DETERMINE, DRAW, judgement, personaOf, REVIEWERS, SUBMIT, type Drawn } from '../support/panel';
import type { Persona } from '../support/personas';

const ASK = `mutation ($input: AskReconsiderationInput!) { askReconsideration(input: $input) {
  id state ground decidedOn dueOn application { state } } }`;
const ANSWER = `mutation ($input: AnswerReconsiderationInput!) { answerReconsideration(input: $input) {
  state reason judgedAnew application { state project { state } reviews { state } } } }`;
const LOOK = `query ($id: ID!) { application(id: $id) { state determinationReason reconsiderableUntil
  project { state } reviews { state reviewer { id } } determinations { recommend }
  reconsiderations { id state reason askedBy { name } actions { name allowed code } history { nodes { topic actorName } } } } }`;
const MOVE = 'mutation ($input: MoveApplicationInput!) { moveApplication(input: $input) { state } }';
const DESK = '{ reconsiderations(open: true) { nodes { id dueOn } } }';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
  await revised(app, { 'applications.leader-projects': 100 });
  for (const reviewer of REVIEWERS) await app.as(reviewer);
  // A second officer: the decision of one is reviewed by another.
  await app.as('guest');
  await app.get(AccountsService).setRole(SYSTEM, 'guest@test.example', 'BUREAU_OFFICER', true);
});
afterAll(async () => {
  await app.drain();
  expect(await brokenInvariants(app)).toEqual({});
  await app.close();
});

const idOf = ({ id }: Application): string => publicId('application', id);
const ask = (application: Application, more: object = {}): { input: object } => ({
  input: { applicationId: idOf(application), ground: 'FACTS_WRONG', text: '所依据的事实有误', ...more },
});
const asked = async (who: Persona, application: Application): Promise<Data> =>
  (await (await app.as(who)).mutate<Data>(ASK, ask(application))).askReconsideration;
const answer = (reconsiderationId: string, uphold: boolean, more: object = {}): { input: object } => ({
  input: { reconsiderationId, uphold, reason: '经复审', ...more },
});
const look = async (who: Persona, application: Application): Promise<Data> =>
  (await (await app.as(who)).query<Data>(LOOK, { id: idOf(application) })).application;

/** An application that the officer refuses. */
async function refused(day: string): Promise<Application> {
  app.clock.set(`${day}T10:00:00+08:00`);
  const application = await moved(app, await aDraft(app), 'SUBMIT');
  const input = {
    id: idOf(application),
    verb: 'REFUSE',
    note: '不符合指南',
    grounds: ['GUIDELINE_MISMATCH'],
  };
  await (await app.as('bureau')).mutate(MOVE, { input });
  return application;
}

/** An application that the officer rejects, as the experts advise. */
async function rejected(): Promise<[Application, Drawn[]]> {
  const application = await moved(app, await aDraft(app, ['enterprise', 'tju']), 'SUBMIT', 'ACCEPT');
  const bureau = await app.as('bureau');
  const drawn = await draw(application);
  await bureau.mutate(DETERMINE, {
    input: { applicationId: idOf(application), recommend: false, reason: '专家不支持' },
  });
  return [application, drawn];
}

async function draw(application: Application, score = 40): Promise<Drawn[]> {
  const input = { applicationId: idOf(application), count: 3, seed: 'seed' };
  const { drawReviewers } = await (
    await app.as('bureau')
  ).mutate<{ drawReviewers: Drawn[] }>(DRAW, { input });
  for (const review of drawReviewers)
    await (await app.as(personaOf(review))).mutate(SUBMIT, judgement(review, score));
  return drawReviewers;
}

describe('a review of a decision', () => {
  it('is asked by who may bind a party, once, within 15 days, on a ground of the list', async () => {
    const application = await refused('2025-10-13');
    const enterprise = await app.as('enterprise');
    expect((await look('tju', application)).reconsiderableUntil).toBe('2025-10-28');
    await (await app.as('colleague')).refused('reconsiderations.not-representative', ASK, ask(application));
    await (await app.as('rival')).refused('NOT_FOUND', ASK, ask(application));
    await (await app.as('bureau')).refused('reconsiderations.not-representative', ASK, ask(application));
    const scholarly = await enterprise.ask(ASK, ask(application, { ground: 'SCHOLARLY_DISAGREEMENT' }));
    expect(scholarly.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const pending = await moved(app, await aDraft(app, ['enterprise', 'tju']), 'SUBMIT');
    await enterprise.refused('reconsiderations.nothing-decided', ASK, ask(pending));
    app.clock.set('2025-10-29T00:00:00+08:00');
    const late = await enterprise.refused('reconsiderations.too-late', ASK, ask(application));
    expect(late.extensions.params).toEqual({ last: '2025-10-28' });
    app.clock.set('2025-10-28T23:59:00+08:00');
    // Not the lead alone: any party may ask.
    const made = await asked('tju', application);
    expect(made).toMatchObject({ state: 'ASKED', decidedOn: '2025-10-13', dueOn: '2025-12-27' });
    await enterprise.refused('reconsiderations.asked-already', ASK, ask(application));
    for (const stranger of ['rival', 'reviewer1', 'admin'] as const)
      await (
        await app.as(stranger)
      ).refused('NOT_FOUND', 'query ($id: ID!) { node(id: $id) { id } }', { id: made.id });
    expect((await look('enterprise', application)).reconsiderations[0].askedBy.name).toBe('测试 tju');
  });

  it('is answered by another officer than the one who decided; upheld, the application stands where it stood', async () => {
    const application = await refused('2025-10-30');
    const { id } = await asked('enterprise', application);
    const [bureau, other] = [await app.as('bureau'), await app.as('guest')];
    await bureau.refused('reconsiderations.other-officer', ANSWER, answer(id, true));
    await (await app.as('enterprise')).refused('FORBIDDEN', ANSWER, answer(id, true));
    await other.refused('reconsiderations.nothing-judged', ANSWER, answer(id, true, { judgeAnew: true }));
    const shown = async (who: Persona): Promise<unknown> =>
      (await look(who, application)).reconsiderations[0].actions.find(({ name }: Data) => name === 'UPHOLD')
        .code;
    expect([await shown('bureau'), await shown('guest'), await shown('tju')]).toEqual([
      ...['reconsiderations.other-officer', null, 'FORBIDDEN'],
    ]);
    const { answerReconsideration } = await other.mutate<Data>(ANSWER, answer(id, true));
    expect(answerReconsideration).toMatchObject({
      ...{ state: 'UPHELD', reason: '经复审', judgedAnew: false },
      application: { state: 'SUBMITTED', project: { state: 'APPLIED' } },
    });
    await other.refused('move.illegal', ANSWER, answer(id, false));
    // The window of the round is over; what was reopened goes on all the same.
    const { moveApplication } = await other.mutate<Data>(MOVE, {
      input: { id: idOf(application), verb: 'ACCEPT' },
    });
    expect(moveApplication.state).toBe('UNDER_REVIEW');
  });

  it('dismissed is final, and changes nothing', async () => {
    const [application] = await rejected();
    const { id } = await asked('tju', application);
    await (
      await app.as('guest')
    ).refused('reconsiderations.anew-dismissed', ANSWER, answer(id, false, { judgeAnew: true }));
    await (await app.as('guest')).mutate(ANSWER, answer(id, false));
    const after = await look('enterprise', application);
    expect(after).toMatchObject({
      state: 'REJECTED',
      determinationReason: '专家不支持',
      project: { state: 'SIGNED' },
    });
    expect(after.reconsiderations[0]).toMatchObject({ state: 'DISMISSED', reason: '经复审' });
    await (await app.as('enterprise')).refused('reconsiderations.asked-already', ASK, ask(application));
  });

  it('upheld, lets the bureau decide again on the same reviews, or has other experts judge anew', async () => {
    const [kept, before] = await rejected();
    const again = await asked('enterprise', kept);
    await (await app.as('guest')).mutate(ANSWER, answer(again.id, true));
    const reopened = await look('bureau', kept);
    expect(reopened).toMatchObject({ state: 'UNDER_REVIEW', determinationReason: null });
    expect(reopened.reviews.map(({ state }: Data) => state)).toEqual(Array(3).fill('DISCLOSED'));
    const decide = { applicationId: idOf(kept), recommend: false, reason: '复议后仍不予立项' };
    await (await app.as('guest')).mutate(DETERMINE, { input: decide });
    expect((await look('tju', kept)).determinations).toHaveLength(2);
    expect(before).toHaveLength(3);

    const [anew, first] = await rejected();
    const { id } = await asked('enterprise', anew);
    const answered = await (
      await app.as('guest')
    ).mutate<Data>(ANSWER, answer(id, true, { judgeAnew: true }));
    expect(answered.answerReconsideration).toMatchObject({ judgedAnew: true, application: { reviews: [] } });
    for (const { reviewer } of first) {
      const persona = reviewer.name.replace('测试 ', '') as Persona;
      await (await app.as(persona)).refused('NOT_FOUND', LOOK, { id: idOf(anew) });
    }
    const second = await draw(anew, 90);
    const earlier = first.map(({ reviewer }) => reviewer.id);
    expect(second.filter(({ reviewer }) => earlier.includes(reviewer.id))).toEqual([]);
    const input = { applicationId: idOf(anew), recommend: true, reason: '重新评审后支持' };
    const { determineApplication } = await (await app.as('guest')).mutate<Data>(DETERMINE, { input });
    expect(determineApplication.state).toBe('RECOMMENDED');
  });

  it('is refused clearly where the project was changed or applied elsewhere meanwhile, and can be taken back', async () => {
    const [application] = await rejected();
    const { id } = await asked('enterprise', application);
    const projectId = publicId('project', application.projectId);
    const edit = 'mutation ($input: EditProjectInput!) { editProject(input: $input) { state } }';
    await (await app.as('enterprise')).mutate(edit, { input: { id: projectId, summary: '改变后的内容' } });
    const guest = await app.as('guest');
    await guest.refused('projects.changed-since-decided', ANSWER, answer(id, true));
    expect((await look('guest', application)).reconsiderations[0].state).toBe('ASKED');
    const WITHDRAW = 'mutation ($id: ID!) { withdrawReconsideration(id: $id) { state } }';
    await (await app.as('colleague')).refused('FORBIDDEN', WITHDRAW, { id });
    const { withdrawReconsideration } = await (await app.as('tju')).mutate<Data>(WITHDRAW, { id });
    expect(withdrawReconsideration.state).toBe('WITHDRAWN');

    const [other] = await rejected();
    const { id: openId } = await asked('enterprise', other);
    const draft = 'mutation ($input: ApplyInput!) { applyToRound(input: $input) { id } }';
    const apply = {
      roundId: publicId('round', other.roundId),
      projectId: publicId('project', other.projectId),
    };
    await (await app.as('enterprise')).mutate(draft, { input: { ...apply, requestedFunding: '1000000' } });
    await guest.refused('applications.active-already', ANSWER, answer(openId, true));
  });

  it('reminds before its day and tells once that it has passed; the desk shows the earliest first', async () => {
    const open = (await (await app.as('bureau')).query<Data>(DESK)).reconsiderations.nodes;
    expect(open.length).toBeGreaterThan(1);
    expect(open.map(({ dueOn }: Data) => dueOn)).toEqual([...open.map(({ dueOn }: Data) => dueOn)].sort());
    const due = async (): Promise<string[]> =>
      (
        await app.sql<{ topic: string }>(
          `SELECT topic FROM facts WHERE subject_type = 'reconsideration' AND topic LIKE '%due%' AND subject_id = (
             SELECT id FROM reconsiderations WHERE state = 'ASKED' ORDER BY due_on LIMIT 1) ORDER BY seq`,
        )
      ).map(({ topic }) => topic);
    const on = async (day: string): Promise<string[]> => {
      app.clock.set(`${day}T09:00:00+08:00`);
      await app.runTicks();
      await app.runTicks();
      return due();
    };
    expect(open[0].dueOn).toBe('2025-12-27');
    expect(await on('2025-12-16')).toEqual([]);
    expect(await on('2025-12-17')).toEqual(['reconsideration.due-soon']);
    expect(await on('2025-12-27')).toEqual(['reconsideration.due-soon']);
    expect(await on('2025-12-28')).toEqual(['reconsideration.due-soon', 'reconsideration.overdue']);
    expect(await on('2025-12-30')).toEqual(['reconsideration.due-soon', 'reconsideration.overdue']);
  });
});
