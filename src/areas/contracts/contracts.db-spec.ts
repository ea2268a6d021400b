import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { brokenInvariants } from '../../../test/support/invariants';
import { statementCount } from '../../../test/support/statements';
import { SYSTEM } from '../../kernel/actor';
import { publicId } from '../../kernel/ids';
import { AccountsService } from '../accounts';
import { approved } from '../taskbooks/taskbook.testing';
import type { Contract } from './contract';
import { aContract, contractContent, movedContract } from './contract.testing';

const FIELDS = `id state version number regime dueOn registeredOn turnover technologyValue technologyIncome endsOn
  seller { name } parties { role name uscc organisation { id } } proposed { turnover } needsExperts regimeSource
  checks { code passed blocking text source field } defaults { field source text } actions { name allowed }`;
const MOVE = `mutation ($input: MoveContractInput!) { moveContract(input: $input) { ${FIELDS} } }`;
const REGISTER = `mutation ($input: RegisterContractInput!) { registerContract(input: $input) { ${FIELDS} } }`;
const EDIT = `mutation ($input: EditContractInput!) { editContract(input: $input) { ${FIELDS} } }`;
const ASK = `mutation ($input: AskContractChangeInput!) { askContractChange(input: $input) { ${FIELDS} } }`;
const DRAFT = `mutation ($input: DraftContractInput!) { draftContract(input: $input) { ${FIELDS} } }`;
const PROJECT = `mutation ($input: DraftContractFromProjectInput!) { draftContractFromProject(input: $input) {
  ${FIELDS} title type subtype startsOn ownership project { id } } }`;
const LIST = `query ($filter: ContractFilter, $first: Int) { contracts(filter: $filter, first: $first) {
  totalCount nodes { ${FIELDS} } } }`;

let app: TestApp;
let isl: ApiClient;
let enterprise: ApiClient;
let bureau: ApiClient;

const idOf = ({ id }: Pick<Contract, 'id'>): string => publicId('contract', id);
const step = async (who: ApiClient, contract: Contract, verb: string, more: object = {}): Promise<Data> =>
  (await who.mutate(MOVE, { input: { id: idOf(contract), verb, ...more } })).moveContract;
const register = async (contract: Contract, more: object = {}): Promise<Data> =>
  (await bureau.mutate(REGISTER, { input: { id: idOf(contract), ...more } })).registerContract;
const topics = async (contract: Contract): Promise<string[]> =>
  (
    await app.sql<{ topic: string }>('SELECT topic FROM facts WHERE subject_id = $1 ORDER BY seq', [
      contract.id,
    ])
  ).map(({ topic }) => topic.replace('contract.', ''));

beforeAll(async () => {
  app = await startApp({ now: '2026-03-09T10:00:00+08:00' });
  for (const name of ['isl', 'enterprise', 'rival'] as const) await app.organisation(name);
  [isl, enterprise, bureau] = [await app.as('isl'), await app.as('enterprise'), await app.as('bureau')];
});
afterAll(async () => {
  await app.drain();
  expect(await brokenInvariants(app)).toEqual({});
  await app.close();
});

