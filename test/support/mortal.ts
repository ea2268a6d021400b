import { DataSource } from 'typeorm';
import { Courier, LetterWriter } from '../../src/areas/letters';
import { Mailroom } from '../../src/areas/letters/courier';
import { GroupPost } from '../../src/areas/letters/group-post';
import { LetterReader } from '../../src/areas/letters/letter-reader';
import { Sorter } from '../../src/areas/letters/sorter';
import { AccountsReader } from '../../src/areas/accounts';
import { Notifier } from '../../src/areas/notifications';
import { Clock } from '../../src/kernel/clock';
import { databaseOptions } from '../../src/kernel/database';
import { Facts } from '../../src/kernel/facts';
import type { Jobs } from '../../src/kernel/jobs';
import { type Mail, type Mailer, messageIdOf } from '../../src/kernel/mail';
import { Nodes } from '../../src/kernel/nodes';
import { sql, type Sql } from '../../src/kernel/policy';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import type { TestApp } from './app';

/** The process has ended: whatever it still tries ends in this. */
class Ended extends Error {}

/** What a mail server does with a message; LOSE: takes it, and the answer never arrives. */
export type Answer = 'TAKE' | 'REFUSE' | 'LOSE';

/** One copy of one message that the mail server has taken. */
export interface Taken {
  readonly messageId: string;
  readonly to: string;
  readonly text: string;
  readonly at: Date;
}

/** A mail server that answers as it is told, and else takes everything. */
export class Post {
  readonly taken: Taken[] = [];
  readonly answers: Answer[] = [];
  /** By Message-ID, how often a copy was taken and the note of it may be lost: so many more copies may come. */
  readonly excused = new Map<string, number>();

  excuse(messageId: string): void {
    this.excused.set(messageId, (this.excused.get(messageId) ?? 0) + 1);
  }
}

/** One life of a process: at a moment that was set before it ends, or its connections are cut. */
class Life {
  dead = false;
  crashIn = Infinity;
  cutIn = Infinity;
  /** Messages taken by the mail server whose receipt is not written yet. */
  readonly unnoted = new Set<string>();

  constructor(
    private readonly post: Post,
    private readonly cut: () => Promise<void>,
  ) {}

  /** Between any two things that the process does. */
  async moment(): Promise<void> {
    if (!this.dead && --this.cutIn === 0) await this.cut();
    if (!this.dead && --this.crashIn === 0) {
      this.dead = true;
      for (const messageId of this.unnoted) this.post.excuse(messageId);
    }
    this.alive();
  }

  /** Another part of the process may have ended it while this one waited. */
  alive(): void {
    if (this.dead) throw new Ended('the process has ended');
  }

  async around<T>(work: () => Promise<T>): Promise<T> {
    await this.moment();
    this.alive();
    const result = await work();
    await this.moment();
    return result;
  }

  /** The receipt of a letter is written, or the database did not answer. */
  async noting<T>(statement: Sql, work: () => Promise<T>): Promise<T> {
    const ids = statement.values.map((value) => messageIdOf(`letters/${String(value)}`));
    const messageId = ids.find((id) => this.unnoted.has(id));
    if (messageId === undefined) return work();
    try {
      return await work();
    } catch (error) {
      if (!this.dead) this.post.excuse(messageId);
      throw error;
    } finally {
      if (!this.dead) this.unnoted.delete(messageId);
    }
  }
}

/** A process with a notifier, a sorter and a courier that can end at every point where it waits for anything. */
export class Mortal {
  life!: Life;
  notifier!: Notifier;
  sorter!: Sorter;
  courier!: Courier;

  private constructor(
    private readonly app: TestApp,
    private readonly name: string,
    private readonly source: DataSource,
    private readonly uow: UnitOfWork,
    private readonly post: Post,
  ) {
    this.begin();
  }

  static async open(app: TestApp, name: string, post: Post): Promise<Mortal> {
    const settings = { appName: name, poolSize: 5, statementTimeoutMs: 20_000 };
    const source = await new DataSource(databaseOptions(app.databaseUrl, settings)).initialize();
    return new Mortal(app, name, source, new UnitOfWork(source), post);
  }

  /** Does something; afterwards the process lives, as a new one if it had to. Tells whether it was done. */
  async does(work: (it: this) => Promise<unknown>): Promise<boolean> {
    try {
      await work(this);
      return true;
    } catch (error) {
      if (!this.life.dead && !/terminat|connection|EPIPE|ECONNRESET/i.test(String(error))) throw error;
      return false;
    } finally {
      if (this.life.dead) this.begin();
    }
  }

  /** In one transaction. */
  commit(work: () => Promise<unknown>): Promise<unknown> {
    return this.life.around(() => this.uow.run(work));
  }

  async close(): Promise<void> {
    await this.uow.onApplicationShutdown();
    await this.source.destroy();
  }

  private begin(): void {
    const { app, uow } = this;
    const life = (this.life = new Life(this.post, () => this.cut()));
    const clock = app.get(Clock);
    const mortal = this.wrapped(life);
    const facts = new Facts(mortal, clock);
    const forgetful = { add: () => Promise.resolve() } as unknown as Jobs; // a queue that loses everything
    this.notifier = new Notifier(mortal, clock, forgetful);
    this.sorter = new Sorter(mortal, clock, facts);
    const reader = new LetterReader(uow, clock, app.get(AccountsReader), app.get(Nodes));
    const mailer = { send: (mail: Mail) => this.send(life, mail) } as unknown as Mailer;
    const room = new Mailroom(this.sorter, reader, app.get(LetterWriter), mailer, app.get(GroupPost));
    this.courier = new Courier(mortal, clock, facts, forgetful, room);
  }

  /** The unit of work as this life uses it. */
  private wrapped(life: Life): UnitOfWork {
    const { uow } = this;
    return {
      get active() {
        return uow.active;
      },
      run: <T>(work: () => Promise<T>) => life.around(() => uow.run(work)),
      query: <R>(statement: Sql) => life.noting(statement, () => life.around(() => uow.query<R>(statement))),
      afterCommit: (hook: () => void) => uow.afterCommit(hook),
    } as unknown as UnitOfWork;
  }

  private async send(life: Life, { messageId, to, text }: Mail): Promise<void> {
    await life.moment();
    life.alive();
    const answer = this.post.answers.shift() ?? 'TAKE';
    if (answer === 'REFUSE') throw new Error('451 try again later');
    this.post.taken.push({ messageId, to, text, at: this.app.clock.now() });
    if (answer === 'LOSE') {
      this.post.excuse(messageId);
      throw new Error('socket hang up');
    }
    life.unnoted.add(messageId);
    await life.moment();
  }

  /** The database ends every connection of this process. */
  private async cut(): Promise<void> {
    await this.app
      .get(UnitOfWork)
      .query(
        sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = ${this.name}`,
      );
  }
}
