import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { cloneDatabase } from '../../test/support/database';
import { databaseOptions } from './database';
import { sql } from './policy';
import { UnitOfWork } from './unit-of-work';

let dataSource: DataSource;
let uow: UnitOfWork;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await cloneDatabase();
  drop = () => database.drop();
  const settings = { appName: 'test', poolSize: 10, statementTimeoutMs: 5_000 };
  dataSource = await new DataSource(databaseOptions(database.url, settings)).initialize();
  uow = new UnitOfWork(dataSource);
  await uow.query(sql`CREATE TABLE counters (id int PRIMARY KEY, n int NOT NULL DEFAULT 0)`);
});

beforeEach(async () => {
  await uow.query(sql`DELETE FROM counters`);
  await uow.query(sql`INSERT INTO counters (id) VALUES (1), (2)`);
});

afterAll(async () => {
  await uow.onApplicationShutdown();
  await dataSource.destroy();
  await drop();
});

const add = (id: number): Promise<unknown[]> =>
  uow.query(sql`UPDATE counters SET n = n + 1 WHERE id = ${id}`);
const counts = async (): Promise<number[]> =>
  (await uow.query<{ n: number }>(sql`SELECT n FROM counters ORDER BY id`)).map(({ n }) => n);

it('keeps all of a unit of work or nothing; inner work joins', async () => {
  await uow.run(() => uow.run(() => add(1)));
  const failed = uow.run(async () => {
    await add(1);
    await uow.run(() => add(2));
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await counts()).toEqual([1, 0]);
});

it('lets one part of an outer unit fail alone', async () => {
  await uow.outer(async () => {
    await uow.run(() => add(1));
    await expect(
      uow.run(async () => {
        await add(2);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
  });
  expect(await counts()).toEqual([1, 0]);
});

it('calls the work again after a deadlock', async () => {
  const both = (first: number, second: number): Promise<void> =>
    uow.run(async () => {
      await add(first);
      await pause(50);
      await add(second);
    });
  await Promise.all([both(1, 2), both(2, 1), both(1, 2), both(2, 1)]);
  expect(await counts()).toEqual([4, 4]);
});

it('takes queries that come side by side one after another inside a transaction', async () => {
  const warned = jest.spyOn(process, 'emitWarning');
  await uow.run(() => Promise.all([add(1), add(1), counts(), add(2)]));
  expect(await counts()).toEqual([2, 1]);
  expect(warned).not.toHaveBeenCalled();
});

it('calls hooks after the commit and only then', async () => {
  const seen: string[] = [];
  await uow.run(async () => {
    uow.afterCommit(() => seen.push('hook'));
    await add(1);
    seen.push('work');
  });
  await expect(uow.run(() => { uow.afterCommit(() => seen.push('never')); return Promise.reject(new Error('no')); })).rejects.toThrow(); // prettier-ignore
  expect(seen).toEqual(['work', 'hook']);
  expect(() => uow.afterCommit(() => undefined)).toThrow('outside');
});
