import { startApp, type TestApp } from '../support/app';
import * as operations from '../support/case-operations';
import { ACHIEVEMENT, NEED, PROJECT } from '../support/case-texts';
import type { Data } from '../support/client';
import { brokenInvariants } from '../support/invariants';
import type { Persona } from '../support/personas';

const DRAFT = `query ($input: ProjectDraftInput!) { projectDraft(input: $input) {
  title summary need { id } achievement { id } interest { id } leader { id } requestedFunding startsOn endsOn
  parties { role task organisation { id } } agreement { organisation tasks funding intellectualProperty benefits risks breach }
  plan {
    workPackages { title tasks startsOn endsOn organisation { id } shares { personMonths organisation { id } } }
    budget { year category requested selfFunding total organisation { id } }
    milestones { title dueOn indicators { name unit baseline target metric } }
    pledges { version }
  } } }`;
const FINDINGS = `query ($id: ID!) { project(id: $id) { planFindings { check code path text } } }`;
const VERSIONS = `query ($id: ID!, $first: Int, $after: String) { project(id: $id) { versions(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } nodes { number savedBy contentHash text changes { path before after } } } } }`;
const READ = `query ($id: ID!) { project(id: $id) {
  agreement { risks } signedText planFindings { code } versions { totalCount nodes { number } } parties { signedAt }
  plan { sum { requested selfFunding total personMonths } partySums { organisation { name } total }
    workPackages { title organisation { name } } budget { total } milestones { indicators { name target } } pledges { text } } } }`;

let app: TestApp;
const ids: Record<'enterprise' | 'tju' | 'rival', string> = { enterprise: '', tju: '', rival: '' };

