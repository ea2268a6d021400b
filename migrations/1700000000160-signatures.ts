import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was signed, by whom and in what capacity: kept for good. */
export class Signatures1700000000160 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_delegations (
        id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        delegate_id uuid NOT NULL,
        granted_by_id uuid NOT NULL,
        subject_id uuid,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        note text,
        granted_at timestamptz NOT NULL,
        revoked_at timestamptz,
        CONSTRAINT signing_delegations_pkey PRIMARY KEY (id),
        CONSTRAINT signing_delegations_organisation_id_fkey
          FOREIGN KEY (organisation_id) REFERENCES organisations(id),
        CONSTRAINT signing_delegations_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES people(id),
        CONSTRAINT signing_delegations_granted_by_id_fkey FOREIGN KEY (granted_by_id) REFERENCES people(id)
      );
      CREATE INDEX signing_delegations_organisation_id_id_idx ON signing_delegations (organisation_id, id);
      CREATE INDEX signing_delegations_delegate_id_idx ON signing_delegations (delegate_id);

      CREATE TABLE signed_contents (
        hash text NOT NULL,
        text text NOT NULL,
        CONSTRAINT signed_contents_hash_check CHECK (hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
        CONSTRAINT signed_contents_pkey PRIMARY KEY (hash)
      );
      CREATE TABLE signatures (
        id uuid NOT NULL,
        subject_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        person_id uuid NOT NULL,
        hash text NOT NULL,
        signed_at timestamptz NOT NULL,
        delegation_id uuid,
        delegated_by_id uuid,
        party_ids jsonb NOT NULL DEFAULT '[]',
        voided_at timestamptz,
        voided_by_fact uuid,
        CONSTRAINT signatures_pkey PRIMARY KEY (id),
        CONSTRAINT signatures_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
        CONSTRAINT signatures_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
        CONSTRAINT signatures_hash_fkey FOREIGN KEY (hash) REFERENCES signed_contents(hash),
        CONSTRAINT signatures_delegation_id_fkey FOREIGN KEY (delegation_id) REFERENCES signing_delegations(id),
        CONSTRAINT signatures_delegated_by_id_fkey FOREIGN KEY (delegated_by_id) REFERENCES people(id)
      );
      CREATE INDEX signatures_subject_id_id_idx ON signatures (subject_id, id);
      CREATE INDEX signatures_party_ids_idx ON signatures USING gin (party_ids);
      CREATE UNIQUE INDEX signatures_live_key ON signatures (subject_id, organisation_id) WHERE voided_at IS NULL;

      CREATE FUNCTION signed_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_TABLE_NAME = 'signatures' AND TG_OP = 'UPDATE' THEN
          IF OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL
            AND to_jsonb(NEW) - '{voided_at,voided_by_fact}'::text[] = to_jsonb(OLD) - '{voided_at,voided_by_fact}'::text[]
          THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION 'what was signed is kept: % of % refused', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER signed_contents_for_good BEFORE UPDATE OR DELETE ON signed_contents
        FOR EACH ROW EXECUTE FUNCTION signed_for_good();
      CREATE TRIGGER signatures_for_good BEFORE UPDATE OR DELETE ON signatures
        FOR EACH ROW EXECUTE FUNCTION signed_for_good();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE signatures, signed_contents, signing_delegations; DROP FUNCTION signed_for_good`,
    );
  }
}
