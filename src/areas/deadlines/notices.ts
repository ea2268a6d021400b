import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Notifier } from '../notifications';
import { deadlineMissed } from './deadline';
import { deadlineNear, deadlinePassed } from './deadlines.messages';

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

/** Notices of deadlines: writing what is due twice changes nothing. */
@Injectable()
export class DeadlineNotices {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly notifier: Notifier,
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
    await this.notifier.tellAll(sql`
      WITH due AS (
        SELECT d.id, 'BEFORE_' || min(n.days) AS step, ${deadlineNear.code} AS code, false AS to_bureau
        FROM deadlines d, unnest(${days}::int[]) AS n(days)
        WHERE d.settled_on IS NULL AND ${today}::date BETWEEN d.due_on - n.days AND d.due_on GROUP BY d.id
        UNION ALL
        SELECT d.id, 'OVERDUE', ${deadlinePassed.code}, true FROM deadlines d
        WHERE d.settled_on IS NULL AND d.due_on BETWEEN ${today}::date - ${TOLD_FOR_DAYS}::int AND ${today}::date - 1
      ), recipient AS (
        SELECT due.*, m.account_id FROM due JOIN deadlines d USING (id) JOIN projects p ON p.id = d.project_id
          JOIN memberships m ON m.organisation_id = p.lead_id AND m.role = 'REPRESENTATIVE' AND m.accepted_at IS NOT NULL
        UNION
        SELECT due.*, a.id FROM due JOIN deadlines d USING (id) JOIN projects p ON p.id = d.project_id
          JOIN accounts a ON a.person_id = p.leader_id
        UNION
        SELECT due.*, a.id FROM due JOIN accounts a ON due.to_bureau AND 'BUREAU_OFFICER' = ANY(a.roles)
      )
      SELECT r.code, concat_ws('/', 'deadlines', d.id, d.due_on, r.step) AS key, r.account_id, NULL::uuid AS robot_id,
             NULL::uuid AS organisation_id, 'project' AS subject_type, p.id AS subject_id, NULL::uuid AS scope_id,
             jsonb_build_object('deadline', d.id, 'what', 'deadlines.kind.' || d.kind, 'dueOn', d.due_on,
               'title', p.title) AS words, ${this.clock.now()}::timestamptz AS due_at
      FROM recipient r JOIN deadlines d ON d.id = r.id JOIN projects p ON p.id = d.project_id`);
  }
}
