import type { Logger } from 'pino';
import type { Config } from './kernel/config';

/** An account of the demonstration, as the banner shows it. */
export interface DemoAccount {
  readonly email: string;
  readonly who: string;
}

/** Says that the program is ready: to a machine as one log line, to a person plainly, on whichever output they read. */
export function announce(config: Config, accounts: readonly DemoAccount[], logger: Logger): void {
  if (!process.stdout.isTTY)
    logger.info({ url: config.publicUrl, role: config.role, port: config.port }, 'ready');
  if (process.stdout.isTTY) process.stdout.write(banner(config, accounts));
  else if (!config.production) process.stderr.write(banner(config, accounts));
}

function banner(config: Config, accounts: readonly DemoAccount[]): string {
  const lines = config.serves
    ? ['', `  Benfu 奔赴  ${config.publicUrl}`, `  GraphiQL    ${config.publicUrl}/graphql`]
    : ['', `  Benfu 奔赴  worker; health at http://localhost:${config.port}/health/ready`];
  if (!config.databaseUrl) lines.push(`  Data        ${config.dataDirectory}`);
  if (accounts.length > 0) {
    const width = Math.max(...accounts.map(({ email }) => email.length));
    lines.push('', '  Demonstration accounts, password benfu-demo:');
    lines.push(...accounts.map(({ email, who }) => `    ${email.padEnd(width)}  ${who}`));
  }
  return `${[...lines, '', '  Stop with Ctrl-C.', ''].join('\n')}\n`;
}
