import { revised } from '../../src/areas/programmes/programme.testing';
import type { Application } from '../../src/areas/applications';
import { PeopleService } from '../../src/areas/people';
import { SYSTEM } from '../../src/kernel/actor';
import { publicId } from '../../src/kernel/ids';
import type { TestApp } from '../support/app';
import type { ApiClient, Data } from '../support/client';
import { DETERMINE, judgement, outside, Panel, personaOf, SUBMIT, type Drawn } from '../support/panel';

const CONVENE = `mutation ($input: ConvenePanelsInput!) { convenePanels(input: $input) {
  id state position quorum cast supports chair { id } members { id } outstanding { id } } }`;
const VOTE = `mutation ($input: CastVoteInput!) { castVote(input: $input) { id cast supports opposes abstentions outcome } }`;
const CLOSE = `mutation ($id: ID!) { closePanel(id: $id) { state outcome supports opposes abstentions } }`;
const PANEL = `query ($id: ID!) { application(id: $id) { panel {
  id state cast supports opposes abstentions outcome chairing chair { id } members { id } outstanding { id } recorder { name }
  actions { name allowed code } history { totalCount nodes { topic actorName } } } } }`;
const FLAGS = `query ($id: ID!) { application(id: $id) { assessment {
  submitted quorum supports neutrals opposes average median spread deviation flags { kind text review { id } } } } }`;
const WHY = `query ($id: ID!) { application(id: $id) { state grantedFunding determinations {
  recommend average panelOutcome againstExperts proceduralGround reason officer { name } } } }`;
const LEFT = 'query ($id: ID!) { round(id: $id) { budgetLeft } }';

let panel: Panel;
let t: TestApp;
let bureau: ApiClient;

beforeAll(async () => {
  panel = await Panel.open();
  ({ app: t, bureau } = panel);
});
afterAll(() => t.close());

const see = async (client: ApiClient, query: string, application: Application): Promise<Data> =>
  (await client.query<Data>(query, { id: outside(application) })).application;
const convened = async (application: Application, more: object = {}): Promise<Data> => {
  const items = [{ applicationId: outside(application), ...more }];
  return (await bureau.mutate<Data>(CONVENE, { input: { items } })).convenePanels[0];
};
const vote = async (review: Drawn, panelId: string, said: string): Promise<Data> =>
  (await (await panel.clientOf(review)).mutate<Data>(VOTE, { input: { panelId, vote: said } })).castVote;
const decide = (application: Application, recommend: boolean, more: object = {}): { input: object } => ({
  input: { applicationId: outside(application), recommend, reason: '理由', ...more },
});

/** An application whose reviews are in, with these scores. */
async function judged(scores: number[], roundId?: string): Promise<[Application, Drawn[]]> {
  const application = await panel.application(['enterprise', 'tju', 'isl'], roundId);
  const drawn = await panel.draw(application, scores.length);
  await panel.submitAll(drawn, scores);
  return [application, drawn];
}

