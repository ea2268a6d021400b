import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Funds with a book for each year, and the ledger of double entries that keeps them. */
export class Ledger1700000000215 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE funds (
        id uuid NOT NULL,
        code text NOT NULL,
        name text NOT NULL,
        name_en text,
        CONSTRAINT funds_pkey PRIMARY KEY (id),
        CONSTRAINT funds_code_key UNIQUE (code)
      );
      CREATE TABLE fund_years (
        id uuid NOT NULL,
        fund_id uuid NOT NULL,
        year integer NOT NULL,
        planned numeric(16,2),
        due_on date,
        source text,
        CONSTRAINT fund_years_pkey PRIMARY KEY (id),
        CONSTRAINT fund_years_fund_id_year_key UNIQUE (fund_id, year),
        CONSTRAINT fund_years_fund_id_fkey FOREIGN KEY (fund_id) REFERENCES funds(id)
      );
      CREATE INDEX fund_years_year_id_idx ON fund_years (year, id);
      CREATE TABLE ledger_accounts (
        id uuid NOT NULL,
        fund_year_id uuid NOT NULL,
        kind text NOT NULL,
        holder_id uuid,
        balance numeric(16,2) NOT NULL DEFAULT 0,
        CONSTRAINT ledger_accounts_pkey PRIMARY KEY (id),
        CONSTRAINT ledger_accounts_fund_year_id_fkey FOREIGN KEY (fund_year_id) REFERENCES fund_years(id),
        CONSTRAINT ledger_accounts_kind_check CHECK (kind IN
          ('SOURCE', 'CARRIED_IN', 'AVAILABLE', 'COMMITTED', 'PAID', 'RECOVERED', 'CARRIED_OUT')),
        CONSTRAINT ledger_accounts_holder_check
          CHECK ((holder_id IS NOT NULL) = (kind IN ('COMMITTED', 'PAID', 'RECOVERED'))),
        CONSTRAINT ledger_accounts_balance_check
          CHECK (CASE WHEN kind IN ('SOURCE', 'CARRIED_IN') THEN balance <= 0 ELSE balance >= 0 END)
      );
      CREATE INDEX ledger_accounts_fund_year_id_kind_idx ON ledger_accounts (fund_year_id, kind);
      CREATE INDEX ledger_accounts_holder_id_idx ON ledger_accounts (holder_id);
      CREATE TABLE ledger_postings (
        id uuid NOT NULL,
        kind text NOT NULL,
        key text NOT NULL,
        amount numeric(16,2) NOT NULL,
        entry_count integer NOT NULL,
        booked_on date NOT NULL,
        document text,
        note text,
        posted_at timestamptz NOT NULL,
        by_id uuid,
        CONSTRAINT ledger_postings_pkey PRIMARY KEY (id),
        CONSTRAINT ledger_postings_key_key UNIQUE (key),
        CONSTRAINT ledger_postings_by_id_fkey FOREIGN KEY (by_id) REFERENCES people(id),
        CONSTRAINT ledger_postings_amount_check CHECK (amount > 0),
        CONSTRAINT ledger_postings_kind_check CHECK (kind IN
          ('ALLOCATE', 'REDUCE', 'COMMIT', 'RELEASE', 'PAY', 'REVERSE', 'RECOVER', 'CARRY_OVER'))
      );
      CREATE INDEX ledger_postings_by_id_idx ON ledger_postings (by_id);
      CREATE TABLE ledger_entries (
        posting_id uuid NOT NULL,
        account_id uuid NOT NULL,
        amount numeric(16,2) NOT NULL,
        CONSTRAINT ledger_entries_pkey PRIMARY KEY (posting_id, account_id),
        CONSTRAINT ledger_entries_posting_id_fkey FOREIGN KEY (posting_id) REFERENCES ledger_postings(id),
        CONSTRAINT ledger_entries_account_id_fkey FOREIGN KEY (account_id) REFERENCES ledger_accounts(id),
        CONSTRAINT ledger_entries_amount_check CHECK (amount <> 0)
      );
      CREATE INDEX ledger_entries_account_id_posting_id_idx ON ledger_entries (account_id, posting_id);
    `);
    await runner.query(KEPT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE ledger_entries, ledger_postings, ledger_accounts, fund_years, funds;
      DROP FUNCTION ledger_for_good, ledger_account_kept, ledger_entry_counts, ledger_balanced;
    `);
  }
}

// What no program is trusted with: nothing is altered, balances are moved by entries alone, and what is taken is given.
const KEPT = `
  CREATE FUNCTION ledger_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % of % refused', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER ledger_postings_for_good BEFORE UPDATE OR DELETE ON ledger_postings
    FOR EACH ROW EXECUTE FUNCTION ledger_for_good();
  CREATE TRIGGER ledger_entries_for_good BEFORE UPDATE OR DELETE ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION ledger_for_good();
  CREATE TRIGGER ledger_accounts_for_good BEFORE DELETE ON ledger_accounts
    FOR EACH ROW EXECUTE FUNCTION ledger_for_good();
  CREATE TRIGGER ledger_postings_not_emptied BEFORE TRUNCATE ON ledger_postings EXECUTE FUNCTION ledger_for_good();
  CREATE TRIGGER ledger_entries_not_emptied BEFORE TRUNCATE ON ledger_entries EXECUTE FUNCTION ledger_for_good();
  CREATE TRIGGER ledger_accounts_not_emptied BEFORE TRUNCATE ON ledger_accounts EXECUTE FUNCTION ledger_for_good();

  CREATE FUNCTION ledger_account_kept() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'INSERT' AND NEW.balance = 0 THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 AND to_jsonb(NEW) - 'balance' = to_jsonb(OLD) - 'balance'
      THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a balance is moved by entries alone: % of % refused', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END $$;
  CREATE TRIGGER ledger_accounts_kept BEFORE INSERT OR UPDATE ON ledger_accounts
    FOR EACH ROW EXECUTE FUNCTION ledger_account_kept();

  CREATE FUNCTION ledger_entry_counts() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE ledger_accounts SET balance = balance + NEW.amount WHERE id = NEW.account_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER ledger_entries_count AFTER INSERT ON ledger_entries
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_counts();

  CREATE FUNCTION ledger_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    about uuid := CASE TG_TABLE_NAME WHEN 'ledger_entries' THEN to_jsonb(NEW)->>'posting_id' ELSE to_jsonb(NEW)->>'id' END;
  BEGIN
    IF NOT EXISTS (
      SELECT FROM ledger_postings p JOIN ledger_entries e ON e.posting_id = p.id
      JOIN ledger_accounts a ON a.id = e.account_id WHERE p.id = about
      GROUP BY p.id HAVING count(*) = p.entry_count
        AND sum(e.amount) FILTER (WHERE e.amount > 0) = p.amount * count(DISTINCT a.fund_year_id)
    ) OR EXISTS (
      SELECT FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id WHERE e.posting_id = about
      GROUP BY a.fund_year_id HAVING sum(e.amount) <> 0
    ) THEN
      RAISE EXCEPTION 'posting % does not balance', about USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
  END $$;
  CREATE CONSTRAINT TRIGGER ledger_postings_balance AFTER INSERT ON ledger_postings
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();
  CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT ON ledger_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();
`;
