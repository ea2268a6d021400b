import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which fund pays for what is approved in a round. */
export class FundCalls1700000000216 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fund_calls (
        round_id uuid NOT NULL,
        fund_id uuid NOT NULL,
        CONSTRAINT fund_calls_pkey PRIMARY KEY (round_id),
        CONSTRAINT fund_calls_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id),
        CONSTRAINT fund_calls_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES funds(id)
      );
      CREATE INDEX fund_calls_fund_id_idx ON fund_calls (fund_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE fund_calls`);
  }
}
