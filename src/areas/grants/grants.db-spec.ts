import { startApp, type TestApp } from '../../../test/support/app';
import { codeOf } from '../../../test/support/refusals';
import type { Persona } from '../../../test/support/personas';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Settings } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { RecoveriesReader } from '../acceptances';
import { RecoveriesService } from '../acceptances/recoveries.service';
import { AccountsService } from '../accounts';
import { FundYearsReader, verifyLedger } from '../ledger';
import { revised } from '../programmes/programme.testing';
import { ProjectsService } from '../projects';
import type { Grant } from './grant';
import { aFund, aGrant } from './grant.testing';
import { GrantsReader, InstalmentsReader } from './grants.reader';
import { GrantsService } from './grants.service';
import type { InstalmentInput } from './grants.inputs';
import type { Instalment, INSTALMENT_VERBS } from './instalment';
import { PaymentsService } from './payments.service';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
  for (const name of ['enterprise', 'tju', 'bureau', 'guest', 'admin', 'colleague'] as const)
    await app.as(name);
  for (const name of ['guest', 'admin', 'colleague'])
    await app.get(AccountsService).setRole(SYSTEM, `${name}@test.example`, 'BUREAU_OFFICER', true);
  await revised(app, { 'applications.leader-projects': 100 });
});
beforeEach(() => app.clock.set('2025-10-13T10:00:00+08:00'));
afterAll(async () => {
  expect((await verifyLedger(app.get(UnitOfWork))).faults).toEqual([]);
  await app.close();
});

const as = (name: Persona): Promise<Actor> => app.personas.actor(name);
const read = ({ id }: Grant): Promise<Grant> => app.get(GrantsReader).get(SYSTEM, id);
const parts = ({ id }: Grant): Promise<Instalment[]> => app.get(InstalmentsReader).all(id);
const plan = async ({ id: grantId }: Grant, instalments: InstalmentInput[]): Promise<Instalment[]> => {
  const planned = await app.get(PaymentsService).plan(await as('bureau'), { grantId, instalments });
  return (await parts(planned)).filter(({ state }) => state === 'PLANNED');
};
const step = async (
  who: Persona,
  { id }: Instalment,
  verb: (typeof INSTALMENT_VERBS)[number],
): Promise<Instalment> => app.get(PaymentsService).move(await as(who), { id, verb, note: '说明' });
const pay = async (who: Persona, { id }: Instalment, paidOn = '2025-10-27'): Promise<Instalment> =>
  app.get(PaymentsService).pay(await as(who), { id, paidOn, voucher: '记-001' });
/** Requested by the lead, endorsed by guest, approved by bureau, paid by admin. */
const paid = async (instalment: Instalment): Promise<Instalment> => {
  await step('tju', instalment, 'REQUEST');
  await step('guest', instalment, 'ENDORSE');
  await step('bureau', instalment, 'APPROVE');
  return pay('admin', instalment);
};
const book = async (fundId: string): Promise<object> => {
  const [found] = (await app.get(FundYearsReader).ofYear(SYSTEM, 2025)).filter(
    (one) => one.fundId === fundId,
  );
  const { available, committed, paid: out, recovered } = found!;
  return { available, committed, paid: out, recovered };
};

describe('the grant of an approved project', () => {
  it('is covered at once by the fund of its round, as long as that lasts', async () => {
    const fundId = await aFund(app, '5000000');
    const [first, second] = [await aGrant(app, false), await aGrant(app, false)];
    expect(first).toMatchObject({ state: 'COMMITTED', amount: '3500000.00', remaining: '3500000.00' });
    expect(second).toMatchObject({ state: 'PENDING', remaining: '0.00', committedOn: null });
    expect(await book(fundId)).toMatchObject({ available: '1500000.00', committed: '3500000.00' });
  });

  it('is covered by no more than a budget holds, however many ask at once', async () => {
    const fundId = await aFund(app, '7000000', false);
    await aFund(app, '1');
    const grants = [await aGrant(app, false), await aGrant(app, false), await aGrant(app, false)];
    const bureau = await as('bureau');
    const commit = ({ id }: Grant): Promise<string> =>
      codeOf(app.get(GrantsService).commit(bureau, { id, fundId, year: 2025 }));
    const codes = await Promise.all([...grants, ...grants].map(commit));
    expect(codes.filter((code) => code === 'done')).toHaveLength(2);
    expect(await book(fundId)).toMatchObject({ available: '0.00', committed: '7000000.00' });
    const left = (await Promise.all(grants.map(read))).find(({ state }) => state === 'PENDING')!;
    expect(await commit(left)).toBe('ledger.insufficient');
    const other = await app.get(GrantsService).commit(bureau, { id: left.id, fundId: await aFund(app, '3500000', false), year: 2025 }); // prettier-ignore
    expect(other).toMatchObject({ state: 'COMMITTED', remaining: '3500000.00' });
    await app.sql(`UPDATE projects SET state = 'TERMINATED' WHERE id = $1`, [left.projectId]);
    expect(await commit(left)).toBe('grants.project-terminated');
    await app.sql(`UPDATE projects SET state = 'APPROVED' WHERE id = $1`, [left.projectId]);
    const early = app.get(GrantsService).commit(bureau, { id: left.id, fundId, year: 2024 });
    expect(await codeOf(early)).toBe('grants.no-book');
  });

  it('is not for officers whose organisation takes part, nor for its parties to dispose of', async () => {
    const fundId = await aFund(app, '3500000', false);
    await aFund(app, '1');
    const { id } = await aGrant(app, false);
    const commit = async (who: Persona): Promise<string> =>
      codeOf(app.get(GrantsService).commit(await as(who), { id, fundId, year: 2025 }));
    expect(await commit('colleague')).toBe('move.own-organisation');
    expect(await commit('tju')).toBe('FORBIDDEN');
    expect(await commit('rival')).toBe('NOT_FOUND');
  });
});