describe('reviews that are open', () => {
  it('are flagged for the bureau, in its language, and not before the last one is in', async () => {
    const application = await panel.application();
    const drawn = await panel.draw(application);
    await panel.submitAll(drawn.slice(0, 2), [80, 82]);
    expect((await see(bureau, FLAGS, application)).assessment).toBeNull();
    const last = { ...judgement(drawn[2]!, 40).input, recommendation: 'OPPOSE' };
    await (await panel.clientOf(drawn[2]!)).mutate(SUBMIT, { input: last });
    const { assessment } = await see(bureau, FLAGS, application);
    expect(assessment).toMatchObject({
      ...{ submitted: 3, quorum: 3, supports: 2, neutrals: 0, opposes: 1 },
      ...{ average: 67.33, median: 80, spread: 42, deviation: 23.69 },
    });
    expect(assessment.flags.map(({ kind, review }: Data) => [kind, review?.id ?? null])).toEqual([
      ['SPREAD', null],
      ['OUTLIER', drawn[2]!.id],
      ['DIVIDED', null],
    ]);
    expect(assessment.flags[1].text).toContain('40');
    for (const persona of ['enterprise', 'tju', 'rival', 'admin'] as const) {
      const { data } = await (await t.as(persona)).ask(FLAGS, { id: outside(application) });
      expect([persona, data?.application?.assessment ?? null]).toEqual([persona, null]);
    }
    expect((await see(await panel.clientOf(drawn[0]!), FLAGS, application)).assessment).toBeNull();
  });

  it('are read by those who reviewed too, without names, and with what was said of each criterion', async () => {
    const application = await panel.application();
    const [first, second, third] = await panel.draw(application);
    const READ = `query ($id: ID!) { application(id: $id) { averageScore reviews {
      id total comment submittedAt reviewer { id } scores { criterion score comment } remarks { criterion comment } conflicts { ground } } } }`;
    const given = judgement(first!, 70).input as { scores: object[] };
    const scores = given.scores.map((score, at) => (at === 0 ? { ...score, comment: '原理新颖' } : score));
    await (await panel.clientOf(first!)).mutate(SUBMIT, { input: { ...given, scores } });
    await panel.submitAll([second!], [80]);
    const mine = await panel.clientOf(second!);
    expect((await see(mine, READ, application)).reviews).toHaveLength(1);
    expect((await see(mine, READ, application)).averageScore).toBeNull();
    await panel.submitAll([third!], [90]);
    const { reviews, averageScore } = await see(mine, READ, application);
    expect(averageScore).toBe(80);
    expect(reviews).toHaveLength(3);
    const other = reviews.find(({ id }: Data) => id === first!.id);
    expect(other).toMatchObject({ total: 70, reviewer: null, submittedAt: null, conflicts: [] });
    expect(other.scores[0]).toEqual({ criterion: 'INNOVATION', score: 70, comment: '原理新颖' });
    const party = await t.as('tju');
    expect((await see(party, READ, application)).reviews).toEqual([]);
    await bureau.mutate(DETERMINE, decide(application, true));
    const told = (await see(party, READ, application)).reviews.find(({ id }: Data) => id === first!.id);
    expect(told).toMatchObject({ total: 70, scores: null, reviewer: null });
    expect(told.remarks).toEqual([{ criterion: 'INNOVATION', comment: '原理新颖' }]);
  });
});

