/** What production asks beyond the form of single values. */
interface Given {
  readonly givenSecret: string | undefined;
  readonly secretsKeys: readonly string[];
  readonly seed: string;
  readonly nowMs: number | undefined;
  readonly robotHosts: readonly string[];
}

/** What an operator has to change before a production starts, by the names of the variables. */
export function productionFaults({ givenSecret, secretsKeys, seed, nowMs, robotHosts }: Given): string[] {
  const faults: string[] = [];
  const missing = (name: string): string =>
    `${name} is missing and has no default in production; make one with: openssl rand -base64 48`;
  if (!givenSecret) faults.push(missing('AUTH_SECRET'));
  if (secretsKeys.length === 0) faults.push(missing('SECRETS_KEY'));
  if (seed === 'demo') {
    faults.push('SEED=demo makes accounts with a known password; in production use reference or none');
  }
  if (nowMs !== undefined) faults.push('BENFU_NOW moves the clock; in production leave it unset');
  if (robotHosts.some((host) => host.startsWith('http:')))
    faults.push('ROBOT_HOSTS names a port of this machine; that is for tests only');
  return faults;
}