describe('a contract', () => {
  it('goes from draft to register: filed by the seller, decided by the bureau within its days', async () => {
    const contract = await aContract(app);
    expect((await enterprise.query(LIST)).contracts.nodes).toHaveLength(1);
    expect((await bureau.query(LIST)).contracts.nodes).toEqual([]);
    await enterprise.refused('FORBIDDEN', MOVE, { input: { id: idOf(contract), verb: 'FILE' } });
    const filed = await step(isl, contract, 'FILE');
    // Fifteen working days after Monday, 9 March.
    expect(filed).toMatchObject({
      state: 'FILED',
      regime: 'MEASURES_2026',
      dueOn: '2026-03-30',
      needsExperts: false,
    });
    expect(filed.seller.name).toBe('测试盐湖研究所');
    expect(filed.parties.map(({ role }: Data) => role)).toEqual(['SELLER', 'BUYER']);
    expect(filed.defaults).toMatchObject([{ field: 'ownership', source: 'Civil Code, art. 859' }]);
    const high = { id: idOf(contract), technologyIncome: '800000.01' };
    await bureau.refused('contracts.income-above', REGISTER, { input: high });
    const registered = await register(contract, { technologyIncome: '650000.00' });
    expect(registered).toMatchObject({
      ...{ state: 'REGISTERED', number: 'XNJS-2026-00001', registeredOn: '2026-03-09', dueOn: null },
      ...{ turnover: '1000000.00', technologyValue: '800000.00', technologyIncome: '650000.00' },
    });
    expect(await topics(contract)).toEqual(['drafted', 'filed', 'registered']);
  });

  it('is registered once, however it is entered again', async () => {
    const again = await aContract(app, { title: ' 老卤提锂吸附剂 委托开发 ' });
    const refused = await isl.refused('contracts.once', MOVE, { input: { id: idOf(again), verb: 'FILE' } });
    expect(refused.extensions.params).toEqual({ number: 'XNJS-2026-00001' });
    expect((await step(isl, again, 'WITHDRAW')).state).toBe('WITHDRAWN');
  });

  it('is filed by the rules of its signing day, and each gap is named with its field', async () => {
    const contract = await aContract(app, {
      title: '旧规则',
      signedOn: '2025-12-01',
      technologyIncome: null,
    });
    const input = { id: idOf(contract), verb: 'FILE' };
    const refused = await isl.refused('contracts.rule', MOVE, { input });
    expect(refused.extensions).toMatchObject({
      params: { code: 'TECHNOLOGY_INCOME' },
      path: ['input', 'technologyIncome'],
    });
    const { editContract } = await isl.mutate(EDIT, { input: { id: input.id, signedOn: '2026-02-02' } });
    expect(editContract.regime).toBe('MEASURES_2026');
    expect(editContract.checks.filter(({ passed }: Data) => !passed)).toMatchObject([
      { code: 'TECHNOLOGY_INCOME', blocking: false, field: 'technologyIncome' },
      { code: 'OWNERSHIP', blocking: false },
    ]);
    await isl.mutate(EDIT, { input: { id: input.id, signedOn: '2025-12-01', technologyIncome: '1.00' } });
    // Thirty days, not working days.
    expect(await step(isl, contract, 'FILE')).toMatchObject({ regime: 'RULES_2001', dueOn: '2026-04-08' });
  });

  it('of five million or more goes to experts first, whose opinion is kept', async () => {
    const contract = await aContract(app, {
      title: '大合同',
      turnover: '6000000.00',
      technologyValue: '5000000.00',
    });
    expect((await step(isl, contract, 'FILE')).needsExperts).toBe(true);
    await bureau.refused('contracts.experts-first', REGISTER, { input: { id: idOf(contract) } });
    expect(await step(bureau, contract, 'REFER')).toMatchObject({ state: 'IN_REVIEW', dueOn: '2026-04-21' });
    await bureau.refused('contracts.opinion-missing', REGISTER, { input: { id: idOf(contract) } });
    expect((await register(contract, { note: '专家一致同意' })).number).toBe('XNJS-2026-00002');
  });

  it('that was returned has a day for its supplement, of which both sides are told once', async () => {
    const contract = await aContract(app, { title: '补正' });
    await step(isl, contract, 'FILE');
    await isl.refused('FORBIDDEN', MOVE, { input: { id: idOf(contract), verb: 'RETURN', note: '缺附件' } });
    await bureau.refused('move.note-required', MOVE, { input: { id: idOf(contract), verb: 'RETURN' } });
    expect(await step(bureau, contract, 'RETURN', { note: '缺附件' })).toMatchObject({ dueOn: '2026-03-30' });
    app.clock.set('2026-03-31T09:00:00+08:00');
    await app.runTicks();
    await app.runTicks();
    expect((await topics(contract)).filter((topic) => topic === 'overdue')).toHaveLength(1);
    expect((await bureau.query(LIST, { filter: { overdue: true } })).contracts.totalCount).toBe(1);
    await isl.mutate(EDIT, { input: { id: idOf(contract), subject: '补充说明' } });
    expect((await step(isl, contract, 'FILE')).dueOn).toBe('2026-04-22');
    app.clock.set('2026-03-09T10:00:00+08:00');
  });

  it('that was refused is looked into once more when the seller objects in time', async () => {
    const contract = await movedContract(app, await aContract(app, { title: '异议' }), 'FILE', 'REFUSE');
    const object = { id: idOf(contract), verb: 'OBJECT', note: '属于技术开发' };
    app.clock.set('2026-03-31T10:00:00+08:00');
    await isl.refused('contracts.objection-late', MOVE, { input: object });
    app.clock.set('2026-03-30T10:00:00+08:00');
    expect((await step(isl, contract, 'OBJECT', object)).state).toBe('OBJECTED');
    expect((await step(bureau, contract, 'OVERRULE', { note: '不含研究开发内容' })).state).toBe('REFUSED');
    await isl.refused('contracts.objected-already', MOVE, { input: object });
    const other = await movedContract(
      app,
      await aContract(app, { title: '成立' }),
      'FILE',
      'REFUSE',
      'OBJECT',
    );
    expect(await step(bureau, other, 'UPHOLD')).toMatchObject({ state: 'FILED', dueOn: '2026-04-21' });
    app.clock.set('2026-03-09T10:00:00+08:00');
  });

  it('in the register changes only as asked and granted, and leaves it with a reason', async () => {
    const contract = await movedContract(app, await aContract(app, { title: '变更' }), 'FILE');
    await register(contract);
    const ask = (more: object): Promise<Data> =>
      isl.mutate(ASK, { input: { id: idOf(contract), reason: '追加内容', ...more } });
    await isl.refused('contracts.change-empty', ASK, { input: { id: idOf(contract), reason: '无' } });
    const low = { id: idOf(contract), reason: '减少', turnover: '1.00' };
    await isl.refused('contracts.technology-above', ASK, { input: low });
    await enterprise.refused('FORBIDDEN', ASK, { input: low });
    expect((await ask({ turnover: '1200000.00', endsOn: '2028-12-31' })).askContractChange).toMatchObject({
      ...{ state: 'REGISTERED', turnover: '1000000.00', proposed: { turnover: '1200000.00' } },
    });
    await isl.refused('contracts.change-pending', ASK, { input: { ...low, turnover: '900000.00' } });
    expect(await step(bureau, contract, 'CHANGE')).toMatchObject({
      ...{ state: 'CHANGED', turnover: '1200000.00', endsOn: '2028-12-31', proposed: null },
      technologyValue: '800000.00',
    });
    await ask({ turnover: '1.10', technologyValue: '1.00', technologyIncome: '1.00' });
    expect(await step(bureau, contract, 'DECLINE_CHANGE', { note: '无依据' })).toMatchObject({
      ...{ state: 'CHANGED', turnover: '1200000.00', proposed: null },
    });
    await bureau.refused('contracts.change-none', MOVE, { input: { id: idOf(contract), verb: 'CHANGE' } });
    expect((await step(bureau, contract, 'CANCEL', { note: '合同已解除' })).state).toBe('CANCELLED');
    // Out of the register, it may be filed anew.
    expect((await step(isl, await aContract(app, { title: '变更' }), 'FILE')).state).toBe('FILED');
  });
});