describe('a panel', () => {
  it('votes in secret, with an abstention, and its chair closes it once enough have voted', async () => {
    const [application, [first, second, third]] = await judged([55, 58, 60]);
    const { id, ...made } = await convened(application, { chairReviewId: second!.id });
    expect(made).toMatchObject({ state: 'VOTING', position: 1, quorum: 3, cast: 0, supports: null });
    expect(made.chair.id).toBe(second!.reviewer.id);
    expect(made.members).toHaveLength(3);
    await bureau.refused('determinations.panel-voting', DETERMINE, decide(application, false));
    const hidden = { supports: null, opposes: null, abstentions: null, outcome: null };
    expect(await vote(first!, id, 'SUPPORT')).toMatchObject({ cast: 1, ...hidden });
    const again = { input: { panelId: id, vote: 'OPPOSE' } };
    await (await panel.clientOf(first!)).refused('panels.voted-already', VOTE, again);
    const chair = await panel.clientOf(second!);
    await chair.refused('panels.quorum', CLOSE, { id });
    await vote(second!, id, 'ABSTAIN');
    const open = await see(bureau, PANEL, application);
    expect(open.panel).toMatchObject({ cast: 2, ...hidden, outstanding: [{ id: third!.reviewer.id }] });
    expect(open.panel.history.nodes.map(({ actorName }: Data) => actorName)).toEqual([
      '测试 bureau',
      null,
      null,
    ]);
    const member = await see(await panel.clientOf(third!), PANEL, application);
    expect(member.panel).toMatchObject({
      ...{
        cast: 2,
        ...hidden,
        chairing: false,
        chair: null,
        members: null,
        outstanding: null,
        recorder: null,
      },
      history: { totalCount: 0, nodes: [] },
    });
    await vote(third!, id, 'SUPPORT');
    await (await panel.clientOf(third!)).refused('FORBIDDEN', CLOSE, { id });
    await bureau.refused('FORBIDDEN', CLOSE, { id });
    const result = { supports: 2, opposes: 0, abstentions: 1, outcome: 'SUPPORT' };
    expect((await chair.mutate<Data>(CLOSE, { id })).closePanel).toEqual({ state: 'CLOSED', ...result });
    await (await panel.clientOf(first!)).refused('panels.not-voting', VOTE, again);
    expect((await see(bureau, PANEL, application)).panel).toMatchObject(result);
    const items = [{ applicationId: outside(application) }];
    await bureau.refused('panels.convened-already', CONVENE, { input: { items } });
    // No row, no fact and no column tells who voted what.
    const kept = await t.sql<Data>(`SELECT payload FROM facts WHERE topic = 'panel.voted' ORDER BY seq`);
    expect(kept.map(({ payload }) => payload)).toEqual([{ cast: 1 }, { cast: 2 }, { cast: 3 }]);
    // The panel is the experts' last word: an average below the pass score does not count against it.
    await bureau.refused('determinations.ground-needed', DETERMINE, decide(application, false));
    const { determineApplication } = await bureau.mutate<Data>(DETERMINE, decide(application, true));
    expect(determineApplication.state).toBe('RECOMMENDED');
  });

  it('meets on an agenda, or not at all; strangers to a review take neither chair nor vote', async () => {
    const [one, reviewsOfOne] = await judged([70, 75, 80]);
    const [two] = await judged([60, 62, 64]);
    const sealed = await panel.application();
    await panel.draw(sealed);
    const items = [one, two].map((application) => ({ applicationId: outside(application) }));
    const with_ = (...more: object[]): { input: object } => ({ input: { items: [...items, ...more] } });
    await bureau.refused('reviews.outstanding', CONVENE, with_({ applicationId: outside(sealed) }));
    await bureau.refused('panels.agenda-twice', CONVENE, with_(items[0]!));
    await bureau.refused('panels.agenda-empty', CONVENE, { input: { items: [] } });
    const foreign = { applicationId: outside(two), chairReviewId: reviewsOfOne[0]!.id };
    await bureau.refused('panels.chair-not-reviewer', CONVENE, { input: { items: [foreign] } });
    await (await t.as('enterprise')).refused('FORBIDDEN', CONVENE, with_());
    expect((await see(bureau, PANEL, one)).panel).toBeNull();
    const { convenePanels } = await bureau.mutate<Data>(CONVENE, with_());
    expect(convenePanels.map(({ position }: Data) => position)).toEqual([1, 2]);
    const input = { input: { panelId: convenePanels[0].id, vote: 'SUPPORT' } };
    for (const persona of ['enterprise', 'rival', 'admin'] as const)
      await (await t.as(persona)).refused('NOT_FOUND', VOTE, input);
    await bureau.refused('FORBIDDEN', VOTE, input);
  });

  it('does not take the vote of an expert whom something binds to a party by now', async () => {
    const [application, [first]] = await judged([70, 75, 80]);
    const { id } = await convened(application);
    const { personId } = await t.personas.account(personaOf(first!));
    const organisationId = await t.personas.organisation('isl');
    const place = {
      organisationId,
      title: null,
      since: '2020-01-01',
      until: t.clock.today(),
      confirmed: true,
    };
    await t.get(PeopleService).affiliate(SYSTEM, personId, place);
    const input = { input: { panelId: id, vote: 'SUPPORT' } };
    const refusal = await (await panel.clientOf(first!)).refused('panels.conflict', VOTE, input);
    expect(refusal.message).toContain('测试盐湖研究所');
    await t.sql('DELETE FROM affiliations WHERE person_id = $1 AND organisation_id = $2', [
      ...[personId, organisationId],
    ]);
    const CANCEL = 'mutation ($input: CancelPanelInput!) { cancelPanel(input: $input) { state } }';
    const cancelled = { input: { panelId: id, reason: '到会人数不足' } };
    await (await panel.clientOf(first!)).refused('FORBIDDEN', CANCEL, cancelled);
    await bureau.mutate(CANCEL, cancelled);
    expect((await convened(application)).id).not.toBe(id);
  });

  it('counts votes that come at the same moment, each once', async () => {
    const [application, drawn] = await judged([70, 75, 80, 82, 84]);
    const { id } = await convened(application);
    await Promise.all(
      drawn.flatMap((review) => [0, 1].map(() => vote(review, id, 'OPPOSE').catch(() => null))),
    );
    const [row] = await t.sql<Data>(
      'SELECT opposes, jsonb_array_length(voted_ids) AS n FROM panels WHERE application_id = $1',
      [application.id],
    );
    expect(row).toEqual({ opposes: 5, n: 5 });
  });

  it('leaves no trace for a party, and ends with the application', async () => {
    const [application] = await judged([70, 75, 80]);
    const { id } = await convened(application);
    const party = await t.as('enterprise');
    expect((await see(party, PANEL, application)).panel).toBeNull();
    await party.refused('NOT_FOUND', 'query ($id: ID!) { node(id: $id) { id } }', { id });
    const withdraw = 'mutation ($input: MoveApplicationInput!) { moveApplication(input: $input) { state } }';
    await party.mutate(withdraw, { input: { id: outside(application), verb: 'WITHDRAW', note: '改变计划' } });
    await t.drain();
    const [row] = await t.sql<Data>('SELECT state FROM panels WHERE application_id = $1', [application.id]);
    expect(row!.state).toBe('CANCELLED');
  });
});