describe('the instalments of a grant', () => {
  let grant: Grant;

  beforeAll(async () => {
    await aFund(app, '100000000');
    grant = await aGrant(app);
  });
  beforeEach(() => app.clock.set('2025-10-27T10:00:00+08:00'));

  it('add up to it, and name milestones of the task book', async () => {
    const [all, less] = [{ amount: '3500000' }, { amount: '3499999.99' }];
    expect(await codeOf(plan(grant, [less]))).toBe('instalments.unbalanced');
    expect(await codeOf(plan(grant, [all, { amount: '0' }]))).toBe('grants.nothing');
    expect(await codeOf(plan(grant, []))).toBe('instalments.none');
    expect(await codeOf(plan(grant, [{ ...all, milestoneNumber: 2 }]))).toBe('instalments.milestone-unknown');
    expect(await plan(grant, [all])).toHaveLength(1);
    const again = await plan(grant, [{ amount: '99999.99' }, { amount: '2400000.01' }, { amount: '1000000', milestoneNumber: 1, matchingRequired: '500000' }]); // prettier-ignore
    expect(again.map(({ number }) => number)).toEqual([2, 3, 4]);
    expect((await parts(grant))[0]).toMatchObject({ number: 1, state: 'LAPSED' });
  });

  it('below the threshold take one officer, who did not ask for them', async () => {
    const [first] = (await parts(grant)).filter(({ state }) => state === 'PLANNED');
    expect(await codeOf(step('enterprise', first!, 'REQUEST'))).toBe('FORBIDDEN');
    await step('bureau', first!, 'REQUEST');
    expect(await codeOf(step('bureau', first!, 'APPROVE'))).toBe('FORBIDDEN');
    expect(await codeOf(step('colleague', first!, 'APPROVE'))).toBe('move.own-organisation');
    expect(await codeOf(step('guest', first!, 'ENDORSE'))).toBe('instalments.one-suffices');
    await step('guest', first!, 'APPROVE');
    expect(await codeOf(pay('guest', first!))).toBe('FORBIDDEN');
    expect(await codeOf(pay('bureau', first!, '2025-10-28'))).toBe('instalments.paid-later');
    expect(await codeOf(pay('bureau', first!, '2025-10-26'))).toBe('instalments.paid-early');
    expect(await pay('bureau', first!)).toMatchObject({
      state: 'PAID',
      paidOn: '2025-10-27',
      voucher: '记-001',
    });
    expect(await read(grant)).toMatchObject({ paid: '99999.99', remaining: '3400000.01' });
  });

  it('that bring a grant to the threshold take two, however small they are', async () => {
    const [second] = (await parts(grant)).filter(({ state }) => state === 'PLANNED');
    const small = await plan(grant, [{ amount: '0.01' }, { amount: '2400000' }, { amount: '1000000', milestoneNumber: 1, matchingRequired: '500000' }]); // prettier-ignore
    expect(await codeOf(step('tju', second!, 'REQUEST'))).toBe('move.illegal');
    await step('tju', small[0]!, 'REQUEST');
    expect(await codeOf(step('guest', small[0]!, 'APPROVE'))).toBe('instalments.endorse-first');
    await step('guest', small[0]!, 'ENDORSE');
    expect(await codeOf(step('guest', small[0]!, 'APPROVE'))).toBe('FORBIDDEN');
    await step('bureau', small[0]!, 'RETURN');
    await paid(small[0]!);
    await app.get(Settings).change(SYSTEM, 'funding.second-approval-from', 5_000_000, '测试');
    await step('tju', small[1]!, 'REQUEST');
    expect(await step('guest', small[1]!, 'APPROVE')).toMatchObject({ state: 'APPROVED' });
    await step('guest', small[1]!, 'RETURN');
    await app.get(Settings).change(SYSTEM, 'funding.second-approval-from', 100_000, '测试');
  });

  it('of eight who pay at once one pays, and a payment that did not arrive is paid again', async () => {
    const [, large] = (await parts(grant))
      .filter(({ state }) => state !== 'LAPSED' && state !== 'PAID')
      .reverse();
    await step('tju', large!, 'REQUEST');
    await step('guest', large!, 'ENDORSE');
    await step('bureau', large!, 'APPROVE');
    const codes = await Promise.all(Array.from({ length: 8 }, () => codeOf(pay('admin', large!))));
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    expect(await read(grant)).toMatchObject({ paid: '2500000.00', remaining: '1000000.00' });
    const reverse = async (who: Persona): Promise<string> =>
      codeOf(app.get(PaymentsService).reverse(await as(who), { id: large!.id, note: '退汇' }));
    expect(await reverse('admin')).toBe('FORBIDDEN');
    expect(await reverse('guest')).toBe('done');
    expect(await read(grant)).toMatchObject({ paid: '100000.00', remaining: '3400000.00' });
    await pay('admin', large!);
    expect(await read(grant)).toMatchObject({ paid: '2500000.00', remaining: '1000000.00' });
  });

  it('wait for their milestone and for the matching money', async () => {
    const last = (await parts(grant)).find(({ state }) => state === 'PLANNED')!;
    expect(await codeOf(step('tju', last, 'REQUEST'))).toBe('instalments.milestone-open');
    await app.sql(`UPDATE milestones SET state = 'REACHED' WHERE project_id = $1`, [grant.projectId]);
    expect(await codeOf(step('tju', last, 'REQUEST'))).toBe('instalments.matching-missing');
    expect(await codeOf(app.get(GrantsService).close(await as('bureau'), { id: grant.id, note: '结题' }))).toBe('grants.project-running'); // prettier-ignore
  });
});

