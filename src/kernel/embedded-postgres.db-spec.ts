import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedPostgres, type EmbeddedOptions } from './embedded-postgres';
import { commandOf, freePort, readPostmaster, spawnPostgres } from './postgres-process';
import { StartError } from './start-error';

const directory = mkdtempSync(join(tmpdir(), 'benfu-embedded-'));
const cluster = join(directory, 'postgres');
const open = (mode: EmbeddedOptions['mode'] = 'own', at = directory): Promise<EmbeddedPostgres> =>
  EmbeddedPostgres.open({ directory: at, mode, durable: false });

async function query<R extends object>(server: EmbeddedPostgres, text: string): Promise<R[]> {
  const client = new Client({ connectionString: server.url() });
  await client.connect();
  try {
    return (await client.query<R>(text)).rows;
  } finally {
    await client.end();
  }
}

/** What a killed Benfu leaves behind: a server that nobody owns. */
async function orphan(): Promise<number> {
  const args = ['-D', cluster, '-p', String(await freePort()), '-c', 'unix_socket_directories='];
  spawnPostgres('postgres', args, cluster, join(directory, 'postgres.log')).unref();
  while (!readPostmaster(cluster)?.ready) await sleep(10);
  return readPostmaster(cluster)!.pid;
}

beforeAll(async () => {
  const server = await open();
  await query(server, 'create table kept (what text)');
  await query(server, `insert into kept values ('奔赴')`);
  await server.stop();
});

afterAll(() => rmSync(directory, { recursive: true }));

describe('the embedded PostgreSQL', () => {
  it('keeps its data from one start to the next', async () => {
    const server = await open();
    expect(await query(server, 'select what from kept')).toEqual([{ what: '奔赴' }]);
    await server.stop();
    expect(readPostmaster(cluster)).toBeUndefined();
  });

  it('knows Chinese letters, also in trigrams', async () => {
    const server = await open();
    await query(server, 'create extension if not exists pg_trgm');
    const [row] = await query<{ likeness: number }>(
      server,
      `select similarity('碳酸锂提纯', '碳酸锂') as likeness`,
    );
    expect(row!.likeness).toBeGreaterThan(0.3);
    await server.stop();
  });

  it('adopts the server that a killed Benfu left, and stops it in the end', async () => {
    const pid = await orphan();
    const server = await open();
    expect(readPostmaster(cluster)!.pid).toBe(pid);
    expect(await query(server, 'select what from kept')).toHaveLength(1);
    await server.stop();
    expect(readPostmaster(cluster)).toBeUndefined();
  });

  it('is started again on its port when it is killed under a running Benfu', async () => {
    let onCrash!: NonNullable<EmbeddedOptions['onCrash']>;
    const outcome = new Promise((done) => (onCrash = done));
    const server = await EmbeddedPostgres.open({ directory, mode: 'own', durable: false, onCrash });
    const url = server.url();
    const { pid } = readPostmaster(cluster)!;
    process.kill(pid, 'SIGKILL');
    expect(await outcome).toBe('recovered');
    expect(readPostmaster(cluster)!.pid).not.toBe(pid);
    expect(server.url()).toBe(url);
    expect(await query(server, 'select what from kept')).toEqual([{ what: '奔赴' }]);
    await expect(open()).rejects.toThrow(/^Another Benfu is running/);
    await server.stop();
    expect(readPostmaster(cluster)).toBeUndefined();
  });

  it('serves one Benfu at a time, and lets tools attach without ending it', async () => {
    const server = await open();
    await expect(open()).rejects.toThrow(/^Another Benfu is running on .*BENFU_DATA/);
    const tool = await open('attach');
    expect(await query(tool, 'select 1')).toHaveLength(1);
    await tool.stop();
    expect(await query(server, 'select 1')).toHaveLength(1);
    await server.stop();
  });

  it('starts over the trace of a server that died', async () => {
    writeFileSync(join(cluster, 'postmaster.pid'), `4194305\n${cluster}\n0\n5432\n\n127.0.0.1\n\nready\n`);
    expect(commandOf(4194305)).toBeUndefined();
    const server = await open();
    await server.stop();
  });

  it('says which process a trace names that is not PostgreSQL', async () => {
    writeFileSync(
      join(cluster, 'postmaster.pid'),
      `${process.pid}\n${cluster}\n0\n5432\n\n127.0.0.1\n\nready\n`,
    );
    await expect(open()).rejects.toThrow(new RegExp(`names process ${process.pid}, which is not PostgreSQL`));
    rmSync(join(cluster, 'postmaster.pid'));
  });

  it('leaves alone a server that does not take its password', async () => {
    const password = readFileSync(join(directory, 'postgres-password'), 'utf8');
    const pid = await orphan();
    writeFileSync(join(directory, 'postgres-password'), 'another'.repeat(6));
    await expect(open()).rejects.toThrow(new RegExp(`did not start \\(process ${pid}\\)`));
    expect(commandOf(pid)).toContain('postgres');
    writeFileSync(join(directory, 'postgres-password'), password);
    await (await open()).stop();
  });

  it('clears away what a first start left that was killed, and not what another is making now', async () => {
    const folder = join(directory, 'killed');
    const [old, young] = ['postgres.new-old', 'postgres.new-young'].map((name) => join(folder, name));
    for (const path of [old!, young!]) mkdirSync(path, { recursive: true });
    utimesSync(old!, 0, 0);
    await (await open('own', folder)).stop();
    expect(readdirSync(folder).filter((name) => name.includes('.new-'))).toEqual(['postgres.new-young']);
  });

  it('lets one of two win that start at once on an empty directory', async () => {
    const fresh = join(directory, 'fresh');
    const results = await Promise.allSettled([open('own', fresh), open('own', fresh)]);
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const lost = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    await Promise.all(won.map((server) => server.stop()));
    expect(won).toHaveLength(1);
    expect(lost[0]).toBeInstanceOf(StartError);
  });

  it.each([
    ['another version', 'PG_VERSION', '16\n', /made by PostgreSQL 16/],
    ['something else', 'thesis.doc', '', /not a PostgreSQL database/],
  ])('refuses a directory of %s', async (name, file, content, sentence) => {
    const folder = join(directory, name);
    mkdirSync(join(folder, 'postgres'), { recursive: true });
    writeFileSync(join(folder, 'postgres', file), content);
    await expect(open('own', folder)).rejects.toThrow(sentence);
  });

  it('refuses a place that cannot be written', async () => {
    const file = join(directory, 'a-file');
    writeFileSync(file, '');
    await expect(open('own', file)).rejects.toThrow(
      /cannot keep its data in .*a-file: it is a file\. Set BENFU_DATA/,
    );
    await expect(open('own', join(file, 'below'))).rejects.toThrow(/part of the path is a file/);
  });
});
