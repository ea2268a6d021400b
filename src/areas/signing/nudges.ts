import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { addDays, addWorkdays } from '../../kernel/calendar';
import { Clock, dayOf, instantOf } from '../../kernel/clock';
import { Config } from '../../kernel/config';
import { Facts } from '../../kernel/facts';
import { newId, publicId } from '../../kernel/ids';
import { Every, Job } from '../../kernel/jobs';
import { messageIdOf, type Mail } from '../../kernel/mail';
import { MailRows, type MailTable } from '../../kernel/mail-rows';
import { sql, type Sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { projectEdited, projectProposed, ProjectsReader, unsettled } from '../projects';
import { DelegationsReader } from '../signatures';
import { signatureAwaited } from './signing.facts';
import { nudgeMail } from './signing.messages';

const AFTER_WORKDAYS = setting('signing.nudge-after-workdays', 2, {
  zh: '内容未变更多少个工作日后提醒未签署方（工作日）',
  en: 'Working days without a change after which a party that has not signed is reminded',
  max: 250,
});
/** A party whose signature is missing. */
interface Waiting {
  readonly projectId: string;
  readonly organisationId: string;
  readonly hash: string;
}

/** A nudge as its worker holds it. */
interface Claimed extends Waiting {
  readonly id: string;
  readonly recipientId: string;
  readonly attempts: number;
  readonly email: string;
  readonly organisation: string;
  readonly title: string;
  readonly changedAt: Date;
}

/** Finds the parties whose signature is missing, and writes down once for a content whom of them to remind. */
@Injectable()
export class NudgeBook {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly projects: ProjectsReader,
    private readonly delegations: DelegationsReader,
  ) {}

  /** Writes what is due and not written yet; an agreement that leaves matters open cannot be signed and waits. */
  async writeDue(): Promise<void> {
    const waiting = await this.waiting();
    const projects = await this.projects.byIdsForCommands(waiting.map(({ projectId }) => projectId));
    for (const one of waiting) {
      if (unsettled(projects.get(one.projectId)!.agreement).length === 0) await this.write(one);
    }
  }

  private waiting(): Promise<Waiting[]> {
    // The content last changed before this day, so that the last of the working days is today or past.
    const before = addWorkdays(addDays(this.clock.today(), 1), -AFTER_WORKDAYS.value);
    return this.uow.query<Waiting>(sql`
      SELECT p.id AS "projectId", party.organisation_id AS "organisationId", p.content_hash AS hash
      FROM projects p JOIN project_parties party ON party.project_id = p.id AND party.signed_at IS NULL
      WHERE p.state = 'PROPOSED' AND ${changedAt} < ${instantOf(before, '00:00')}
        AND NOT EXISTS (SELECT FROM signature_nudges n WHERE n.project_id = p.id
          AND n.organisation_id = party.organisation_id AND n.hash = p.content_hash)
      ORDER BY p.id, party.organisation_id`);
  }

  /** One row for each representative, and for whoever may sign in their stead. */
  private write({ projectId, organisationId, hash }: Waiting): Promise<void> {
    return this.uow.run(async () => {
      const now = this.clock.now();
      const delegates = await this.delegations.delegates([organisationId], projectId);
      const recipients = await this.uow.query<{ id: string }>(sql`
        SELECT m.account_id AS id FROM memberships m JOIN accounts a ON a.id = m.account_id
        WHERE m.organisation_id = ${organisationId} AND m.accepted_at IS NOT NULL
          AND (m.role = 'REPRESENTATIVE' OR a.person_id = ANY(${delegates.map(({ delegateId }) => delegateId)}))
        ORDER BY m.account_id`);
      let added = 0;
      for (const { id } of recipients) {
        const rows = await this.uow.query(sql`
          WITH added AS (
            INSERT INTO signature_nudges (id, project_id, organisation_id, hash, recipient_id, state, next_attempt_at)
            VALUES (${newId(now)}, ${projectId}, ${organisationId}, ${hash}, ${id}, 'PENDING', ${now})
            ON CONFLICT ON CONSTRAINT signature_nudges_key DO NOTHING RETURNING id
          ) SELECT id FROM added`);
        added += rows.length;
      }
      if (added === 0) return;
      const [subject, payload] = [
        { type: 'project', id: projectId },
        { organisationId, contentHash: hash },
      ];
      await this.facts.state(signatureAwaited, { subject, actor: SYSTEM, payload });
    });
  }
}

const NUDGES: MailTable = { name: 'signature_nudges', job: 'signing.send-nudge', useful: () => useful };

/** Sends the nudges. */
@Injectable()
export class Nudges {
  constructor(
    private readonly mails: MailRows,
    private readonly config: Config,
    private readonly book: NudgeBook,
  ) {}

  /** Carries no data: it asks the database what is due, so it may run twice or late. */
  @Every('0 9 * * *', 'signing.nudge')
  async nudge(): Promise<void> {
    await this.book.writeDue();
    await this.wakeDue();
  }

  /** Wakes the workers for what waits, and sets aside what is of no use any more. */
  @Every('*/5 * * * *', 'signing.wake')
  wakeDue(): Promise<void> {
    return this.mails.wakeDue(NUDGES);
  }

  /** Sends one if it is still to be sent and nobody else is at it. */
  @Job('signing.send-nudge', { queue: 'outside' })
  send({ id }: { id: string }): Promise<void> {
    return this.mails.send<Claimed>(NUDGES, id, {
      read: sql`
        SELECT taken.id, taken.project_id "projectId", taken.organisation_id "organisationId", taken.hash,
               taken.recipient_id "recipientId", taken.attempts, a.email, o.name organisation, p.title,
               ${changedAt} "changedAt"
        FROM taken JOIN projects p ON p.id = taken.project_id JOIN accounts a ON a.id = taken.recipient_id
          JOIN organisations o ON o.id = taken.organisation_id`,
      mail: (claimed) => this.mail(claimed),
    });
  }

  private mail(claimed: Claimed): Mail {
    const { projectId, organisationId, hash, recipientId, email, changedAt: since, ...words } = claimed;
    const link = `${this.config.publicUrl}/projects/${publicId('project', projectId)}`;
    const messageId = messageIdOf(['signing', projectId, organisationId, hash, recipientId].join('/'));
    return { to: email, messageId, ...nudgeMail({ ...words, hash, link, since: dayOf(since) }) };
  }
}

/** When the content of the project `p` last changed. */
const changedAt: Sql = sql`(SELECT max(f.at) FROM facts f WHERE f.subject_id = p.id
  AND f.topic IN (${projectProposed.name}, ${projectEdited.name}))`;

/** Whether the nudge `t` still asks for something: the party has not signed, and the content is the same. */
const useful: Sql = sql`EXISTS (SELECT FROM projects u JOIN project_parties s ON s.project_id = u.id
  WHERE u.id = t.project_id AND u.state = 'PROPOSED' AND u.content_hash = t.hash
    AND s.organisation_id = t.organisation_id AND s.signed_at IS NULL)`;