describe('the end of a project', () => {
  let fundId: string;
  const started = async (): Promise<Grant> => {
    fundId = await aFund(app, '3500000');
    const grant = await aGrant(app);
    const [first] = await plan(grant, [{ amount: '2000000' }, { amount: '1500000' }]);
    await paid(first!);
    return grant;
  };

  it('by termination frees what is not paid; what was paid can be claimed back, no more, and is posted', async () => {
    const grant = await started();
    const [, open] = await parts(grant);
    await step('tju', open!, 'REQUEST');
    const terminate = { id: grant.projectId, verb: 'TERMINATE', note: '终止' } as const;
    await app.get(ProjectsService).move(await as('bureau'), terminate);
    expect(await codeOf(step('guest', open!, 'ENDORSE'))).toBe('instalments.not-running');
    await app.drain();
    expect(await book(fundId)).toEqual({ available: '1500000.00', committed: '0.00', paid: '2000000.00', recovered: '0.00' }); // prettier-ignore
    expect((await parts(grant)).map(({ state }) => state)).toEqual(['PAID', 'LAPSED']);
    const { id } = (await app.get(RecoveriesReader).ofProject(grant.projectId))!;
    const recoveries = app.get(RecoveriesService);
    const assess = async (properlyUsed: string): Promise<unknown> =>
      recoveries.assess(await as('bureau'), { id, properlyUsed, reason: '审计' });
    expect(await codeOf(assess('2000000.01'))).toBe('recoveries.used-above');
    expect(await assess('500000')).toMatchObject({ amount: '1500000.00' });
    await recoveries.move(await as('guest'), { id, verb: 'CONFIRM' });
    await recoveries.move(await as('guest'), { id, verb: 'RECORD', note: '收据 1' });
    await app.drain();
    expect(await book(fundId)).toMatchObject({
      paid: '2000000.00',
      recovered: '1500000.00',
      available: '1500000.00',
    });
    expect(await read(grant)).toMatchObject({ state: 'CLOSED', paid: '2000000.00', recovered: '1500000.00' });
  });

  it('by acceptance leaves it payable until an officer closes the grant', async () => {
    const grant = await started();
    await app.sql(`UPDATE projects SET state = 'COMPLETED' WHERE id = $1`, [grant.projectId]);
    const [, open] = await parts(grant);
    const close = async (): Promise<string> =>
      codeOf(app.get(GrantsService).close(await as('bureau'), { id: grant.id, note: '结余收回' }));
    await step('tju', open!, 'REQUEST');
    expect(await close()).toBe('grants.requests-open');
    await step('guest', open!, 'RETURN');
    expect(await close()).toBe('done');
    expect(await book(fundId)).toMatchObject({ available: '1500000.00', committed: '0.00' });
    expect(await codeOf(plan(grant, [{ amount: '1500000' }]))).not.toBe('done');
  });
});
