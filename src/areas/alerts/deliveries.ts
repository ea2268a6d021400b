import { Injectable, Logger } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Config } from '../../kernel/config';
import { publicId } from '../../kernel/ids';
import { Job, Jobs } from '../../kernel/jobs';
import { Mailer, messageIdOf, type Mail } from '../../kernel/mail';
import { LEASE_MS, MAIL_ATTEMPTS, pauseAfter } from '../../kernel/mail-retries';
import { sql, type Sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { OrganisationsReader } from '../organisations';
import { ALERT_KINDS, type Alert } from './alert';
import { alertMail, type MailItem } from './alerts.messages';
import { Gate, type Passed } from './gate';
import { MuteTokens } from './mute';

/** What is found at about the same time goes out in one mail; milliseconds. */
const GATHER_MS = 2_000;
const WAKE_AT_ONCE = 500;

/** What mail is written with. */
@Injectable()
export class AlertWriter {
  constructor(
    private readonly organisations: OrganisationsReader,
    private readonly tokens: MuteTokens,
    private readonly config: Config,
  ) {}

  /** One mail that tells one person of all these matches, with a way to end it by one click (RFC 8058). */
  async mail(passed: readonly Passed[], to: string): Promise<Mail> {
    const { personId, mailId } = passed[0]!.alert;
    const owners = passed.map(({ found }) => found.organisationId);
    const names = await this.organisations.byIds(SYSTEM, owners);
    const items = passed.map((one) => this.item(one, names.get(one.found.organisationId)!.name));
    const kinds = ALERT_KINDS.filter((kind) => items.some((item) => item.kind === kind));
    const mutes = kinds.map((kind) => ({ kind, link: this.muteLink(personId, [kind]) }));
    const found = kinds[0] === 'NEEDS_FOR_ACHIEVEMENT' ? 'needs' : 'achievements';
    return {
      to,
      messageId: messageIdOf(`alerts/${mailId}`),
      ...alertMail(items, mutes, `${this.config.publicUrl}/${found}`),
      headers: {
        'List-Unsubscribe': `<${this.muteLink(personId, kinds)}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    };
  }

  private item({ alert, own, found }: Passed, organisation: string): MailItem {
    const { kind, score, why } = alert;
    const type = kind === 'NEEDS_FOR_ACHIEVEMENT' ? 'need' : 'achievement';
    const link = `${this.config.publicUrl}/${type}s/${publicId(type, found.id)}`;
    return { kind, title: found.title, organisation, own: own.title, score, why, link };
  }

  private muteLink(personId: string, kinds: Parameters<MuteTokens['sign']>[1]): string {
    return `${this.config.publicUrl}/alerts/mute?token=${this.tokens.sign(personId, kinds)}`;
  }
}

/**
 * Sends what is due: all of one person's that falls due together is one mail, put together once, so that each attempt
 * is the same message. A worker claims it for a while, sends, and says so, as with the reminders of the liaison.
 */
@Injectable()
export class Deliveries {
  private readonly log = new Logger('Alerts');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly mailer: Mailer,
    private readonly gate: Gate,
    private readonly writer: AlertWriter,
  ) {}

  /** Sends what is due in a moment, so that more that comes until then goes along. */
  soon(): Promise<void> {
    const slot = Math.floor(this.clock.now().getTime() / GATHER_MS);
    return this.jobs.add('alerts.deliver', {}, { jobId: `alerts-${slot}`, delayMs: GATHER_MS });
  }

  /** Puts mails together from what is due, and wakes the workers for them and for those that wait for another attempt. */
  @Job('alerts.deliver')
  async wakeDue(): Promise<void> {
    const now = this.clock.now();
    const due = sql`state = 'PENDING' AND next_attempt_at <= ${now}`;
    await this.uow.run(() =>
      this.uow.query(sql`
        WITH mail AS (
          SELECT person_id, gen_random_uuid() AS id FROM alerts WHERE ${due} AND mail_id IS NULL GROUP BY person_id
        )
        UPDATE alerts SET mail_id = mail.id FROM mail
        WHERE alerts.person_id = mail.person_id AND ${due} AND mail_id IS NULL`),
    );
    const mails = await this.uow.query<{ id: string; attempts: number }>(sql`
      SELECT mail_id AS id, max(attempts) AS attempts FROM alerts WHERE ${due} AND mail_id IS NOT NULL
      GROUP BY mail_id ORDER BY min(next_attempt_at) LIMIT ${WAKE_AT_ONCE}`);
    for (const { id, attempts } of mails) await this.wake(id, attempts);
  }

  /** Sends one mail if it is still to be sent and nobody else is at it. */
  @Job('alerts.send', { queue: 'outside' })
  async send({ id }: { id: string }): Promise<void> {
    const alerts = await this.claim(id);
    if (alerts.length === 0) return;
    const { to, passed, dropped } = await this.gate.pass(alerts[0]!.personId, alerts);
    for (const [why, some] of dropped) await this.settle(some, sql`state = 'DROPPED', dropped = ${why}`);
    if (passed.length === 0) return;
    const sending = passed.map(({ alert }) => alert);
    try {
      await this.mailer.send(await this.writer.mail(passed, to));
    } catch (error) {
      return this.postpone(id, sending, error instanceof Error ? error.message : String(error));
    }
    await this.settle(sending, sql`state = 'SENT', sent_at = ${this.clock.now()}, error = NULL`);
  }

  /** The job is only a wake-up, so it may be lost or doubled; its id keeps a long queue from growing with each tick. */
  private wake(id: string, attempts: number, delayMs = 0): Promise<void> {
    const slot = delayMs > 0 ? 'later' : Math.floor(this.clock.now().getTime() / LEASE_MS);
    return this.jobs.add('alerts.send', { id }, { jobId: `${id}-${attempts}-${slot}`, delayMs });
  }

  private claim(mailId: string): Promise<Alert[]> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    return this.uow.query<Alert>(sql`
      WITH taken AS (
        UPDATE alerts SET attempts = attempts + 1, next_attempt_at = ${until}
        WHERE mail_id = ${mailId} AND state = 'PENDING' AND next_attempt_at <= ${now} RETURNING *
      )
      SELECT id, person_id "personId", kind, need_id "needId", achievement_id "achievementId", score, why,
             mail_id "mailId", attempts FROM taken`);
  }

  private async postpone(id: string, alerts: readonly Alert[], error: string): Promise<void> {
    const { attempts } = alerts[0]!;
    const why = error.slice(0, 500);
    this.log.warn(`mail ${id} of ${alerts.length} alerts not sent at attempt ${attempts}: ${why}`);
    if (attempts >= MAIL_ATTEMPTS.value) return this.settle(alerts, sql`state = 'FAILED', error = ${why}`);
    const pause = pauseAfter(attempts);
    const at = new Date(this.clock.now().getTime() + pause);
    await this.settle(alerts, sql`next_attempt_at = ${at}, error = ${why}`);
    return this.wake(id, attempts, pause);
  }

  /** Writes what became of an attempt, unless it has gone to another worker meanwhile. */
  private async settle(alerts: readonly Alert[], set: Sql): Promise<void> {
    const ids = alerts.map(({ id }) => id);
    await this.uow.query(sql`
      UPDATE alerts SET ${set}
      WHERE id = ANY(${ids}) AND state = 'PENDING' AND attempts = ${alerts[0]!.attempts}`);
  }
}
