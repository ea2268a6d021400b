import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import sql, { raw } from 'sql-template-tag';
import { cloneDatabase } from '../../test/support/database';
import { SYSTEM } from './actor';
import { canonical } from './canonical';
import { type FactRow, factColumns, hashOf, topic, verifyChain } from './facts';
import { type Process, queueSettings, startProcess, until } from './kernel.testing';

const told = topic<{ text: string; figures?: unknown }>('facts-spec.told');

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let process_: Process;

beforeAll(async () => {
  database = await cloneDatabase();
  process_ = await startProcess(queueSettings('postgres', database.url));
});
afterAll(async () => {
  await process_.close();
  await database.drop();
});

const tell = (id: string, text: string, figures?: unknown): Promise<string> =>
  process_.uow.run(() =>
    process_.facts.state(told, { subject: { type: 'thing', id }, actor: SYSTEM, payload: { text, figures } }),
  );

const rows = (id: string): Promise<FactRow[]> =>
  process_.uow.query<FactRow>(sql`SELECT ${factColumns()} FROM facts WHERE subject_id = ${id} ORDER BY seq`);

/** As somebody who owns the table and switches the trigger off. */
const tamper = (statement: string): Promise<unknown> =>
  process_.uow.run(async () => {
    await process_.uow.query(sql`ALTER TABLE facts DISABLE TRIGGER USER`);
    await process_.uow.query(sql`${raw(statement)}`);
    await process_.uow.query(sql`ALTER TABLE facts ENABLE TRIGGER USER`);
  });

describe('topics', () => {
  it('are declared once', () => {
    expect(() => topic('facts-spec.told')).toThrow('declared twice');
  });
});

describe('canonical JSON', () => {
  it('sorts keys and prints as RFC 8785 asks', () => {
    const value = { b: [1e21, 1.0, -0, '€\u0000"'], a: { ö: null, '\ud83d\ude00': true, z: undefined } };
    expect(canonical(value)).toBe('{"a":{"ö":null,"😀":true},"b":[1e+21,1,0,"€\\u0000\\""]}');
  });
});

