import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Grants with their instalments, and what the parties put in themselves; running projects have theirs from the start. */
export class Grants1700000000217 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE grants (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        project_id uuid NOT NULL,
        fund_year_id uuid,
        amount numeric(16,2) NOT NULL,
        committed_on date,
        CONSTRAINT grants_pkey PRIMARY KEY (id),
        CONSTRAINT grants_project_id_key UNIQUE (project_id),
        CONSTRAINT grants_state_check CHECK (state IN ('PENDING', 'COMMITTED', 'CLOSED')),
        CONSTRAINT grants_amount_check CHECK (amount > 0),
        CONSTRAINT grants_book_check CHECK (state <> 'COMMITTED' OR fund_year_id IS NOT NULL),
        CONSTRAINT grants_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id),
        CONSTRAINT grants_fund_year_id_fkey FOREIGN KEY (fund_year_id) REFERENCES fund_years(id)
      );
      CREATE INDEX grants_fund_year_id_idx ON grants (fund_year_id);
      INSERT INTO grants (id, state, project_id, amount)
      SELECT gen_random_uuid(), 'PENDING', a.project_id, a.granted_funding
      FROM applications a JOIN projects p ON p.id = a.project_id
      WHERE a.state = 'APPROVED' AND a.granted_funding > 0 AND p.state IN ('APPROVED', 'IN_PROGRESS', 'COMPLETED');

      CREATE TABLE instalments (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        grant_id uuid NOT NULL,
        project_id uuid NOT NULL,
        number integer NOT NULL,
        amount numeric(16,2) NOT NULL,
        milestone_number integer,
        matching_required numeric(16,2) NOT NULL DEFAULT 0,
        due_on date,
        requested_on date,
        approved_on date,
        paid_on date,
        voucher text,
        requested_by_id uuid,
        endorsed_by_id uuid,
        approved_by_id uuid,
        paid_by_id uuid,
        CONSTRAINT instalments_pkey PRIMARY KEY (id),
        CONSTRAINT instalments_grant_id_number_key UNIQUE (grant_id, number),
        CONSTRAINT instalments_state_check
          CHECK (state IN ('PLANNED', 'REQUESTED', 'ENDORSED', 'APPROVED', 'PAID', 'LAPSED')),
        CONSTRAINT instalments_amount_check CHECK (amount > 0 AND matching_required >= 0),
        CONSTRAINT instalments_paid_check CHECK ((state = 'PAID') = (paid_on IS NOT NULL AND voucher IS NOT NULL)),
        CONSTRAINT instalments_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES grants(id),
        CONSTRAINT instalments_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
      );
      CREATE INDEX instalments_project_id_idx ON instalments (project_id);

      CREATE TABLE matching_money (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        grant_id uuid NOT NULL,
        project_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        amount numeric(16,2) NOT NULL,
        received_on date NOT NULL,
        note text,
        attachment_ids jsonb NOT NULL,
        shown_by_id uuid,
        CONSTRAINT matching_money_pkey PRIMARY KEY (id),
        CONSTRAINT matching_money_state_check CHECK (state IN ('SHOWN', 'ACCEPTED', 'RETURNED')),
        CONSTRAINT matching_money_amount_check CHECK (amount > 0),
        CONSTRAINT matching_money_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES grants(id),
        CONSTRAINT matching_money_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id),
        CONSTRAINT matching_money_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
      );
      CREATE INDEX matching_money_grant_id_idx ON matching_money (grant_id);
      CREATE INDEX matching_money_project_id_idx ON matching_money (project_id);
      CREATE INDEX matching_money_organisation_id_idx ON matching_money (organisation_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE matching_money, instalments, grants`);
  }
}
