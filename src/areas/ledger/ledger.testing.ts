import type { TestApp } from '../../../test/support/app';
import { newId } from '../../kernel/ids';
import type { Place } from './account';
import type { Line } from './ledger.service';

let made = 0;

/** A book of a fund of its own, with nothing in it. */
export async function aBook(app: TestApp, year = 2025): Promise<string> {
  const [fundId, id] = [newId(app.clock.now()), newId(app.clock.now())];
  await app.sql('INSERT INTO funds (id, code, name) VALUES ($1, $2, $3)', [
    fundId,
    `fund-${++made}`,
    '测试资金',
  ]);
  await app.sql('INSERT INTO fund_years (id, fund_id, year) VALUES ($1, $2, $3)', [id, fundId, year]);
  return id;
}

/** So much from one account to another. */
export const between = (from: Place, to: Place, amount: string): Line[] => [
  { ...from, amount: `-${amount}` },
  { ...to, amount },
];