describe('what can never be right', () => {
  const INVALID: [object, string, string][] = [
    [{ technologyValue: '1000000.01' }, 'contracts.technology-above', 'technologyValue'],
    [{ technologyIncome: '800000.01' }, 'contracts.income-above', 'technologyIncome'],
    [{ technologyValue: null, technologyIncome: '1000000.01' }, 'contracts.income-above', 'technologyIncome'],
    [{ subtype: 'TRAINING' }, 'contracts.subtype', 'subtype'],
    [{ signedOn: '2026-03-10' }, 'contracts.signed-later', 'signedOn'],
    [{ startsOn: '2027-01-01', endsOn: '2026-12-31' }, 'contracts.ends-early', 'endsOn'],
    [{ parties: [{ role: 'SELLER' }] }, 'contracts.party-unnamed', 'parties'],
    [
      { parties: [{ role: 'SELLER', name: '外地公司', uscc: '91350100M000100Y4X' }] },
      'contracts.uscc',
      'parties',
    ],
    [
      { parties: [{ role: 'SELLER', name: '外地公司', district: '999999' }] },
      'contracts.district',
      'parties',
    ],
    [{ parties: [{ role: 'SELLER', name: '外地公司' }] }, 'contracts.not-party', 'organisationId'],
  ];

  it.each(INVALID)('%j is refused as %s', async (wrong, code, field) => {
    const content = await contractContent(app);
    const own = await app.organisation('isl');
    const parties = [
      { role: 'SELLER', organisationId: own },
      { role: 'BUYER', organisationId: await app.organisation('enterprise') },
    ];
    const input = { ...content, organisationId: own, parties, ...wrong };
    const { extensions } = await isl.refused(code, DRAFT, { input });
    expect(extensions.path?.slice(0, 2)).toEqual(['input', field]);
  });

  it('does not get past the database either', async () => {
    const { id } = await aContract(app, { title: '不变式' });
    for (const wrong of [
      'technology_value = turnover + 1',
      'technology_income = technology_value + 1',
      'turnover = -1',
    ])
      await expect(app.sql(`UPDATE contracts SET ${wrong} WHERE id = $1`, [id])).rejects.toThrow(
        /contracts_amounts_check/,
      );
  });
});

