import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Draws of experts, and their reviews. */
export class Reviews1700000000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE draws (
        id uuid NOT NULL,
        application_id uuid NOT NULL,
        seed text NOT NULL,
        count integer NOT NULL,
        at timestamptz NOT NULL,
        officer_id uuid,
        pool jsonb NOT NULL,
        drawn jsonb NOT NULL,
        excluded jsonb NOT NULL,
        party_ids jsonb NOT NULL,
        CONSTRAINT draws_pkey PRIMARY KEY (id),
        CONSTRAINT draws_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
        CONSTRAINT draws_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES people(id)
      );
      CREATE TABLE reviews (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        application_id uuid NOT NULL,
        reviewer_id uuid NOT NULL,
        draw_id uuid NOT NULL,
        party_ids jsonb NOT NULL,
        given_scores jsonb,
        total double precision,
        recommendation text,
        comment text,
        submitted_at timestamptz,
        conflict_found_at timestamptz,
        CONSTRAINT reviews_application_id_reviewer_id_key UNIQUE (application_id, reviewer_id),
        CONSTRAINT reviews_recommendation_check CHECK (recommendation IN ('SUPPORT', 'NEUTRAL', 'OPPOSE')),
        CONSTRAINT reviews_state_check
          CHECK (state IN ('ASSIGNED', 'SUBMITTED', 'OPENED', 'DISCLOSED', 'HANDED_BACK', 'RELEASED',
          'VOID')),
        CONSTRAINT reviews_pkey PRIMARY KEY (id),
        CONSTRAINT reviews_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
        CONSTRAINT reviews_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES people(id),
        CONSTRAINT reviews_draw_id_fkey FOREIGN KEY (draw_id) REFERENCES draws(id)
      );
      CREATE INDEX draws_application_id_id_idx ON draws (application_id, id);
      CREATE INDEX reviews_draw_id_idx ON reviews (draw_id);
      CREATE INDEX reviews_reviewer_id_id_idx ON reviews (reviewer_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE reviews, draws`);
  }
}