describe('facts', () => {
  it('are not stated outside a unit of work', async () => {
    const fact = { subject: { type: 'thing', id: randomUUID() }, actor: SYSTEM, payload: { text: 'x' } };
    await expect(process_.facts.state(told, fact)).rejects.toThrow('outside a unit of work');
  });

  it('form a chain within their subject, whatever the payload', async () => {
    const id = randomUUID();
    const figures = { ü: [0.1, 1e21, 12345678901234567890, null, { b: 1, a: '碳酸锂' }], empty: {} };
    for (const text of ['one', '二', 'three']) await tell(id, text, figures);
    const facts = await rows(id);
    expect(facts.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(facts.map(({ previousHash }) => previousHash)).toEqual([null, facts[0]!.hash, facts[1]!.hash]);
    expect(facts.map(hashOf)).toEqual(facts.map(({ hash }) => hash));
    await expect(verifyChain(process_.uow, id)).resolves.toBeNull();
  });

  it('of many new records begin each a chain that goes on as any other', async () => {
    const ids = Array.from({ length: 3 }, () => randomUUID());
    const figures = { ü: [0.1, 1e21, null, { b: 1, a: '碳酸锂' }] };
    const first = ids.map((id) => ({
      subject: { type: 'thing', id },
      actor: SYSTEM,
      payload: { text: '一', figures },
    }));
    await expect(process_.facts.begin(told, first)).rejects.toThrow('outside a unit of work');
    await process_.uow.run(() => process_.facts.begin(told, first));
    await tell(ids[1]!, 'two');
    for (const [at, id] of ids.entries()) {
      expect((await rows(id)).map(({ seq }) => seq)).toEqual(at === 1 ? [1, 2] : [1]);
      await expect(verifyChain(process_.uow, id)).resolves.toBeNull();
    }
  });

  it('leave no trace when their transaction is rolled back', async () => {
    const id = randomUUID();
    const work = process_.uow.run(async () => {
      await tell(id, 'never');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await rows(id)).toEqual([]);
  });

  it('stated side by side on one subject follow one another', async () => {
    const id = randomUUID();
    await Promise.all(Array.from({ length: 30 }, (_, n) => tell(id, `fact ${n}`)));
    expect((await rows(id)).map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
    await expect(verifyChain(process_.uow, id)).resolves.toBeNull();
  });

  it('stated on two subjects in opposite order do not stay locked', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const both = (first: string, second: string): Promise<unknown> =>
      process_.uow.run(async () => {
        await tell(first, 'first');
        await tell(second, 'second');
      });
    await Promise.all([both(a, b), both(b, a)]);
    expect((await rows(a)).length + (await rows(b)).length).toBe(4);
  });

  it('can only be added', async () => {
    const id = randomUUID();
    await tell(id, 'stays');
    const { uow } = process_;
    await expect(uow.query(sql`UPDATE facts SET note = 'x' WHERE subject_id = ${id}`)).rejects.toThrow(
      'append-only',
    );
    await expect(uow.query(sql`DELETE FROM facts WHERE subject_id = ${id}`)).rejects.toThrow('append-only');
    await expect(uow.query(sql`TRUNCATE facts CASCADE`)).rejects.toThrow('append-only');
    await uow.query(sql`UPDATE facts SET published_at = now() WHERE subject_id = ${id}`);
    expect(await rows(id)).toHaveLength(1);
  });

  it.each([
    ['hash', 2, `UPDATE facts SET payload = '{"text":"forged"}' WHERE seq = 2 AND subject_id = $id`],
    ['hash', 3, `UPDATE facts SET at = at + interval '1 ms' WHERE seq = 3 AND subject_id = $id`],
    ['missing-before', 3, `DELETE FROM facts WHERE seq = 2 AND subject_id = $id`],
    [
      'previous-hash',
      2,
      `UPDATE facts SET previous_hash = repeat('0', 64) WHERE seq = 2 AND subject_id = $id`,
    ],
  ])('show a broken chain: %s at %i', async (fault, seq, statement) => {
    const id = randomUUID();
    for (const text of ['one', 'two', 'three']) await tell(id, text);
    await tamper(statement.replace('$id', `'${id}'`));
    expect(await verifyChain(process_.uow, id)).toMatchObject({ subjectId: id, seq, fault });
    expect(await verifyChain(process_.uow)).not.toBeNull();
    await tamper(`DELETE FROM facts WHERE subject_id = '${id}'`);
    expect(await verifyChain(process_.uow)).toBeNull();
  });
});

describe('the stream of facts', () => {
  it('hands new facts of the subject to each reader, and none from before', async () => {
    const [mine, other] = [randomUUID(), randomUUID()];
    await tell(mine, 'before');
    const reader = process_.stream.subscribe({ subjectId: mine });
    const everything = process_.stream.subscribe();
    await process_.signal.ready();
    await tell(other, 'elsewhere');
    await tell(mine, 'after');
    expect((await reader.next()).value).toMatchObject({ subjectId: mine, payload: { text: 'after' } });
    expect((await everything.next()).value).toMatchObject({ subjectId: other });
    await reader.return!();
    await everything.return!();
    expect(await reader.next()).toEqual({ value: undefined, done: true });
  });

  it('misses nothing when its connection is cut, and repeats nothing', async () => {
    const id = randomUUID();
    const heard: string[] = [];
    const reader = process_.stream.subscribe({ subjectId: id });
    const reading = (async () => {
      for await (const { payload } of reader) heard.push((payload as { text: string }).text);
    })();
    await process_.signal.ready();
    await tell(id, '1');
    await until(() => heard.length === 1);
    await process_.uow.query(
      sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'benfu-facts' AND datname = current_database()`,
    );
    await tell(id, '2');
    await tell(id, '3');
    await until(() => heard.length === 3);
    await tell(id, '4');
    await until(() => heard.length === 4);
    expect(heard).toEqual(['1', '2', '3', '4']);
    await reader.return!();
    await reading;
  });

  it('ends a reader that does not read', async () => {
    const id = randomUUID();
    const reader = process_.stream.subscribe({ subjectId: id });
    await process_.signal.ready();
    await process_.uow.run(async () => {
      for (let n = 0; n <= 1_000; n++) await tell(id, String(n));
    });
    await sleep(1_000);
    let count = 0;
    for await (const fact of reader) count += fact.seq > 0 ? 1 : 0;
    expect(count).toBe(1_000);
    expect((await reader.next()).done).toBe(true);
  });
});

describe('the signal of facts', () => {
  it('tells each who begins to listen that some may have been missed, however late they come', async () => {
    const heard: (string | null)[] = [];
    const stops = [process_.signal.listen((id) => heard.push(id))];
    await process_.signal.ready();
    await until(() => heard.length === 1);
    stops.push(process_.signal.listen((id) => heard.push(id)));
    await until(() => heard.length === 2);
    expect(heard).toEqual([null, null]);
    stops.forEach((stop) => stop());
  });
});
