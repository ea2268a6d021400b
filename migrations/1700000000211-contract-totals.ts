import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTED = `state IN ('REGISTERED', 'CHANGED') AND registered_on IS NOT NULL`;
const KEY = 'year, month, type, district';

/** Adds the rows of a transition table to the totals, or takes them away. */
const rowsOf = (table: string, sign: 1 | -1): string => `
  SELECT extract(year FROM registered_on)::int AS year, extract(month FROM registered_on)::int AS month, type,
    coalesce(district, '') AS district, ${sign} AS registered, ${sign} * turnover AS turnover,
    ${sign} * coalesce(technology_value, 0) AS technology_value FROM ${table} WHERE ${COUNTED}`;

const follow = (rows: string): string => `
  INSERT INTO contract_totals AS held (${KEY}, registered, turnover, technology_value)
  SELECT ${KEY}, sum(registered), sum(turnover), sum(technology_value) FROM (${rows}) AS moved
  GROUP BY ${KEY} HAVING sum(registered) <> 0 OR sum(turnover) <> 0 OR sum(technology_value) <> 0
  ORDER BY ${KEY}
  ON CONFLICT (${KEY}) DO UPDATE SET registered = held.registered + excluded.registered,
    turnover = held.turnover + excluded.turnover,
    technology_value = held.technology_value + excluded.technology_value;`;

/** What the register adds up to, kept by the database itself; and what was announced of years that it does not hold. */
export class ContractTotals1700000000211 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contract_totals (
        year integer NOT NULL,
        month integer NOT NULL,
        type text NOT NULL,
        district text NOT NULL,
        registered integer NOT NULL,
        turnover numeric(20,2) NOT NULL,
        technology_value numeric(20,2) NOT NULL,
        CONSTRAINT contract_totals_pkey PRIMARY KEY (year, month, type, district)
      );
      CREATE FUNCTION contract_totals_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'INSERT' THEN ${follow(rowsOf('added', 1))}
        ELSIF TG_OP = 'DELETE' THEN ${follow(rowsOf('gone', -1))}
        ELSE ${follow(`${rowsOf('added', 1)} UNION ALL ${rowsOf('gone', -1)}`)}
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER contract_totals_insert AFTER INSERT ON contracts REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION contract_totals_follow();
      CREATE TRIGGER contract_totals_update AFTER UPDATE ON contracts REFERENCING OLD TABLE AS gone NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION contract_totals_follow();
      CREATE TRIGGER contract_totals_delete AFTER DELETE ON contracts REFERENCING OLD TABLE AS gone
        FOR EACH STATEMENT EXECUTE FUNCTION contract_totals_follow();
      CREATE TABLE contract_references (
        id uuid NOT NULL,
        year integer NOT NULL,
        registered integer NOT NULL,
        turnover numeric(16,2) NOT NULL,
        turnover_growth double precision,
        source text NOT NULL,
        CONSTRAINT contract_references_pkey PRIMARY KEY (id),
        CONSTRAINT contract_references_year_key UNIQUE (year)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE contract_references;
      DROP TRIGGER contract_totals_insert ON contracts;
      DROP TRIGGER contract_totals_update ON contracts;
      DROP TRIGGER contract_totals_delete ON contracts;
      DROP FUNCTION contract_totals_follow();
      DROP TABLE contract_totals;
    `);
  }
}
