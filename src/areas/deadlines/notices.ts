import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Config } from '../../kernel/config';
import { Facts } from '../../kernel/facts';
import { publicId } from '../../kernel/ids';
import { Job } from '../../kernel/jobs';
import { messageIdOf } from '../../kernel/mail';
import { MailRows, type MailTable } from '../../kernel/mail-rows';
import { sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { deadlineMissed, type DeadlineKind } from './deadline';
import { noticeMail } from './deadlines.messages';

/** Days before a deadline on which its project is reminded for the first time. */
const FIRST_NOTICE_DAYS = setting('deadlines.first-notice-days', 30, {
  zh: '首次期限提醒提前的天数（天）',
  en: 'Days before a deadline on which its project is reminded first',
  max: 366,
});
/** Days before a deadline on which its project is reminded for the last time. */
const LAST_NOTICE_DAYS = setting('deadlines.last-notice-days', 7, {
  zh: '最后一次期限提醒提前的天数（天）',
  en: 'Days before a deadline on which its project is reminded last',
  max: 366,
});

/** For so many days after a deadline that it was missed is still told, an outage included. */
const TOLD_FOR_DAYS = 45;

/** A notice as its worker holds it. */
interface Claimed {
  readonly id: string;
  readonly attempts: number;
  readonly email: string;
  readonly kind: DeadlineKind;
  readonly step: string;
  readonly dueOn: string;
  readonly projectId: string;
  readonly title: string;
}

const NOTICES: MailTable = {
  name: 'deadline_notices',
  job: 'deadlines.send',
  useful: () => sql`EXISTS (
    SELECT FROM deadlines d WHERE d.id = t.deadline_id AND d.due_on = t.due_on AND d.settled_on IS NULL)`,
};

/** Notices are rows under a unique key: writing what is due twice changes nothing. */
@Injectable()
export class DeadlineNotices {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly mails: MailRows,
    private readonly config: Config,
  ) {}

  /** States once for each deadline that its last day has passed. */
  alarm(): Promise<void> {
    return this.uow.run(async () => {
      const missed = await this.uow.query<{ projectId: string; kind: string; dueOn: string }>(sql`
        WITH missed AS (
          UPDATE deadlines SET missed_on = due_on
          WHERE settled_on IS NULL AND due_on < ${this.clock.today()} AND missed_on IS DISTINCT FROM due_on
          RETURNING project_id, kind, due_on
        ) SELECT project_id "projectId", kind, due_on::text "dueOn" FROM missed ORDER BY project_id, due_on`);
      for (const { projectId, kind, dueOn } of missed) {
        const subject = { type: 'project', id: projectId };
        await this.facts.state(deadlineMissed, { subject, actor: SYSTEM, payload: { kind, dueOn } });
      }
    });
  }

  /** Writes the notices that are due today and not written yet. After an outage only the nearest of several. */
  async insertDue(): Promise<void> {
    const today = this.clock.today();
    const days = [FIRST_NOTICE_DAYS.value, LAST_NOTICE_DAYS.value];
    await this.uow.query(sql`
      WITH due AS (
        SELECT d.id, d.project_id, d.due_on, 'BEFORE_' || min(n.days) AS step, false AS to_bureau
        FROM deadlines d, unnest(${days}::int[]) AS n(days)
        WHERE d.settled_on IS NULL AND ${today}::date BETWEEN d.due_on - n.days AND d.due_on GROUP BY d.id
        UNION ALL
        SELECT d.id, d.project_id, d.due_on, 'OVERDUE', true FROM deadlines d
        WHERE d.settled_on IS NULL AND d.due_on BETWEEN ${today}::date - ${TOLD_FOR_DAYS}::int AND ${today}::date - 1
      ), recipient AS (
        SELECT due.id, due.due_on, due.step, m.account_id FROM due JOIN projects p ON p.id = due.project_id
          JOIN memberships m ON m.organisation_id = p.lead_id AND m.role = 'REPRESENTATIVE' AND m.accepted_at IS NOT NULL
        UNION
        SELECT due.id, due.due_on, due.step, a.id FROM due JOIN projects p ON p.id = due.project_id
          JOIN accounts a ON a.person_id = p.leader_id
        UNION
        SELECT due.id, due.due_on, due.step, a.id FROM due
          JOIN accounts a ON due.to_bureau AND 'BUREAU_OFFICER' = ANY(a.roles)
      )
      INSERT INTO deadline_notices (id, deadline_id, due_on, step, recipient_id, state, next_attempt_at)
      SELECT gen_random_uuid(), id, due_on, step, account_id, 'PENDING', ${this.clock.now()} FROM recipient
      ON CONFLICT ON CONSTRAINT deadline_notices_key DO NOTHING`);
  }

  /** Sets aside what is settled, and wakes the workers for what is to be sent. */
  wakeDue(): Promise<void> {
    return this.mails.wakeDue(NOTICES);
  }

  /** Sends one notice if it is still to be sent, still true, and nobody else is at it. */
  @Job('deadlines.send', { queue: 'outside' })
  send({ id }: { id: string }): Promise<void> {
    return this.mails.send<Claimed>(NOTICES, id, {
      read: sql`
        SELECT taken.id, taken.attempts, a.email, d.kind, taken.step, d.due_on::text "dueOn",
               d.project_id "projectId", p.title
        FROM taken JOIN deadlines d ON d.id = taken.deadline_id JOIN projects p ON p.id = d.project_id
          JOIN accounts a ON a.id = taken.recipient_id`,
      mail: (claimed) => {
        const link = `${this.config.publicUrl}/projects/${publicId('project', claimed.projectId)}`;
        const messageId = messageIdOf(`deadlines/${id}`);
        return { to: claimed.email, messageId, ...noticeMail({ ...claimed, link }) };
      },
    });
  }
}
