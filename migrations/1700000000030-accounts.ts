import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who signs in, their sessions and their places in organisations. */
export class Accounts1700000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (
        id uuid NOT NULL,
        email text NOT NULL,
        password_hash text NOT NULL,
        person_id uuid NOT NULL,
        roles text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL,
        CONSTRAINT accounts_email_key UNIQUE (email),
        CONSTRAINT accounts_pkey PRIMARY KEY (id),
        CONSTRAINT accounts_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
      );
      CREATE TABLE sessions (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        turn integer NOT NULL DEFAULT 1,
        turned_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CONSTRAINT sessions_pkey PRIMARY KEY (id),
        CONSTRAINT sessions_account_id_fkey
          FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
      );
      CREATE TABLE memberships (
        account_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        role text NOT NULL,
        since timestamptz NOT NULL,
        CONSTRAINT memberships_role_check CHECK (role IN ('REPRESENTATIVE', 'MEMBER')),
        CONSTRAINT memberships_pkey PRIMARY KEY (account_id, organisation_id),
        CONSTRAINT memberships_account_id_fkey
          FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
        CONSTRAINT memberships_organisation_id_fkey
          FOREIGN KEY (organisation_id) REFERENCES organisations(id)
      );
      CREATE INDEX accounts_person_id_idx ON accounts (person_id);
      CREATE INDEX sessions_account_id_idx ON sessions (account_id);
      CREATE INDEX memberships_organisation_id_idx ON memberships (organisation_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE memberships, sessions, accounts`);
  }
}