it('strangers know of none, and an officer does not decide on a contract of their own organisation', async () => {
  const contract = await movedContract(app, await aContract(app, { title: '保密' }), 'FILE');
  const one = 'query ($id: ID!) { contract(id: $id) { id } }';
  await (await app.as('rival')).refused('NOT_FOUND', one, { id: idOf(contract) });
  await app.anonymous().refused('NOT_FOUND', one, { id: idOf(contract) });
  const accounts = app.get(AccountsService);
  const membership = {
    organisationId: await app.personas.organisation('enterprise'),
    email: 'bureau@test.example',
  };
  await accounts.addMember(SYSTEM, { ...membership, role: 'MEMBER' });
  await bureau.refused('move.own-organisation', REGISTER, { input: { id: idOf(contract) } });
  await accounts.removeMember(SYSTEM, membership);
});

it('an approved project becomes the draft of a contract, with its parties, title, period and money', async () => {
  app.clock.set('2026-04-13T10:00:00+08:00');
  const project = await approved(app, '2026-04-20', ['enterprise', 'tju']);
  const input = { projectId: publicId('project', project.id), signedOn: '2026-04-20' };
  await (await app.as('rival')).refused('contracts.not-party', PROJECT, { input });
  const { draftContractFromProject: draft } = await (await app.as('tju')).mutate(PROJECT, { input });
  expect(draft).toMatchObject({
    ...{ title: project.title, type: 'DEVELOPMENT', subtype: 'JOINT', startsOn: project.startsOn },
    ...{ project: { id: input.projectId }, ownership: '共有，企业享有优先实施权' },
    // What was asked of the city, and what both bring in.
    turnover: '4700000.00',
  });
  expect(draft.parties.map(({ role, name }: Data) => [role, name])).toEqual([
    ['SELLER', '测试工业大学'],
    ['BUYER', '青海测试锂盐有限公司'],
  ]);
  const seen = 'query ($id: ID!) { project(id: $id) { contracts { nodes { id } } } }';
  const found = async (who: ApiClient): Promise<Data[]> =>
    (await who.query(seen, { id: input.projectId })).project.contracts.nodes;
  expect([await found(enterprise), await found(bureau)]).toEqual([[{ id: draft.id }], []]);
});

it('a list costs as many statements for many as for few', async () => {
  const asked = (first: number): Promise<number> =>
    statementCount(app, () => bureau.query(LIST, { first, filter: { states: ['REGISTERED', 'FILED'] } }));
  expect(await asked(5)).toBe(await asked(1));
});