describe('a determination', () => {
  it('against the experts is refused without a procedural ground; the parties read ground and reason', async () => {
    const [application] = await judged([80, 82, 84]);
    await bureau.refused('determinations.ground-needed', DETERMINE, decide(application, false));
    await bureau.refused(
      'determinations.ground-needless',
      DETERMINE,
      decide(application, true, { proceduralGround: 'INTEGRITY' }),
    );
    await bureau.refused(
      'determinations.no-budget',
      DETERMINE,
      decide(application, false, { proceduralGround: 'BUDGET_EXHAUSTED' }),
    );
    expect((await see(bureau, WHY, application)).state).toBe('UNDER_REVIEW');
    const ground = { proceduralGround: 'DUPLICATE_FUNDING', reason: '同一内容已获省级资助' };
    await bureau.mutate(DETERMINE, decide(application, false, ground));
    const told = await see(await t.as('tju'), WHY, application);
    expect(told.determinations).toEqual([
      {
        ...{ recommend: false, average: 82, panelOutcome: null, againstExperts: true, officer: null },
        ...{ proceduralGround: 'DUPLICATE_FUNDING', reason: '同一内容已获省级资助' },
      },
    ]);
    expect((await see(bureau, WHY, application)).determinations[0].officer.name).toBe('测试 bureau');
    const [opposed] = await judged([30, 35, 40]);
    const flawed = (proceduralGround: string) => decide(opposed, true, { proceduralGround });
    await bureau.refused('determinations.ground-no-support', DETERMINE, flawed('INTEGRITY'));
    await bureau.mutate(DETERMINE, flawed('PROCEDURE_FLAW'));
  });

  it('keeps to the budget of the round, also where many decide at the same moment', async () => {
    await revised(t, { 'rounds.budget': 2_500_000 });
    const first = await judged([80, 82, 84]);
    const { roundId } = first[0];
    const all = [first[0]];
    for (let n = 0; n < 3; n++) all.push((await judged([80, 82, 84], roundId))[0]);
    const left = async (client: ApiClient): Promise<unknown> =>
      (await client.query<Data>(LEFT, { id: publicId('round', roundId) })).round.budgetLeft;
    expect([await left(bureau), await left(await t.as('tju'))]).toEqual(['2500000.00', null]);
    const early = decide(all[0]!, false, { proceduralGround: 'BUDGET_EXHAUSTED' });
    await bureau.refused('determinations.budget-left', DETERMINE, early);
    const answers = await Promise.all(all.map((one) => bureau.ask(DETERMINE, decide(one, true))));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'granted').sort();
    expect(codes).toEqual(['determinations.over-budget', 'determinations.over-budget', 'granted', 'granted']);
    expect(await left(bureau)).toBe('500000.00');
    const refused = answers.findIndex(({ errors }) => errors !== undefined);
    const { params } = answers[refused]!.errors![0]!.extensions;
    expect(params).toEqual({ budget: '2500000.00', left: '500000.00', granted: '1000000.00' });
    await bureau.mutate(DETERMINE, decide(all[refused]!, true, { grantedFunding: '500000.00' }));
    const last = answers.findIndex(({ errors }, at) => errors !== undefined && at !== refused);
    const exhausted = decide(all[last]!, false, { proceduralGround: 'BUDGET_EXHAUSTED' });
    await bureau.mutate(DETERMINE, exhausted);
    expect(await left(bureau)).toBe('0.00');
  });
});
