import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { cloneDatabase, onServer, withDatabase } from '../../test/support/database';
import { connect, databaseOptions, migrate, migrationClasses } from './database';

describe('migrations', () => {
  it('run once though three processes boot at the same moment', async () => {
    const template = process.env['BENFU_TEST_TEMPLATE']!;
    const name = `benfu_boot_${randomBytes(4).toString('hex')}`;
    await onServer(template, `create database ${name}`);
    try {
      const url = withDatabase(template, name);
      const ran = await Promise.all([migrate(url), migrate(url), migrate(url)]);
      expect(ran.map((names) => names.length).sort((a, b) => a - b)).toEqual([
        0,
        0,
        migrationClasses().length,
      ]);
    } finally {
      await onServer(template, `drop database ${name} with (force)`);
    }
  });

  it('have nothing to do on a copy of the template', async () => {
    const database = await cloneDatabase();
    expect(await migrate(database.url)).toEqual([]);
    await database.drop();
  });

  it('say in one sentence that there is no server', async () => {
    await expect(connect('postgres://benfu:secret@127.0.0.1:1/benfu')).rejects.toThrow(
      /^Benfu cannot reach PostgreSQL at 127\.0\.0\.1:1\/benfu: .*ECONNREFUSED.*Check DATABASE_URL\.$/,
    );
  });
});

describe('connections', () => {
  it('end statements that take too long, and read days and amounts as text', async () => {
    const database = await cloneDatabase();
    const source = new DataSource(
      databaseOptions(database.url, { appName: 'spec', poolSize: 2, statementTimeoutMs: 100 }),
    );
    await source.initialize();
    await expect(source.query('select pg_sleep(5)')).rejects.toThrow(/statement timeout/);
    expect(await source.query(`select date '2025-03-14' as day, 12.50::numeric(16,2) as amount`)).toEqual([
      { day: '2025-03-14', amount: '12.50' },
    ]);
    expect(await source.query('show lock_timeout')).toEqual([{ lock_timeout: '2s' }]);
    await source.destroy();
    await database.drop();
  });

  it('survive the end of a server connection', async () => {
    const database = await cloneDatabase();
    const source = new DataSource(
      databaseOptions(database.url, { appName: 'spec', poolSize: 2, statementTimeoutMs: 5_000 }),
    );
    await source.initialize();
    const killer = new Client({ connectionString: database.url });
    await killer.connect();
    await killer.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'spec'`,
    );
    await killer.end();
    await new Promise((done) => setTimeout(done, 50));
    expect(await source.query('select 1 as one')).toEqual([{ one: 1 }]);
    await source.destroy();
    await database.drop();
  });
});
