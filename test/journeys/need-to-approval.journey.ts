import { Courier } from '../../src/areas/letters';
import { startApp, type TestApp } from '../support/app';
import * as operations from '../support/case-operations';
import { ACHIEVEMENT, NEED, PROJECT } from '../support/case-texts';
import type { Data } from '../support/client';
import { eventually } from '../support/eventually';
import { brokenInvariants } from '../support/invariants';
import type { Persona } from '../support/personas';

let app: TestApp;
const ids: Record<'enterprise' | 'tju' | 'qmu', string> = { enterprise: '', tju: '', qmu: '' };

beforeAll(async () => {
  app = await startApp({ now: '2025-07-07T10:00:00+08:00' });
  for (const name of ['enterprise', 'tju', 'qmu'] as const) ids[name] = await app.organisation(name);
  for (let n = 1; n <= 5; n++) await app.as(`reviewer${n}` as Persona);
});

afterAll(async () => {
  await app.drain();
  expect(await brokenInvariants(app)).toEqual({});
  await app.close();
});

const as = async (who: Persona, query: string, variables: Record<string, unknown> = {}): Promise<Data> =>
  (await app.as(who)).query(query, variables);
const refused = async (who: Persona, code: string, query: string, variables: Record<string, unknown> = {}) =>
  (await app.as(who)).refused(code, query, variables);

