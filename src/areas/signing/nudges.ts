import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { addDays, addWorkdays } from '../../kernel/calendar';
import { Clock, dayOf, instantOf } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { Every } from '../../kernel/jobs';
import { sql, type Sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Notifier } from '../notifications';
import { projectEdited, projectProposed, ProjectsReader, unsettled } from '../projects';
import { DelegationsReader } from '../signatures';
import { signatureAwaited } from './signing.facts';
import { signatureWanted } from './signing.messages';

const AFTER_WORKDAYS = setting('signing.nudge-after-workdays', 2, {
  zh: '内容未变更多少个工作日后提醒未签署方（工作日）',
  en: 'Working days without a change after which a party that has not signed is reminded',
  max: 250,
});

/** A party whose signature is missing. */
interface Waiting {
  readonly projectId: string;
  readonly title: string;
  readonly organisationId: string;
  readonly organisation: string;
  readonly hash: string;
  readonly changedAt: Date;
}

/** Finds the parties whose signature is missing, and says so once for a content. */
@Injectable()
export class Nudges {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly notifier: Notifier,
    private readonly projects: ProjectsReader,
    private readonly delegations: DelegationsReader,
  ) {}

  /** It asks the database what is due, so it may run twice or late; an agreement that leaves matters open waits. */
  @Every('0 9 * * *', 'signing.nudge')
  async nudge(): Promise<void> {
    const waiting = await this.waiting();
    const projects = await this.projects.byIdsForCommands(waiting.map(({ projectId }) => projectId));
    for (const one of waiting) {
      if (unsettled(projects.get(one.projectId)!.agreement).length === 0) await this.tell(one);
    }
  }

  private waiting(): Promise<Waiting[]> {
    // The content last changed before this day, so that the last of the working days is today or past.
    const before = addWorkdays(addDays(this.clock.today(), 1), -AFTER_WORKDAYS.value);
    return this.uow.query<Waiting>(sql`
      SELECT p.id "projectId", p.title, o.id "organisationId", o.name organisation, p.content_hash hash,
             ${changedAt} "changedAt"
      FROM projects p JOIN project_parties party ON party.project_id = p.id AND party.signed_at IS NULL
        JOIN organisations o ON o.id = party.organisation_id
      WHERE p.state = 'PROPOSED' AND ${changedAt} < ${instantOf(before, '00:00')}
        AND NOT EXISTS (SELECT FROM notifications n WHERE n.subject_id = p.id AND n.code = ${signatureWanted.code}
          AND n.organisation_id = o.id AND n.words->>'hash' = p.content_hash)
      ORDER BY p.id, o.id`);
  }

  /** Tells each representative, and whoever may sign in their stead. */
  private tell({ projectId, organisationId, hash, changedAt: since, ...words }: Waiting): Promise<void> {
    return this.uow.run(async () => {
      const delegates = await this.delegations.delegates([organisationId], projectId);
      const subject = { type: 'project', id: projectId };
      const told = await this.notifier.tell(signatureWanted, {
        key: ['signing', projectId, organisationId, hash].join('/'),
        subject,
        words: { ...words, hash, since: dayOf(since) },
        to: sql`
          SELECT m.account_id, m.organisation_id FROM memberships m JOIN accounts a ON a.id = m.account_id
          WHERE m.organisation_id = ${organisationId} AND m.accepted_at IS NOT NULL
            AND (m.role = 'REPRESENTATIVE' OR a.person_id = ANY(${delegates.map(({ delegateId }) => delegateId)}))`,
      });
      if (told === 0) return;
      const payload = { organisationId, contentHash: hash };
      await this.facts.state(signatureAwaited, { subject, actor: SYSTEM, payload });
    });
  }
}

/** When the content of the project `p` last changed. */
const changedAt: Sql = sql`(SELECT max(f.at) FROM facts f WHERE f.subject_id = p.id
  AND f.topic IN (${projectProposed.name}, ${projectEdited.name}))`;
