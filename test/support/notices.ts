import type { ParsedMail } from 'mailparser';
import { Courier } from '../../src/areas/letters';
import { Need } from '../../src/areas/needs';
import { notice, Notifier, type Notice } from '../../src/areas/notifications';
import { newId } from '../../src/kernel/ids';
import { sql } from '../../src/kernel/policy';
import { startApp, type TestApp } from './app';
import { Mailbox } from './mailbox';
import type { Persona } from './personas';
import { put } from './tenants';

const text = { zh: '发生了：{title}', en: 'It happened: {title}' };
const next = { zh: '去看看：', en: 'Have a look:' };
const why = { zh: '您在测试中', en: 'you are in a test' };
const title = { zh: '通知 {title}', en: 'Notice {title}' };
const common = { title, text, next, why, path: '/needs' };

/** Notices of the tests: one that is like most, one that serves a decision, one that a calendar goes with. */
export const PLAIN = notice('test.plain', { kind: 'NEEDS', ...common });
export const SERVING = notice('test.serving', { kind: 'DECISIONS', ...common });
export const ALONE = notice('test.alone', { kind: 'LIAISON', alone: true, ...common });
/** Of no use once its need is closed. */
export const WHILE_OPEN = notice('test.while-open', {
  ...{ kind: 'NEEDS', ...common },
  useful: () => sql`EXISTS (SELECT FROM needs WHERE id = t.subject_id AND state = 'OPEN')`,
});

/** Of use until the instant in its words. */
export const WINDOW = notice('test.window', {
  ...{ kind: 'NEEDS', ...common },
  useful: (now) => sql`(t.words->>'until')::timestamptz > ${now}`,
});

/** A program whose notifications are sorted and sent when the test says so, and a mail server. */
export class NoticeStage {
  private told = 0;

  private constructor(
    readonly app: TestApp,
    readonly mailbox: Mailbox,
    /** A need of the enterprise that everybody may read. */
    readonly need: string,
  ) {}

  /** On Monday 5 January 2026 at nine in the morning. */
  static async open(): Promise<NoticeStage> {
    const mailbox = await new Mailbox().up();
    const environment = { SMTP_URL: mailbox.url };
    const app = await startApp({ now: '2026-01-05T09:00:00+08:00', environment });
    for (const persona of ['enterprise', 'tju', 'bureau'] as const) await app.personas.account(persona);
    return new NoticeStage(app, mailbox, await aNeed(app, 'PUBLIC'));
  }

  /** Nobody has been told anything, and nobody wishes anything. */
  async clear(): Promise<void> {
    await this.app.sql(
      'TRUNCATE notifications, letters, letter_attempts, notification_preferences, notification_profiles',
    );
    this.mailbox.mails.length = 0;
    this.at('2026-01-05T09:00');
  }

  /** It is `local` in Xining: `2026-01-08T09:00`. */
  at(local: string): void {
    this.app.clock.set(`${local}:00+08:00`);
  }

  /** Tells some people of an occasion; gives how many hear of it for the first time. */
  async tell(
    of: Notice,
    people: readonly Persona[],
    more: { subjectId?: string; scopeId?: string; key?: string; title?: string } = {},
  ): Promise<number> {
    const accounts = await Promise.all(people.map((name) => this.app.personas.account(name)));
    const ids = accounts.map(({ accountId }) => accountId);
    const { subjectId = this.need, scopeId = null, key = `test/${++this.told}`, title: said = key } = more;
    return this.app.get(Notifier).tell(of, {
      ...{ key, scopeId, subject: { type: 'need', id: subjectId }, words: { title: said } },
      to: sql`SELECT unnest(${ids}::uuid[]) AS account_id, NULL::uuid AS organisation_id`,
    });
  }

  /** Another need of the enterprise. */
  anotherNeed(visibility: 'PUBLIC' | 'CONFIDENTIAL', disclosedTo: readonly string[] = []): Promise<string> {
    return aNeed(this.app, visibility, disclosedTo);
  }

  /** Sorts and sends what is due; gives the mails that have come of it. */
  async deliver(): Promise<ParsedMail[]> {
    const before = this.mailbox.mails.length;
    await this.app.get(Courier).deliver();
    return this.mailbox.mails.slice(before);
  }

  /** The state of each notification in the order of their keys, with that of its letter where there is one. */
  async states(): Promise<string[]> {
    const rows = await this.app.sql<{ state: string; letter: string | null }>(`
      SELECT n.state, l.state AS letter FROM notifications n LEFT JOIN letters l ON l.id = n.letter_id
      ORDER BY substring(n.key FROM '\\d+')::int`);
    return rows.map(({ state, letter }) => (letter === null ? state : `${state} ${letter}`));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.mailbox.down();
  }
}

async function aNeed(app: TestApp, visibility: string, disclosedTo: readonly string[] = []): Promise<string> {
  const id = newId(new Date());
  const organisationId = await app.personas.organisation('enterprise');
  const content = { title: '测试的需求', description: '测试', metrics: [], keywords: [], sectors: [] };
  await put(app, Need, { id, organisationId, state: 'OPEN', visibility, disclosedTo, ...content });
  return id;
}