/** One chain of records from an enterprise's need to an approved project; each step is one test, in order. */
describe('need to approval', () => {
  let need: string;
  let achievement: string;
  let interest: string;
  let project: string;
  let application: string;
  let reviews: { id: string; who: Persona }[];

  it('the enterprise drafts and submits a need; the bureau opens it', async () => {
    const input = { ...NEED, organisationId: ids.enterprise };
    const { draftNeed } = await as('enterprise', operations.DRAFT_NEED, { input });
    expect(draftNeed).toMatchObject({ state: 'DRAFT', completeness: 90 });
    need = draftNeed.id;
    await refused('tju', 'NOT_FOUND', `query ($id: ID!) { need(id: $id) { id } }`, { id: need });
    await as('enterprise', operations.MOVE_NEED, { id: need, verb: 'SUBMIT' });
    const { moveNeed } = await as('bureau', operations.MOVE_NEED, { id: need, verb: 'APPROVE' });
    expect(moveNeed.state).toBe('OPEN');
  });

  it('the university offers an achievement and sees the need matched to it, with reasons that add up', async () => {
    const input = { ...ACHIEVEMENT, organisationId: ids.tju };
    const drafted = await as('tju', operations.DRAFT_ACHIEVEMENT, { input });
    achievement = drafted.draftAchievement.id;
    await as('tju', operations.MOVE_ACHIEVEMENT, { id: achievement, verb: 'SUBMIT' });
    await as('bureau', operations.MOVE_ACHIEVEMENT, { id: achievement, verb: 'APPROVE' });
    await app.drain();
    const best = await eventually(
      async () => (await as('tju', operations.MATCHES, { id: achievement })).achievement.matches.nodes[0],
    );
    expect(best.candidate).toEqual({ __typename: 'Need', id: need });
    const sum = best.reasons.reduce(
      (total: number, { contribution }: { contribution: number }) => total + contribution,
      0,
    );
    expect(Math.abs(sum - best.score)).toBeLessThan(1e-6);
    expect(best.reasons.flatMap(({ terms }: { terms: string[] }) => terms).join(' ')).toContain('碳酸锂');
    expect((await as('tju', operations.JUDGE, { s: achievement, c: need })).judgeMatch).toBe(true);
  });

  it('the university expresses interest and the enterprise accepts', async () => {
    const input = { needId: need, organisationId: ids.tju, message: '我们有成熟的反应结晶技术，希望合作。' };
    const { expressInterest } = await as('tju', operations.EXPRESS, { input });
    // 7 July 2025 is a Monday: five working days on is the Monday after.
    expect(expressInterest).toMatchObject({ state: 'OPEN', answerDueOn: '2025-07-14' });
    interest = expressInterest.id;
    const { answerInterest } = await as('enterprise', operations.ANSWER, {
      input: { id: interest, accept: true, message: '欢迎' },
    });
    expect(answerInterest.state).toBe('ACCEPTED');
    await app.drain();
    const { need: found } = await as('enterprise', `query ($id: ID!) { need(id: $id) { state } }`, {
      id: need,
    });
    expect(found.state).toBe('MATCHED');
  });

  it('a project of three parties is proposed, signed, edited, and signed again', async () => {
    const { viewer } = await as('enterprise', '{ viewer { person { id } } }');
    const input = {
      ...PROJECT,
      needId: need,
      achievementId: achievement,
      interestId: interest,
      leaderId: viewer.person.id,
      parties: [
        { organisationId: ids.enterprise, role: 'LEAD', task: '产线验证', selfFunding: '1500000.00' },
        { organisationId: ids.tju, role: 'PARTICIPANT', task: '结晶机理与工艺' },
        { organisationId: ids.qmu, role: 'PARTICIPANT', task: '中试' },
      ],
    };
    const { proposeProject } = await as('enterprise', operations.PROPOSE, { input });
    project = proposeProject.id;
    await refused('rival', 'NOT_FOUND', `query ($id: ID!) { project(id: $id) { id } }`, { id: project });
    const early = { roundId: await openRound(), projectId: project, requestedFunding: '1500000.00' };
    const apply = `mutation ($input: ApplyInput!) { applyToRound(input: $input) { id } }`;
    expect((await (await app.as('enterprise')).ask(apply, { input: early })).errors).toBeDefined();

    await signAll(proposeProject.contentHash);
    const { editProject } = await as('qmu', operations.EDIT, {
      input: { id: project, requestedFunding: '1200000.00' },
    });
    expect(editProject.state).toBe('PROPOSED');
    expect(editProject.contentHash).not.toBe(proposeProject.contentHash);
    expect(editProject.parties.map(({ signedAt }: { signedAt: string | null }) => signedAt)).toEqual([
      null,
      null,
      null,
    ]);
    const stale = { projectId: project, organisationId: ids.tju, contentHash: proposeProject.contentHash };
    expect((await (await app.as('tju')).ask(operations.SIGN, { input: stale })).errors).toBeDefined();
    await signAll(editProject.contentHash);
  });

  it('the lead applies to the open round, sees the formal check pass, and submits; the bureau accepts', async () => {
    const input = { roundId: await openRound(), projectId: project, requestedFunding: '1200000.00' };
    const apply = `mutation ($input: ApplyInput!) { applyToRound(input: $input) {
      id state checks { code passed blocking text } actions { name allowed reason } } }`;
    const { applyToRound } = await as('enterprise', apply, { input });
    application = applyToRound.id;
    const failing = applyToRound.checks.filter((check: Data) => check.blocking && !check.passed);
    expect(failing).toEqual([]);
    await as('enterprise', operations.MOVE_APPLICATION, { id: application, verb: 'SUBMIT' });
    await refused('tju', 'FORBIDDEN', operations.MOVE_APPLICATION, { id: application, verb: 'ACCEPT' });
    const { moveApplication } = await as('bureau', operations.MOVE_APPLICATION, {
      id: application,
      verb: 'ACCEPT',
    });
    expect(moveApplication.state).toBe('UNDER_REVIEW');
  });

  it('three experts of none of the parties are drawn, score sealed, and the bureau recommends', async () => {
    const { drawReviewers } = await as('bureau', operations.DRAW, {
      input: { applicationId: application, count: 3, seed: 'xining-2025-3' },
    });
    expect(drawReviewers).toHaveLength(3);
    expect(drawReviewers.flatMap(({ conflicts }: Data) => conflicts)).toEqual([]);
    reviews = await reviewersOf(drawReviewers);
    for (const [at, { id, who }] of reviews.entries()) {
      const { criteria } = (await as(who, '{ reviews { id criteria { code weight } } }')).reviews[0];
      const scores = criteria.map(({ code }: Data) => ({ criterion: code, score: 80 + at }));
      const submit = `mutation ($input: SubmitReviewInput!) { submitReview(input: $input) { total } }`;
      const input = { reviewId: id, scores, recommendation: 'SUPPORT', comment: `方案可行，意见 ${at}` };
      const { submitReview } = await as(who, submit, { input });
      expect(submitReview.total).toBeCloseTo(80 + at);
      const seen = `query ($id: ID!) { application(id: $id) { averageScore reviews { total reviewer { id } } } }`;
      const { application: sealed } = await as('tju', seen, { id: application });
      expect(sealed).toEqual({ averageScore: null, reviews: [] });
    }
    const input = {
      applicationId: application,
      recommend: true,
      grantedFunding: '1000000.00',
      reason: '专家一致支持，技术路线可行。',
    };
    const { determineApplication } = await as('bureau', operations.DETERMINE, { input });
    expect(determineApplication).toEqual({
      state: 'RECOMMENDED',
      grantedFunding: '1000000.00',
      averageScore: 81,
    });
    const { application: told } = await as('tju', operations.OPINIONS, { id: application });
    expect(told.reviews).toHaveLength(3);
    expect(told.reviews.every(({ reviewer, comment }: Data) => reviewer === null && comment.length > 0)).toBe(
      true,
    );
  });

  it('the public notice runs, an objection stops it, and its resolution lets it go on', async () => {
    const { moveApplication } = await as('bureau', operations.MOVE_APPLICATION, {
      id: application,
      verb: 'START_NOTICE',
    });
    expect(moveApplication.notice).toEqual({ startsOn: '2025-07-07', endsOn: '2025-07-11' });
    const early = await (
      await app.as('bureau')
    ).ask(operations.MOVE_APPLICATION, { id: application, verb: 'APPROVE' });
    expect(early.errors?.[0]?.extensions.code).toMatch(/notice/);
    const { objectToApplication } = await as('rival', operations.OBJECT, {
      input: { applicationId: application, text: '该技术我公司已有。' },
    });
    app.clock.set('2025-07-14T09:00:00+08:00');
    const stopped = await (
      await app.as('bureau')
    ).ask(operations.MOVE_APPLICATION, { id: application, verb: 'APPROVE' });
    expect(stopped.errors).toBeDefined();
    const input = {
      objectionId: objectToApplication.id,
      upheld: false,
      reason: '经核查，所述技术路线不同。',
    };
    expect((await as('bureau', operations.RESOLVE, { input })).resolveObjection.upheld).toBe(false);
  });

  it('the approval gives the project its number and the target counts one', async () => {
    const set = `mutation { setTarget(input: { year: 2025, indicator: "projects.approved", goal: "10" }) { actual } }`;
    expect((await as('bureau', set)).setTarget.actual).toMatch(/^0(\.0+)?$/);
    const { moveApplication } = await as('bureau', operations.MOVE_APPLICATION, {
      id: application,
      verb: 'APPROVE',
    });
    expect(moveApplication).toMatchObject({ state: 'APPROVED', approvedOn: '2025-07-14' });
    await app.drain();
    const { targets } = await as(
      'bureau',
      '{ targets(year: 2025) { indicator actual goal status forecast } }',
    );
    expect(Number(targets[0].actual)).toBe(1);
  });

  it('from the approved project one query walks back to the need', async () => {
    // What happened to a need is its owner's and the bureau's to read: the other parties see the need without it.
    const { project: found } = await as('enterprise', operations.WALK, { id: project });
    expect(found.number).toMatch(/2025/);
    expect(found.state).toBe('APPROVED');
    expect(found.application).toMatchObject({
      state: 'APPROVED',
      round: { year: 2025, quarter: 3 },
      grantedFunding: '1000000.00',
    });
    expect(found.interest.need.title).toBe('电池级碳酸锂结晶过程除镁提纯');
    expect(found.achievement.title).toContain('碳酸锂');
    const topics = found.interest.need.history.nodes.map(({ topic }: Data) => topic);
    expect(topics).toEqual(
      expect.arrayContaining(['need.drafted', 'need.submitted', 'need.published', 'need.matched']),
    );
    const { project: shared } = await as('tju', operations.WALK, { id: project });
    expect(shared.interest.need.title).toBe(found.interest.need.title);
    expect(shared.interest.need.history.nodes).toEqual([]);
  });

  it('everybody has been told what concerned them, in their inbox and by mail, and nobody of the rest', async () => {
    await app.drain();
    await app.get(Courier).deliver();
    const told = async (who: Persona): Promise<string[]> =>
      (await as(who, '{ inbox(first: 100) { nodes { title } } }')).inbox.nodes.map(
        ({ title }: Data) => (title as string).split(': ')[0]!,
      );
    expect(await told('bureau')).toEqual(
      expect.arrayContaining(['A need to be checked', 'Application received', 'Objection stated']),
    );
    const parties = [
      'Signed by every party',
      'Formally accepted',
      'Recommended',
      'On public notice',
      'Approved',
    ];
    expect(await told('enterprise')).toEqual(expect.arrayContaining(['Published', ...parties]));
    expect(await told('tju')).toEqual(expect.arrayContaining(['Accepted']));
    expect(await told('qmu')).toEqual(expect.arrayContaining(parties));
    expect(await told(reviews[0]!.who)).toContain('Please review');
    for (const who of ['enterprise', 'tju', 'qmu'] as const)
      expect((await told(who)).join()).not.toMatch(/review/i);
  });

  async function openRound(): Promise<string> {
    const plan = `mutation { planRounds(input: { year: 2025 }) { id quarter } }`;
    const { planRounds } = await as('bureau', plan);
    await app.runTicks();
    const { rounds } = await as(
      'enterprise',
      '{ rounds(year: 2025, first: 10) { nodes { id quarter state } } }',
    );
    expect(planRounds).toHaveLength(4);
    return rounds.nodes.find(({ state }: Data) => state === 'OPEN').id;
  }

  async function signAll(contentHash: string): Promise<void> {
    const states: string[] = [];
    for (const who of ['enterprise', 'tju', 'qmu'] as const) {
      const input = { projectId: project, organisationId: ids[who], contentHash };
      states.push((await as(who, operations.SIGN, { input })).signProject.state);
    }
    expect(states).toEqual(['PROPOSED', 'PROPOSED', 'SIGNED']);
  }

  async function reviewersOf(drawn: { id: string }[]): Promise<{ id: string; who: Persona }[]> {
    const found: { id: string; who: Persona }[] = [];
    for (const who of ['reviewer1', 'reviewer2', 'reviewer3', 'reviewer4', 'reviewer5'] as const) {
      const own = (await as(who, '{ reviews { id } }')).reviews as { id: string }[];
      found.push(
        ...own.filter(({ id }) => drawn.some((review) => review.id === id)).map(({ id }) => ({ id, who })),
      );
    }
    expect(found).toHaveLength(drawn.length);
    return found;
  }
});
