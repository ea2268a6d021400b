import type { TestApp } from '../../../test/support/app';
import { SYSTEM } from '../../kernel/actor';
import { sql } from '../../kernel/policy';
import { FundsService } from '../funds';
import { RoundsReader, RoundsService } from '../rounds';
import { approved, confirmed } from '../taskbooks/taskbook.testing';
import type { Grant } from './grant';
import { GrantsReader } from './grants.reader';

let made = 0;

/** A fund with so much for 2025, which pays for what is approved in the round that is open, if it should. */
export async function aFund(app: TestApp, amount: string, pays = true): Promise<string> {
  const funds = app.get(FundsService);
  const { id: fundId } = await funds.open(SYSTEM, { code: `grants-${++made}`, name: '测试专项资金' });
  await funds.allocate(SYSTEM, { fundId, year: 2025, amount, documentNumber: '1号' });
  if (!pays) return fundId;
  await app.get(RoundsService).plan(SYSTEM, { year: 2025 });
  const [round] = await app.get(RoundsReader).list(SYSTEM, sql`t.state = 'OPEN'`);
  await funds.setRoundFund(SYSTEM, { roundId: round!.id, fundId });
  return fundId;
}

/** The grant of ¥3.5 m of a project of tju and the enterprise, approved on 2025-10-27; in progress where it should. */
export async function aGrant(app: TestApp, inProgress = true): Promise<Grant> {
  app.clock.set('2025-10-13T10:00:00+08:00');
  const project = await approved(app, '2025-10-27', ['tju', 'enterprise']);
  if (inProgress) await confirmed(app, project);
  return (await app.get(GrantsReader).ofProject(project.id))!;
}