beforeAll(async () => {
  app = await startApp({ now: '2025-07-07T10:00:00+08:00' });
  for (const name of ['enterprise', 'tju', 'rival'] as const) ids[name] = await app.organisation(name);
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

/** A draft as the input that would propose it: the ids in the places of the records. */
const inputOf = ({ need, achievement, interest, leader, parties, plan, ...rest }: Data): Data => ({
  ...rest,
  ...{ needId: need?.id, achievementId: achievement?.id, interestId: interest?.id, leaderId: leader?.id },
  parties: parties.map(flat),
  plan: {
    ...plan,
    workPackages: plan.workPackages.map((one: Data) => ({ ...flat(one), shares: one.shares.map(flat) })),
    budget: plan.budget.map(flat),
    pledges: [],
  },
});
const flat = ({ organisation, ...rest }: Data): Data => ({ organisationId: organisation.id, ...rest });

/** The application package: from what the platform knows already to a submitted application that a reviewer reads. */
describe('the application package', () => {
  const known: Record<string, string> = {};
  let draft: Data;
  let input: Data;
  let project: string;
  let application: string;

  it('is begun from a need, an accepted interest and an earlier project of the same house', async () => {
    await cooperate();
    await refused('rival', 'NOT_FOUND', DRAFT, { input: { fromProjectId: known['earlier'] } });
    await refused('bureau', 'drafts.no-member', DRAFT, { input: { fromProjectId: known['earlier'] } });
    await refused('tju', 'drafts.no-source', DRAFT, { input: {} });
    const sources = { interestId: known['interest'], fromProjectId: known['earlier'] };
    draft = (await as('enterprise', DRAFT, { input: sources })).projectDraft;
    expect(draft).toMatchObject({
      ...{ title: NEED.title, need: { id: known['need'] }, interest: { id: known['interest'] } },
      ...{ requestedFunding: '0.00', startsOn: '2025-08-01', endsOn: '2027-07-31' },
      ...{ agreement: { risks: PROJECT.agreement.risks } },
      parties: [
        { role: 'LEAD', task: '产线验证', organisation: { id: ids.enterprise } },
        { role: 'PARTICIPANT', task: '结晶工艺', organisation: { id: ids.tju } },
      ],
    });
    expect(draft.summary).toContain(NEED.description);
    expect(draft.plan.workPackages).toHaveLength(2);
    expect(draft.plan.budget[0]).toMatchObject({
      year: 2025,
      category: 'LABOUR',
      requested: '0.00',
      total: '0.00',
    });
    expect(draft.plan.milestones).toEqual([
      {
        title: 'The metrics of the need are reached',
        dueOn: '2027-07-31',
        indicators: [{ name: '镁含量', unit: 'ppm', baseline: '300', target: '80', metric: '镁含量' }],
      },
    ]);
    expect(draft.plan.pledges).toEqual([]);
  });

  it('refuses what can never be right with the field and the rule, and stores the rest while it is unfinished', async () => {
    input = { ...inputOf(draft), requestedFunding: '1500000.00' };
    input.parties[0].selfFunding = '500000.00';
    const [first, second] = input.plan.workPackages;
    const wrong = { ...input.plan, workPackages: [first, { ...second, organisationId: ids.rival }] };
    const { message, extensions } = await refused('enterprise', 'plans.not-party', operations.PROPOSE, {
      input: { ...input, plan: wrong },
    });
    expect(extensions.path).toEqual(['input', 'plan', 'workPackages', '1', 'organisationId']);
    expect(message).toContain('workPackages.1.organisationId');
    const control = { ...input.plan, workPackages: [{ ...first, title: 'a\u0007b' }] };
    await refused('enterprise', 'input.not-printable', operations.PROPOSE, {
      input: { ...input, plan: control },
    });
    const twoLeads = input.parties.map((party: Data) => ({ ...party, role: 'LEAD' }));
    await refused('enterprise', 'projects.one-lead', operations.PROPOSE, {
      input: { ...input, parties: twoLeads },
    });
    // An input holds no totals that the draft shows, and need not.
    input.plan.budget = input.plan.budget.map(({ total: _, ...line }: Data) => line);
    project = (await as('enterprise', operations.PROPOSE, { input })).proposeProject.id;
    const late = { workPackages: [{ ...first, endsOn: '2027-08-01' }] };
    const refusal = await refused('tju', 'plans.period-outside', operations.EDIT, {
      input: { id: project, plan: late },
    });
    expect(refusal.extensions.params).toMatchObject({ field: 'workPackages.0.endsOn', endsOn: '2027-07-31' });
    const { planFindings } = (await as('tju', FINDINGS, { id: project })).project;
    expect(planFindings.map(({ code }: Data) => code)).toEqual([
      ...['plans.pledge-missing', 'plans.pledge-missing', 'plans.budget-requested', 'plans.budget-self'],
    ]);
  });

  it('is saved again and again: one person’s saves within minutes are one version, another’s are their own', async () => {
    const [mine, theirs] = input.plan.budget;
    const { integrityPledge } = await as('tju', '{ integrityPledge { version text } }');
    const edit = (who: Persona, plan: object): Promise<Data> =>
      as(who, operations.EDIT, { input: { id: project, plan } });
    const pledges = [ids.enterprise, ids.tju].map((organisationId) => ({
      ...{ organisationId, version: integrityPledge.version },
    }));
    await edit('tju', { pledges: pledges.slice(1) });
    await edit('tju', { pledges });
    const asked = { ...mine, requested: '900000.00', selfFunding: '500000.00' };
    await edit('enterprise', { budget: [asked, { ...theirs, requested: '500000.00' }] });
    const { versions } = (await as('enterprise', VERSIONS, { id: project })).project;
    expect(versions.nodes.map(({ number, savedBy }: Data) => [number, savedBy])).toEqual([
      [3, '测试 enterprise'],
      [2, '测试 tju'],
      [1, '测试 enterprise'],
    ]);
    expect(versions.nodes[1].changes.map(({ path }: Data) => path)).toEqual(
      [ids.enterprise, ids.tju].sort().map((id) => `plan.pledges.${id}`),
    );
    expect(versions.nodes[0].changes).toContainEqual({
      ...{ path: `plan.budget.${ids.tju} 2026 LABOUR.requested`, before: '0.00', after: '500000.00' },
    });
    expect(versions.nodes[2].changes).toEqual([]);
  });

  it('whose budget does not balance is refused when it is submitted, naming the check; corrected, it is signed and submitted', async () => {
    await signAll();
    const apply = `mutation ($input: ApplyInput!) { applyToRound(input: $input) { id checks { code passed findings { code path } } } }`;
    const { applyToRound } = await as('enterprise', apply, {
      input: { roundId: await openRound(), projectId: project, requestedFunding: '1500000.00' },
    });
    application = applyToRound.id;
    expect(applyToRound.checks.filter(({ passed }: Data) => !passed)).toContainEqual({
      ...{ code: 'BUDGET', passed: false },
      findings: [{ code: 'plans.budget-requested', path: ['budget'] }],
    });
    const submit = { id: application, verb: 'SUBMIT' };
    const { message } = await refused(
      'enterprise',
      'applications.checks-failed',
      operations.MOVE_APPLICATION,
      submit,
    );
    expect(message).toContain('BUDGET');
    const { planFindings } = (await as('tju', FINDINGS, { id: project })).project;
    expect(planFindings).toEqual([
      {
        ...{ check: 'BUDGET', code: 'plans.budget-requested', path: ['budget'] },
        text: 'The budget does not balance: its lines request 1400000.00 yuan, the project 1500000.00',
      },
    ]);
    const [mine, theirs] = input.plan.budget;
    const budget = [
      { ...mine, requested: '900000.00', selfFunding: '500000.00', total: '1400000.00' },
      { ...theirs, requested: '600000.00' },
    ];
    const { editProject } = await as('tju', operations.EDIT, { input: { id: project, plan: { budget } } });
    expect(editProject.parties.map(({ signedAt }: Data) => signedAt)).toEqual([null, null]);
    expect((await as('tju', FINDINGS, { id: project })).project.planFindings).toEqual([]);
    await signAll();
    expect((await as('enterprise', operations.MOVE_APPLICATION, submit)).moveApplication.state).toBe(
      'SUBMITTED',
    );
  });

  it('tells page by page who changed what, and what was signed stays a version of its own', async () => {
    const page = (after: string | null): Promise<Data> =>
      as('bureau', VERSIONS, { id: project, first: 1, after }).then((data) => data.project.versions);
    const latest = await page(null);
    expect(latest).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    expect(latest.nodes[0]).toMatchObject({
      ...{ number: 4, savedBy: '测试 tju' },
      changes: [
        { path: `plan.budget.${ids.tju} 2026 LABOUR.requested`, before: '500000.00', after: '600000.00' },
      ],
    });
    expect((await page(latest.pageInfo.endCursor)).nodes[0].number).toBe(3);
    const { project: now } = await as(
      'tju',
      'query ($id: ID!) { project(id: $id) { contentHash signedText } }',
      { id: project },
    );
    expect(latest.nodes[0]).toMatchObject({ contentHash: now.contentHash, text: now.signedText });
  });

  it('is read by the reviewers without the agreement, and by nobody else', async () => {
    await as('bureau', operations.MOVE_APPLICATION, { id: application, verb: 'ACCEPT' });
    const { drawReviewers } = await as('bureau', operations.DRAW, {
      input: { applicationId: application, count: 3, seed: 'package' },
    });
    const reviewer = await personaOf(drawReviewers[0].id);
    const { project: seen } = await as(reviewer, READ, { id: project });
    expect(seen).toMatchObject({
      ...{ agreement: null, signedText: null, planFindings: [], versions: { totalCount: 0, nodes: [] } },
      ...{ parties: [{ signedAt: null }, { signedAt: null }] },
      plan: {
        sum: { requested: '1500000.00', selfFunding: '500000.00', total: '2000000.00', personMonths: 36 },
        partySums: [{ total: '1400000.00' }, { total: '600000.00' }],
        milestones: [{ indicators: [{ name: '镁含量', target: '80' }] }],
      },
    });
    expect(seen.plan.workPackages.map(({ title }: Data) => title)).toEqual(['产线验证', '结晶工艺']);
    await refused('rival', 'NOT_FOUND', READ, { id: project });
  });

  /** A need that is answered, an accepted interest, and a project that the two had before. */
  async function cooperate(): Promise<void> {
    const open = async (who: Persona, prefix: 'need' | 'achievement', id: string): Promise<void> => {
      const move = prefix === 'need' ? operations.MOVE_NEED : operations.MOVE_ACHIEVEMENT;
      await as(who, move, { id, verb: 'SUBMIT' });
      await as('bureau', move, { id, verb: 'APPROVE' });
      known[prefix] = id;
    };
    const need = { ...NEED, organisationId: ids.enterprise };
    await open(
      'enterprise',
      'need',
      (await as('enterprise', operations.DRAFT_NEED, { input: need })).draftNeed.id,
    );
    const achievement = { ...ACHIEVEMENT, organisationId: ids.tju };
    const { draftAchievement } = await as('tju', operations.DRAFT_ACHIEVEMENT, { input: achievement });
    await open('tju', 'achievement', draftAchievement.id);
    const wish = {
      needId: known['need'],
      organisationId: ids.tju,
      message: '我们有成熟的反应结晶技术，希望合作。',
    };
    known['interest'] = (await as('tju', operations.EXPRESS, { input: wish })).expressInterest.id;
    await as('enterprise', operations.ANSWER, {
      input: { id: known['interest'], accept: true, message: '欢迎' },
    });
    const { viewer } = await as('enterprise', '{ viewer { person { id } } }');
    const earlier = { ...PROJECT, startsOn: '2023-03-01', endsOn: '2025-02-28', leaderId: viewer.person.id };
    const { proposeProject } = await as('enterprise', operations.PROPOSE, {
      input: { ...earlier, ...before() },
    });
    known['earlier'] = proposeProject.id;
  }

  function before(): object {
    const tasks = [
      [ids.enterprise, '产线验证', 'LEAD', 2023],
      [ids.tju, '结晶工艺', 'PARTICIPANT', 2024],
    ] as const;
    return {
      parties: tasks.map(([organisationId, task, role]) => ({ organisationId, role, task })),
      plan: {
        workPackages: tasks.map(([organisationId, title], at) => ({
          ...{ title, tasks: `${title}与放大`, organisationId, startsOn: '2023-03-01', endsOn: '2025-02-28' },
          shares: [{ organisationId, personMonths: 12 * (at + 1) }],
        })),
        budget: tasks.map(([organisationId, , , year]) => ({
          ...{ organisationId, year, category: 'LABOUR', requested: '750000.00' },
        })),
        pledges: tasks.map(([organisationId]) => ({ organisationId })),
      },
    };
  }

  async function openRound(): Promise<string> {
    await as('bureau', `mutation { planRounds(input: { year: 2025 }) { id } }`);
    await app.runTicks();
    const { rounds } = await as('enterprise', '{ rounds(year: 2025, first: 10) { nodes { id state } } }');
    return rounds.nodes.find(({ state }: Data) => state === 'OPEN').id;
  }

  async function signAll(): Promise<void> {
    const { project: now } = await as('tju', 'query ($id: ID!) { project(id: $id) { contentHash } }', {
      id: project,
    });
    for (const who of ['enterprise', 'tju'] as const)
      await as(who, operations.SIGN, {
        input: { projectId: project, organisationId: ids[who], contentHash: now.contentHash },
      });
  }

  async function personaOf(reviewId: string): Promise<Persona> {
    for (const who of ['reviewer1', 'reviewer2', 'reviewer3', 'reviewer4', 'reviewer5'] as const) {
      const own = (await as(who, '{ reviews { id } }')).reviews as { id: string }[];
      if (own.some(({ id }) => id === reviewId)) return who;
    }
    throw new Error(`nobody reviews ${reviewId}`);
  }
});
