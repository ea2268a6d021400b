import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Interests and verdicts on matches. */
export class Matching1700000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE interests (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        need_id uuid,
        achievement_id uuid,
        target_id uuid NOT NULL,
        from_id uuid NOT NULL,
        to_id uuid NOT NULL,
        message text NOT NULL,
        answer text,
        answer_due_on date,
        created_at timestamptz NOT NULL,
        answered_at timestamptz,
        created_by_id uuid,
        CONSTRAINT interests_about_check CHECK (need_id IS NOT NULL OR achievement_id IS NOT NULL),
        CONSTRAINT interests_state_check
          CHECK (state IN ('OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'ESCALATED')),
        CONSTRAINT interests_pkey PRIMARY KEY (id),
        CONSTRAINT interests_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
        CONSTRAINT interests_achievement_id_fkey FOREIGN KEY (achievement_id) REFERENCES achievements(id),
        CONSTRAINT interests_from_id_fkey FOREIGN KEY (from_id) REFERENCES organisations(id),
        CONSTRAINT interests_to_id_fkey FOREIGN KEY (to_id) REFERENCES organisations(id),
        CONSTRAINT interests_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES accounts(id)
      );
      CREATE TABLE match_verdicts (
        id uuid NOT NULL,
        subject_id uuid NOT NULL,
        candidate_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        account_id uuid,
        verdict text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT match_verdicts_once UNIQUE (subject_id, candidate_id, organisation_id),
        CONSTRAINT match_verdicts_verdict_check CHECK (verdict IN ('USEFUL', 'NOT_RELEVANT')),
        CONSTRAINT match_verdicts_pkey PRIMARY KEY (id),
        CONSTRAINT match_verdicts_organisation_id_fkey
          FOREIGN KEY (organisation_id) REFERENCES organisations(id),
        CONSTRAINT match_verdicts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id)
      );
      CREATE INDEX interests_state_answer_due_on_idx ON interests (state, answer_due_on);
      CREATE INDEX interests_to_id_id_idx ON interests (to_id, id);
      CREATE INDEX interests_from_id_id_idx ON interests (from_id, id);
      CREATE INDEX interests_achievement_id_idx ON interests (achievement_id);
      CREATE INDEX interests_need_id_id_idx ON interests (need_id, id);
      CREATE UNIQUE INDEX interests_one_unanswered ON interests (from_id, target_id) WHERE state IN ('OPEN', 'ESCALATED');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE match_verdicts, interests`);
  }
}
