import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { statementCount } from '../../../test/support/statements';
import { cellOf } from './ledger.csv';

const OPEN = 'mutation ($input: OpenFundInput!) { openFund(input: $input) { id code name } }';
const FIGURES = 'id year planned dueOn source budget carriedIn carriedOut committed paid recovered available';
const change = (name: string): string =>
  `mutation ($input: AllocateBudgetInput!) { ${name}(input: $input) { ${FIGURES} } }`;
const LEDGER = `query ($id: ID!, $first: Int) { ledger(fundYearId: $id, first: $first) {
  totalCount nodes { kind amount document note bookedOn by { name } lines { account year amount } } } }`;

let app: TestApp;
let bureau: ApiClient;
let made = 0;

beforeAll(async () => {
  app = await startApp({ now: '2025-12-20T10:00:00+08:00' });
  bureau = await app.as('bureau');
});
beforeEach(() => app.clock.set('2025-12-20T10:00:00+08:00'));
afterAll(() => app.close());

const aFund = async (): Promise<string> => {
  const input = { code: `fund-${++made}`, name: '测试专项资金' };
  return (await bureau.mutate(OPEN, { input })).openFund.id as string;
};
const book = async (name: string, fundId: string, amount: string, more: object = {}): Promise<Data> => {
  const input = { fundId, year: 2025, amount, documentNumber: '宁财〔2025〕1号', ...more };
  return (await bureau.mutate(change(name), { input }))[name];
};
const refused = (code: string, name: string, input: object): Promise<Data> =>
  bureau.refused(code, change(name), { input: { year: 2025, documentNumber: '2号', ...input } });

describe('a budget', () => {
  it('is allocated by a document, once, and taken back by another', async () => {
    const fundId = await aFund();
    expect(await book('allocateBudget', fundId, '3500000')).toMatchObject({
      ...{ budget: '3500000.00', available: '3500000.00', committed: '0.00', paid: '0.00' },
    });
    expect(await book('allocateBudget', fundId, '3500000.00')).toMatchObject({ budget: '3500000.00' });
    const again = { fundId, amount: '1', documentNumber: '宁财〔2025〕1号' };
    await refused('ledger.posted-otherwise', 'allocateBudget', again);
    await refused('ledger.insufficient', 'reduceBudget', { fundId, amount: '3500000.01' });
    const reduced = await book('reduceBudget', fundId, '0.01', { documentNumber: '3号', note: '追减' });
    expect(reduced).toMatchObject({ budget: '3499999.99', available: '3499999.99' });
    const { ledger } = await bureau.query(LEDGER, { id: reduced.id });
    expect(ledger.totalCount).toBe(2);
    expect(ledger.nodes[0]).toEqual({
      ...{ kind: 'REDUCE', amount: '0.01', document: '3号', note: '追减', bookedOn: '2025-12-20' },
      by: { name: '测试 bureau' },
      lines: [
        { account: 'AVAILABLE', year: 2025, amount: '-0.01' },
        { account: 'SOURCE', year: 2025, amount: '0.01' },
      ],
    });
  });

  it('that was announced is there with its day and source, and is no money', async () => {
    const input = {
      fundId: await aFund(),
      year: 2025,
      amount: '3500000',
      dueOn: '2025-06-30',
      source: '报道',
    };
    const mutation = `mutation ($input: AnnounceBudgetInput!) { announceBudget(input: $input) { ${FIGURES} } }`;
    expect((await bureau.mutate(mutation, { input })).announceBudget).toMatchObject({
      ...{ planned: '3500000.00', dueOn: '2025-06-30', source: '报道', budget: '0.00', available: '0.00' },
    });
  });

  it('goes into the next year when its own is over, and is in both books', async () => {
    const fundId = await aFund();
    await book('allocateBudget', fundId, '100');
    await refused('funds.year-running', 'carryOverBudget', { fundId, amount: '100' });
    app.clock.set('2026-01-05T10:00:00+08:00');
    await refused('ledger.insufficient', 'carryOverBudget', { fundId, amount: '100.01' });
    const carried = await book('carryOverBudget', fundId, '60.5', { documentNumber: '宁财〔2026〕1号' });
    expect(carried).toMatchObject({ budget: '100.00', carriedOut: '60.50', available: '39.50' });
    const { funds } = await bureau.query(`{ funds(year: 2026) { ${FIGURES} fund { id } } }`);
    const next = (funds as Data[]).find(({ fund }) => fund.id === fundId)!;
    expect(next).toMatchObject({ budget: '0.00', carriedIn: '60.50', available: '60.50' });
    const { ledger } = await bureau.query(LEDGER, { id: next.id });
    expect(ledger.nodes.map(({ kind, amount }: Data) => [kind, amount])).toEqual([['CARRY_OVER', '60.50']]);
  });

  it('is for the bureau alone, and a code is taken once', async () => {
    const enterprise = await app.as('enterprise');
    await enterprise.refused('FORBIDDEN', '{ funds(year: 2025) { id } }');
    await enterprise.refused('FORBIDDEN', OPEN, { input: { code: 'x', name: 'x' } });
    await enterprise.refused('FORBIDDEN', '{ ledgerCheck { faults } }');
    await app.anonymous().refused('UNAUTHENTICATED', '{ funds(year: 2025) { id } }');
    await bureau.refused('funds.code', OPEN, { input: { code: 'Fund 1', name: 'x' } });
    await bureau.refused('funds.code-taken', OPEN, { input: { code: 'fund-1', name: 'x' } });
  });
});

