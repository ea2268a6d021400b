import fc from 'fast-check';
import { startApp, type TestApp } from '../../../test/support/app';
import { brokenInvariants } from '../../../test/support/invariants';
import type { Persona } from '../../../test/support/personas';
import { codeOf } from '../../../test/support/refusals';
import { SYSTEM } from '../../kernel/actor';
import { AccountsService } from '../accounts';
import { revised } from '../programmes/programme.testing';
import { ProjectsService } from '../projects';
import { aFund, aGrant } from './grant.testing';
import { GrantsReader, InstalmentsReader } from './grants.reader';
import { GrantsService } from './grants.service';
import { INSTALMENT_VERBS } from './instalment';
import { PaymentsService } from './payments.service';

let app: TestApp;
const OFFICERS = ['bureau', 'guest', 'admin'] as const satisfies readonly Persona[];

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
  for (const name of ['enterprise', 'tju', ...OFFICERS] as const) await app.as(name);
  for (const name of ['guest', 'admin'])
    await app.get(AccountsService).setRole(SYSTEM, `${name}@test.example`, 'BUREAU_OFFICER', true);
  await revised(app, { 'applications.leader-projects': 100 });
  await aFund(app, '14000000');
});
afterAll(() => app.close());

/** What somebody tries, on which of the instalments. */
const attempt = fc.record({
  what: fc.oneof(
    { arbitrary: fc.constantFrom(...INSTALMENT_VERBS, 'PAY' as const), weight: 12 },
    { arbitrary: fc.constantFrom('REVERSE' as const, 'PLAN' as const), weight: 2 },
    { arbitrary: fc.constantFrom('TERMINATE' as const, 'CLOSE' as const), weight: 1 },
  ),
  who: fc.constantFrom(...OFFICERS, 'tju' as const),
  which: fc.nat(3),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer A> ? A : never;

const PARTS = [{ amount: '50000' }, { amount: '50000.01' }, { amount: '3399999.99' }];

async function tryOne(grantId: string, projectId: string, { what, who, which }: Attempt): Promise<string> {
  const actor = await app.personas.actor(who);
  const payments = app.get(PaymentsService);
  const note = '说明';
  if (what === 'PLAN') return codeOf(payments.plan(actor, { grantId, instalments: PARTS }));
  if (what === 'CLOSE') return codeOf(app.get(GrantsService).close(actor, { id: grantId, note }));
  if (what === 'TERMINATE')
    return codeOf(app.get(ProjectsService).move(actor, { id: projectId, verb: what, note }));
  const live = (await app.get(InstalmentsReader).all(grantId)).filter(({ state }) => state !== 'LAPSED');
  const id = live[which % (live.length || 1)]?.id;
  if (id === undefined) return 'nothing';
  if (what === 'PAY') return codeOf(payments.pay(actor, { id, paidOn: '2025-10-27', voucher: '记-1' }));
  if (what === 'REVERSE') return codeOf(payments.reverse(actor, { id, note }));
  return codeOf(payments.move(actor, { id, verb: what, note }));
}

it('whatever officers and parties try at the same moment, every fen is where the records say', async () => {
  const outcomes: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: 40, maxLength: 80 }), async (attempts) => {
      const { id, projectId } = await aGrant(app);
      await app.get(PaymentsService).plan(SYSTEM, { grantId: id, instalments: PARTS });
      for (let from = 0; from < attempts.length; from += 5) {
        const together = attempts.slice(from, from + 5);
        outcomes.push(...(await Promise.all(together.map((one) => tryOne(id, projectId, one)))));
      }
      await app.drain();
      expect(await brokenInvariants(app)).toEqual({});
      const grant = await app.get(GrantsReader).get(SYSTEM, id);
      expect(Number(grant.paid)).toBeLessThanOrEqual(Number(grant.amount));
    }),
    { numRuns: 4, seed: 20_251_013, endOnFailure: true },
  );
  expect(outcomes.filter((code) => code === 'done').length).toBeGreaterThan(8);
});
