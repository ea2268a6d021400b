import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Group robots, and what each has sent: the rows count for all processes. */
export class Robots1700000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE robots (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL DEFAULT 'ACTIVE',
        kind text NOT NULL,
        name text NOT NULL,
        organisation_id uuid,
        key_ending text NOT NULL,
        muted_until timestamptz,
        added_at timestamptz NOT NULL,
        sealed_webhook text NOT NULL,
        sealed_secret text,
        webhook_hash text NOT NULL,
        CONSTRAINT robots_pkey PRIMARY KEY (id),
        CONSTRAINT robots_kind_check CHECK (kind IN ('WECOM', 'DINGTALK')),
        CONSTRAINT robots_state_check CHECK (state IN ('ACTIVE', 'DISABLED')),
        CONSTRAINT robots_secret_check CHECK ((kind = 'DINGTALK') = (sealed_secret IS NOT NULL)),
        CONSTRAINT robots_webhook_hash_key UNIQUE (webhook_hash),
        CONSTRAINT robots_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
      );
      CREATE INDEX robots_organisation_id_id_idx ON robots (organisation_id, id);

      CREATE TABLE robot_sends (
        id bigint GENERATED ALWAYS AS IDENTITY,
        robot_id uuid NOT NULL,
        key text NOT NULL,
        at timestamptz NOT NULL,
        sent_at timestamptz,
        CONSTRAINT robot_sends_pkey PRIMARY KEY (id),
        CONSTRAINT robot_sends_robot_id_fkey FOREIGN KEY (robot_id) REFERENCES robots(id) ON DELETE CASCADE
      );
      CREATE INDEX robot_sends_robot_id_at_idx ON robot_sends (robot_id, at);
      CREATE INDEX robot_sends_robot_id_key_idx ON robot_sends (robot_id, key) WHERE sent_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE robot_sends; DROP TABLE robots;`);
  }
}
