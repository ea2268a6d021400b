import type { DataSource, Logger } from 'typeorm';

/** The statements that `work` sends to the database, transaction control left out. */
export async function statementsOf(dataSource: DataSource, work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const quiet = (): void => undefined;
  const counter: Logger = {
    logQuery: (query) => void (CONTROL.test(query) || sent.push(query)),
    logQueryError: quiet,
    logQuerySlow: quiet,
    logSchemaBuild: quiet,
    logMigration: quiet,
    log: quiet,
  };
  const before = dataSource.logger;
  dataSource.logger = counter;
  try {
    await work();
  } finally {
    dataSource.logger = before;
  }
  return sent;
}

/** How many statements `work` sends: the least of three runs, since timers of the program may add theirs to any. */
export async function statementCount(
  { dataSource }: { readonly dataSource: DataSource },
  work: () => Promise<unknown>,
): Promise<number> {
  const counts: number[] = [];
  for (let run = 0; run < 3; run++) counts.push((await statementsOf(dataSource, work)).length);
  return Math.min(...counts);
}

// Settings are read again every few seconds, whoever asks for what.
const CONTROL = /^\s*(START|BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)|FROM settings$/i;
