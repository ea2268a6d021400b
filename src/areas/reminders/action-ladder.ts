import { Injectable } from '@nestjs/common';
import { CITY_ZONE, Clock } from '../../kernel/clock';
import { sql, type Sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { Notifier } from '../notifications';
import { speakersOf } from '../series';
import './action.notices';

const DUE_DAYS = setting('actions.remind-days-before', 3, {
  zh: '行动事项到期前多少天提醒责任人（天）',
  en: 'Days before an action item is due on which its owner is reminded',
  max: 60,
});
const DEPUTY_DAYS = setting('actions.deputy-after-days', 3, {
  zh: '行动事项逾期多少天后通知副联系人（天）',
  en: 'Days after which the deputies hear of an overdue action item',
  min: 1,
  max: 366,
});
const OFFICER_DAYS = setting('actions.officer-after-days', 7, {
  zh: '行动事项逾期多少天后通知科技局（天）',
  en: 'Days after which the bureau hears of an overdue action item',
  min: 1,
  max: 366,
});

/** Reminds of what was undertaken: the owner, then the deputies, then the bureau. */
@Injectable()
export class ActionLadder {
  constructor(
    private readonly clock: Clock,
    private readonly notifier: Notifier,
  ) {}

  /** Writes what is due today and not written yet; after an outage only the highest step that was reached. */
  async insertDue(): Promise<void> {
    const today = this.clock.today();
    const late = sql`(${today}::date - i.due_on)`;
    await this.notifier.tellAll(sql`
      WITH due AS (
        SELECT i.*, m.series_id, s.title AS series, o.name AS owner,
          CASE WHEN ${late} >= ${OFFICER_DAYS.value} THEN 'OFFICER' WHEN ${late} >= ${DEPUTY_DAYS.value} THEN 'DEPUTY'
               WHEN ${late} >= 1 THEN 'OVERDUE' ELSE 'DUE' END AS step
        FROM action_items i JOIN meetings m ON m.id = i.meeting_id JOIN liaison_series s ON s.id = m.series_id
          JOIN organisations o ON o.id = i.owner_id
        WHERE i.state = 'OPEN' AND i.due_on <= ${today}::date + ${DUE_DAYS.value}::int
      ), unwritten AS (
        SELECT * FROM due WHERE NOT EXISTS (SELECT FROM notifications n WHERE n.subject_id = due.id
          AND n.code = 'action.' || due.step AND n.words->>'dueOn' = due.due_on::text)
      ), recipient AS (${recipients})
      SELECT 'action.' || step AS code, concat_ws('/', 'action', id, step, due_on) AS key, account_id,
             NULL::uuid AS robot_id, organisation_id, 'action' AS subject_type, id AS subject_id, series_id AS scope_id,
             jsonb_build_object('text', text, 'owner', owner, 'series', series, 'dueOn', due_on) AS words,
             ${today}::timestamp AT TIME ZONE ${CITY_ZONE} AS due_at
      FROM recipient`);
  }
}

/** At each step those of the steps before it too: whoever owns it, who speaks for its owner, deputies, officers. */
const recipients: Sql = sql`
  SELECT u.*, a.id AS account_id, u.owner_id AS organisation_id FROM unwritten u
    JOIN accounts a ON a.person_id = u.owner_person_id
  UNION
  SELECT u.*, speaker.account_id, u.owner_id FROM unwritten u
    CROSS JOIN LATERAL (${speakersOf(sql`u.series_id`, sql`u.owner_id`)}) speaker
    WHERE u.owner_person_id IS NULL OR u.step IN ('DEPUTY', 'OFFICER')
  UNION
  SELECT u.*, c.account_id, u.owner_id FROM unwritten u
    JOIN series_contacts c ON c.series_id = u.series_id AND c.organisation_id = u.owner_id AND c.deputy
    WHERE u.step IN ('DEPUTY', 'OFFICER')
  UNION
  SELECT u.*, a.id, NULL FROM unwritten u
    JOIN accounts a ON u.step = 'OFFICER' AND 'BUREAU_OFFICER' = ANY(a.roles)`;
