import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { simulate, type Sizes } from './round/simulation';

const USAGE = `npm run simulate:round -- [--applications 300] [--reviewers 120] [--users 8] [--pause 50]

Plays a round through the API on an embedded database of its own, from needs to reviews (three for each application),
and measures the officer's board at the end.
  --applications  how many apply
  --reviewers     how many can be drawn
  --users         how many act at once
  --pause         milliseconds that a user waits before each operation, on average
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function sizesOf(args: readonly string[]): Sizes {
  const option = { type: 'string' } as const;
  const options = { applications: option, reviewers: option, users: option, pause: option };
  const { values } = parseArgs({ args: [...args], options });
  const whole = (text: string | undefined, usual: number): number => {
    const value = text === undefined ? usual : Number(text);
    if (!Number.isInteger(value) || value < 0) throw new Error(`${text} is no whole number`);
    return value;
  };
  return {
    applications: whole(values.applications, 300),
    reviewers: whole(values.reviewers, 120),
    users: Math.max(1, whole(values.users, 8)),
    pause: whole(values.pause, 50),
  };
}

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    say(USAGE);
    return 0;
  }
  const { errors, rows, reviews, p50, p95 } = await simulate(sizesOf(args), say);
  const times = `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
  say(`board of ${rows} rows and ${reviews} reviews, warm: ${times}; wanted: p95 ≤ 150 ms`);
  return errors > 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.message}\n${USAGE}`);
    process.exit(1);
  },
);
