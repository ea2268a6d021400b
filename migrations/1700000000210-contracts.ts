import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Technology contracts and their registration. */
export class Contracts1700000000210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contracts (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        number text,
        regime text NOT NULL,
        organisation_id uuid NOT NULL,
        project_id uuid,
        seller_id uuid,
        district text,
        type text NOT NULL,
        subtype text,
        title text NOT NULL,
        subject text,
        signed_on date NOT NULL,
        starts_on date,
        ends_on date,
        parties jsonb NOT NULL,
        party_ids jsonb NOT NULL DEFAULT '[]',
        price_form text,
        royalty_terms text,
        turnover numeric(16,2) NOT NULL,
        technology_value numeric(16,2),
        technology_income numeric(16,2),
        patents text[] NOT NULL DEFAULT '{}',
        licence text,
        undeveloped boolean NOT NULL DEFAULT false,
        ownership text,
        improvements text,
        filed_on date,
        due_on date,
        missed_on date,
        decided_on date,
        registered_on date,
        objected_on date,
        proposed jsonb,
        fingerprint text NOT NULL,
        CONSTRAINT contracts_pkey PRIMARY KEY (id),
        CONSTRAINT contracts_number_key UNIQUE (number),
        CONSTRAINT contracts_state_check CHECK (state IN ('DRAFT', 'FILED', 'IN_REVIEW', 'RETURNED', 'REGISTERED',
          'CHANGED', 'REFUSED', 'OBJECTED', 'CANCELLED', 'WITHDRAWN')),
        CONSTRAINT contracts_type_check
          CHECK (type IN ('DEVELOPMENT', 'TRANSFER', 'LICENCE', 'CONSULTING', 'SERVICE')),
        CONSTRAINT contracts_regime_check CHECK (regime IN ('RULES_2001', 'MEASURES_2026')),
        CONSTRAINT contracts_amounts_check CHECK (turnover >= 0
          AND technology_value BETWEEN coalesce(technology_income, 0) AND turnover
          AND technology_income BETWEEN 0 AND turnover),
        CONSTRAINT contracts_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id),
        CONSTRAINT contracts_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES organisations(id),
        CONSTRAINT contracts_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
      );
      CREATE UNIQUE INDEX contracts_once_key ON contracts (fingerprint)
        WHERE state IN ('FILED', 'IN_REVIEW', 'RETURNED', 'REGISTERED', 'CHANGED', 'OBJECTED');
      CREATE INDEX contracts_organisation_id_id_idx ON contracts (organisation_id, id);
      CREATE INDEX contracts_seller_id_registered_on_idx ON contracts (seller_id, registered_on);
      CREATE INDEX contracts_project_id_id_idx ON contracts (project_id, id);
      CREATE INDEX contracts_state_id_idx ON contracts (state, id);
      CREATE INDEX contracts_registered_on_id_idx ON contracts (registered_on, id);
      CREATE INDEX contracts_due_on_idx ON contracts (due_on) WHERE due_on IS NOT NULL;
      CREATE INDEX contracts_party_ids_idx ON contracts USING gin (party_ids);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE contracts`);
  }
}
