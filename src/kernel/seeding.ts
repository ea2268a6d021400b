import type { INestApplicationContext } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from './clock';
import { connect } from './database';
import { UnitOfWork } from './unit-of-work';

/** What fills an empty database, once. */
export interface Seed {
  readonly name: string;
  readonly run: (app: INestApplicationContext) => Promise<void>;
}

const SEED_LOCK = 7_236_013;

/** Runs each seed that has not run on this database, all of it or nothing; gives the names of those that did now. */
export async function seedOnce(
  app: INestApplicationContext,
  url: string,
  seeds: readonly Seed[],
): Promise<string[]> {
  const uow = app.get(UnitOfWork);
  const guard = await connect(url);
  const done: string[] = [];
  try {
    await guard.query('select pg_advisory_lock($1)', [SEED_LOCK]);
    for (const { name, run } of seeds) {
      const { rowCount } = await guard.query('select 1 from seeds_run where name = $1', [name]);
      if (rowCount) continue;
      // In one transaction: a seed that was written and not noted would be written again.
      await uow.run(async () => {
        await run(app);
        await uow.query(sql`INSERT INTO seeds_run (name, at) VALUES (${name}, ${app.get(Clock).now()})`);
      });
      done.push(name);
    }
  } finally {
    await guard.end();
  }
  return done;
}

/** When a seed ran on this database, by the clock then in use; undefined where it has not. */
export async function seededAt(app: INestApplicationContext, name: string): Promise<Date | undefined> {
  const [row] = await app
    .get(UnitOfWork)
    .query<{ at: Date }>(sql`SELECT at FROM seeds_run WHERE name = ${name}`);
  return row?.at;
}
