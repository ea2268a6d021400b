import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the kernel keeps: facts and who heard them, jobs that failed for good, seeds, replayed requests, rate limits. */
export class Kernel1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE facts (
        id uuid CONSTRAINT facts_pk PRIMARY KEY,
        topic text NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        seq integer NOT NULL CONSTRAINT facts_seq_check CHECK (seq > 0),
        actor_id uuid,
        actor_name text,
        -- milliseconds, as JavaScript keeps them: else the hash would not recompute
        at timestamptz(3) NOT NULL,
        note text,
        payload jsonb NOT NULL,
        previous_hash text,
        hash text NOT NULL CONSTRAINT facts_hash_check CHECK (hash ~ '^[0-9a-f]{64}$'),
        published_at timestamptz,
        CONSTRAINT facts_subject_seq_key UNIQUE (subject_id, seq),
        CONSTRAINT facts_chain_check CHECK ((seq = 1) = (previous_hash IS NULL))
      );
      CREATE INDEX facts_unpublished_idx ON facts (id) WHERE published_at IS NULL;
      CREATE INDEX facts_at_idx ON facts (at);
      CREATE INDEX facts_topic_at_idx ON facts (topic, at);

      CREATE FUNCTION facts_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'published_at' = to_jsonb(OLD) - 'published_at' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'facts are append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER facts_append_only BEFORE UPDATE OR DELETE ON facts
        FOR EACH ROW EXECUTE FUNCTION facts_append_only();
      CREATE TRIGGER facts_no_truncate BEFORE TRUNCATE ON facts
        FOR EACH STATEMENT EXECUTE FUNCTION facts_append_only();

      -- Who has to hear a fact: at is set in the transaction of the effect, failed_at when it was given up.
      CREATE TABLE inbox (
        subscriber text NOT NULL,
        fact_id uuid NOT NULL CONSTRAINT inbox_fact_fk REFERENCES facts (id),
        queued_at timestamptz NOT NULL DEFAULT now(),
        at timestamptz,
        failed_at timestamptz,
        CONSTRAINT inbox_pk PRIMARY KEY (subscriber, fact_id)
      );
      CREATE INDEX inbox_pending_idx ON inbox (queued_at) WHERE at IS NULL AND failed_at IS NULL;

      CREATE TABLE failed_jobs (
        id uuid CONSTRAINT failed_jobs_pk PRIMARY KEY,
        queue text NOT NULL,
        name text NOT NULL,
        data jsonb NOT NULL,
        error text NOT NULL,
        attempts integer NOT NULL,
        failed_at timestamptz NOT NULL,
        retried_at timestamptz
      );
      CREATE INDEX failed_jobs_failed_at_idx ON failed_jobs (failed_at);

      CREATE TABLE seeds_run (
        name text CONSTRAINT seeds_run_pk PRIMARY KEY,
        at timestamptz NOT NULL
      );

      CREATE TABLE idempotency_keys (
        account_id uuid NOT NULL,
        key text NOT NULL CONSTRAINT idempotency_keys_key_check CHECK (length(key) BETWEEN 1 AND 255),
        request_hash text NOT NULL,
        response jsonb NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT idempotency_keys_pk PRIMARY KEY (account_id, key)
      );
      CREATE INDEX idempotency_keys_at_idx ON idempotency_keys (at);

      -- The shape that rate-limiter-flexible's RateLimiterPostgres reads and writes; expire in Unix milliseconds.
      CREATE TABLE rate_limits (
        key varchar(255) CONSTRAINT rate_limits_pk PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      );
      CREATE INDEX rate_limits_expire_idx ON rate_limits (expire);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE rate_limits, idempotency_keys, seeds_run, failed_jobs, inbox, facts;
      DROP FUNCTION facts_append_only();
    `);
  }
}