describe('the ledger', () => {
  it('is checked by the bureau', async () => {
    const { ledgerCheck } = await bureau.query('{ ledgerCheck { accounts postings faults } }');
    expect(ledgerCheck.faults).toEqual([]);
    expect(ledgerCheck.postings).toBeGreaterThan(3);
  });

  it('costs as many statements for many postings as for few', async () => {
    const fundId = await aFund();
    const { id } = await book('allocateBudget', fundId, '1');
    for (let n = 0; n < 12; n++) await book('allocateBudget', fundId, '1', { documentNumber: `第 ${n} 号` });
    const cost = (first: number): Promise<number> =>
      statementCount(app, () => bureau.query(LEDGER, { id, first }));
    expect(await cost(12)).toBe(await cost(2));
    const funds = `{ funds(year: 2025) { ${FIGURES} fund { name } } }`;
    const before = await statementCount(app, () => bureau.query(funds));
    await book('allocateBudget', await aFund(), '1');
    expect(await statementCount(app, () => bureau.query(funds))).toBe(before);
  });

  const csv = async (client: ApiClient, year: string): Promise<Response> =>
    fetch(`${client.url}/funds/${year}/ledger.csv`, { headers: await client.sent() });

  it('is exported as CSV that runs no formula, for the bureau', async () => {
    const fundId = await aFund();
    const note = '=HYPERLINK("http://evil.example","x")';
    await book('allocateBudget', fundId, '7777', { year: 2031, documentNumber: '-1+1', note });
    const response = await csv(bureau, '2031');
    expect(response.headers.get('content-type')).toContain('text/csv');
    const [header, ...lines] = (await response.text()).trimEnd().split('\r\n');
    expect(header).toMatch(/^\ufeff?记账号 Posting,/);
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toContain(`,'-1+1,`);
      expect(line).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
    }
    expect(lines.map((line) => /,(-?7777\.00),/.exec(line)?.[1]).sort()).toEqual(['-7777.00', '7777.00']);
    expect((await csv(await app.as('enterprise'), '2031')).status).toBe(403);
    expect((await csv(bureau, '31')).status).toBe(422);
  });

  it.each([
    ['-12.50', '-12.50'],
    ['@x', `'@x`],
    ['+1 2', `'+1 2`],
    ['a,"b"', '"a,""b"""'],
    ['\tx', `'\tx`],
  ])('writes the cell %j as %j', (text, cell) => expect(cellOf(text)).toBe(cell));
});

it('a round says which fund pays, until it is decided', async () => {
  const fundId = await aFund();
  await bureau.mutate('mutation { planRounds(input: { year: 2025 }) { id } }');
  const { rounds } = await bureau.query('{ rounds(first: 4) { nodes { id state fund { id } } } }');
  const [{ id: roundId, fund }] = rounds.nodes as Data[];
  expect(fund).toBeNull();
  const call = 'mutation ($input: SetRoundFundInput!) { setRoundFund(input: $input) { fund { id } } }';
  expect((await bureau.mutate(call, { input: { roundId, fundId } })).setRoundFund.fund.id).toBe(fundId);
});
