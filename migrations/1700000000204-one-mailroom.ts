import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reminders of meetings, signatures and deadlines become notifications like all others; what was sent stays told. */
export class OneMailroom1700000000204 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TEMPORARY TABLE moved ON COMMIT DROP AS
        SELECT r.id, 'LIAISON' AS kind, 'liaison.' || CASE WHEN r.kind LIKE 'BEFORE%' THEN 'BEFORE' ELSE r.kind END AS code,
               concat_ws('/', 'liaison', m.id, r.kind, r.sequence) AS key, r.recipient_id, r.organisation_id,
               'meeting' AS subject_type, m.id AS subject_id, m.series_id AS scope_id,
               jsonb_build_object('step', r.kind, 'series', s.title, 'forMonth', m.month, 'startsAt', m.starts_at,
                 'sequence', r.sequence, 'place', coalesce(s.place, ''),
                 'provisional', CASE WHEN m.provisional THEN 'yes' ELSE '' END,
                 'organisation', coalesce(o.name, '')) AS words,
               r.due_on::timestamp AT TIME ZONE 'Asia/Shanghai' AS due_at, r.state, r.attempts, r.next_attempt_at,
               r.sent_at, r.error
        FROM reminders r JOIN meetings m ON m.id = r.meeting_id JOIN liaison_series s ON s.id = m.series_id
          LEFT JOIN organisations o ON o.id = r.organisation_id
        UNION ALL
        SELECT n.id, 'PROJECTS', 'signing.awaited', concat_ws('/', 'signing', p.id, o.id, n.hash), n.recipient_id, o.id,
               'project', p.id, NULL,
               jsonb_build_object('title', p.title, 'organisation', o.name, 'hash', n.hash,
                 'since', (n.next_attempt_at AT TIME ZONE 'Asia/Shanghai')::date),
               coalesce(n.sent_at, n.next_attempt_at), n.state, n.attempts, n.next_attempt_at, n.sent_at, n.error
        FROM signature_nudges n JOIN projects p ON p.id = n.project_id JOIN organisations o ON o.id = n.organisation_id
        UNION ALL
        SELECT n.id, 'DEADLINES', CASE WHEN n.step = 'OVERDUE' THEN 'deadline.passed' ELSE 'deadline.near' END,
               concat_ws('/', 'deadlines', d.id, n.due_on, n.step), n.recipient_id, NULL, 'project', p.id, NULL,
               jsonb_build_object('deadline', d.id, 'what', 'deadlines.kind.' || d.kind, 'dueOn', n.due_on,
                 'title', p.title),
               coalesce(n.sent_at, n.next_attempt_at), n.state, n.attempts, n.next_attempt_at, n.sent_at, n.error
        FROM deadline_notices n JOIN deadlines d ON d.id = n.deadline_id JOIN projects p ON p.id = d.project_id;
      INSERT INTO letters (id, channel, account_id, state, attempts, next_attempt_at, sent_at)
        SELECT id, 'MAIL', recipient_id, state, attempts, next_attempt_at, sent_at FROM moved WHERE state <> 'LAPSED';
      INSERT INTO letter_attempts (id, letter_id, at, error)
        SELECT gen_random_uuid(), id, coalesce(sent_at, next_attempt_at), error FROM moved
        WHERE sent_at IS NOT NULL OR (error IS NOT NULL AND state <> 'LAPSED');
      INSERT INTO notifications (id, kind, code, key, account_id, organisation_id, subject_type, subject_id, scope_id,
                                 words, state, due_at, next_at, told_at, read_at, letter_id)
        SELECT gen_random_uuid(), kind, code, key || '/' || recipient_id, recipient_id, organisation_id, subject_type,
               subject_id, scope_id, words, CASE state WHEN 'LAPSED' THEN state ELSE 'POSTED' END, due_at, due_at,
               CASE WHEN state <> 'LAPSED' THEN due_at END, sent_at, CASE WHEN state <> 'LAPSED' THEN id END
        FROM moved;
      DROP TABLE reminders, signature_nudges, deadline_notices;
    `);
  }

  /** The tables stand again, empty: what they held is told. */
  async down(runner: QueryRunner): Promise<void> {
    const mail = `state text NOT NULL CHECK (state IN ('PENDING', 'SENT', 'FAILED', 'LAPSED')),
      attempts integer NOT NULL DEFAULT 0, next_attempt_at timestamptz NOT NULL, sent_at timestamptz, error text`;
    await runner.query(`
      CREATE TABLE reminders (
        id uuid PRIMARY KEY, meeting_id uuid NOT NULL REFERENCES meetings, kind text NOT NULL, sequence integer NOT NULL,
        recipient_id uuid NOT NULL REFERENCES accounts, organisation_id uuid REFERENCES organisations,
        channel text NOT NULL, due_on date NOT NULL, ${mail},
        CONSTRAINT reminders_key UNIQUE (meeting_id, kind, sequence, recipient_id, channel));
      CREATE TABLE signature_nudges (
        id uuid PRIMARY KEY, project_id uuid NOT NULL REFERENCES projects, organisation_id uuid NOT NULL REFERENCES organisations,
        hash text NOT NULL, recipient_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE, ${mail},
        CONSTRAINT signature_nudges_key UNIQUE (project_id, organisation_id, hash, recipient_id));
      CREATE TABLE deadline_notices (
        id uuid PRIMARY KEY, deadline_id uuid NOT NULL REFERENCES deadlines, due_on date NOT NULL, step text NOT NULL,
        recipient_id uuid NOT NULL REFERENCES accounts, ${mail.replace('CHECK', 'CONSTRAINT deadline_notices_state_check CHECK')},
        CONSTRAINT deadline_notices_key UNIQUE (deadline_id, due_on, step, recipient_id));
      CREATE INDEX deadline_notices_due_idx ON deadline_notices (next_attempt_at) WHERE state = 'PENDING';
    `);
  }
}
