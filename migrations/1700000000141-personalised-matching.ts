import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a person takes part in personalised matching: yes, until they say no (PIPL art. 24). */
export class PersonalisedMatching1700000000141 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE people ADD COLUMN personalised boolean NOT NULL DEFAULT true`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE people DROP COLUMN personalised`);
  }
}
