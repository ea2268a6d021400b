import { once } from 'node:events';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiError, Data } from './support/client';
import { startProgram, type Program } from './support/program';
import { ROOT } from './support/sources';

interface Answer {
  readonly data: Data;
  readonly errors?: readonly ApiError[];
}
interface Block {
  readonly language: string;
  readonly text: string;
}

/** The blocks of a walk in README.md, in order. */
function blocksOf(walk: string): Block[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const section = new RegExp(`^## ${walk}$([\\s\\S]*?)^## `, 'm').exec(readme)![1]!;
  return [...section.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
    language: language!,
    text: text!,
  }));
}

/** The second terminal: one bash for the whole walk. */
class Terminal {
  private shown = '';
  private readonly bash: ChildProcessWithoutNullStreams;
  private wake: () => void = () => undefined;

  constructor(url: string, CATCHER: string | undefined) {
    const { PATH, HOME } = process.env;
    this.bash = spawn('bash', [], { cwd: ROOT, env: { PATH, HOME, BENFU: url, CATCHER } });
    this.bash.stdin.write('exec 2>&1\n');
    this.bash.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.shown += text;
      this.wake();
    });
  }

  /** Pastes a block and gives what was shown, once bash is through with it. */
  async paste(block: string): Promise<string> {
    this.shown = '';
    this.bash.stdin.write(`${block}\necho '== done =='\n`);
    while (!this.shown.includes('== done ==')) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.shown;
  }

  close(): void {
    this.bash.stdin.end();
    this.bash.kill();
  }
}

/** What catches mail and the messages of robots. */
class Catcher {
  private constructor(
    private readonly process: ChildProcessWithoutNullStreams,
    readonly smtp: string,
    readonly http: string,
  ) {}

  static async start(): Promise<Catcher> {
    const env = { ...process.env, CATCHER_SMTP_PORT: '0', CATCHER_HTTP_PORT: '0' };
    const catcher = spawn('node', ['.config/catcher.mjs'], { cwd: ROOT, env });
    const [line] = (await once(catcher.stdout.setEncoding('utf8'), 'data')) as [string];
    const [smtp, http] = line.trim().split(' ') as [string, string];
    return new Catcher(catcher, smtp, http);
  }

  stop(): void {
    this.process.kill();
  }
}

/** A program on data of its own, and the terminal beside it. */
class Walk {
  private readonly folder = mkdtempSync(join(tmpdir(), 'benfu-walk-'));
  private program: Program | undefined;
  private terminal: Terminal | undefined;
  private catcher: Catcher | undefined;
  private readonly answers: Answer[] = [];

  /** What the program refused, by code. */
  get refusals(): string[] {
    return this.answers.flatMap(({ errors = [] }) => errors).map(({ extensions }) => extensions.code);
  }

  /** Follows the blocks; gives what bash showed last. */
  async follow(blocks: readonly Block[]): Promise<string> {
    let shown = '';
    for (const { language, text } of blocks) {
      if (text === 'npm run catcher\n') this.catcher = await Catcher.start();
      else if (language === 'text') await this.start(text);
      else {
        shown = await this.terminal!.paste(text);
        const answers = [...shown.matchAll(/^\{\n[\s\S]*?^\}$/gm)];
        this.answers.push(...answers.map(([answer]) => JSON.parse(answer) as Answer));
      }
    }
    return shown;
  }

  /** The latest answer that has this field. */
  found(field: string): Data {
    return this.answers.filter(({ data }) => data?.[field]).at(-1)?.data[field];
  }

  get length(): number {
    return this.answers.length;
  }

  async end(): Promise<void> {
    this.terminal?.close();
    this.catcher?.stop();
    await this.program?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Starts the program as a `text` block says, on data of the test's own; the second time on the port of the first. */
  private async start(command: string): Promise<void> {
    expect(command).toMatch(
      /^BENFU_DATA=var\/\w+ BENFU_NOW=\S+( SMTP_URL=\S+ ROBOT_HOSTS=\S+)? npm start\n$/,
    );
    const PORT = this.program ? new URL(this.program.url).port : '0';
    await this.program?.stop();
    const BENFU_NOW = /BENFU_NOW=(\S+)/.exec(command)![1]!;
    const caught = this.catcher && { SMTP_URL: this.catcher.smtp, ROBOT_HOSTS: this.catcher.http };
    this.program = await startProgram({ BENFU_DATA: this.folder, BENFU_NOW, PORT, ...caught });
    this.terminal ??= new Terminal(this.program.url, this.catcher?.http);
  }
}

let walk: Walk;
beforeEach(() => {
  walk = new Walk();
});
afterEach(() => walk.end());

it('the walk of the README can be walked', async () => {
  await walk.follow(blocksOf('Five-minute walk'));
  expect(walk.refusals).toEqual(['applications.notice-running']);
  expect(walk.length).toBeGreaterThan(30);
  expect(walk.found('project')).toMatchObject({ number: 'XN-2025-001', state: 'APPROVED' });
  expect(walk.found('project').need).toMatchObject({ title: '电池级碳酸锂中钠与硫酸根的深度脱除' });
  expect(walk.found('project').need.history.nodes[0].topic).toBe('need.drafted');
  const approved = walk.found('targets').find(({ indicator }: Data) => indicator === 'projects.approved');
  expect(approved).toMatchObject({ actual: '1' });
  const meetings = walk.found('liaisonSeries').nodes[0].meetings.nodes;
  const march = meetings.find(({ month }: Data) => month === '2025-03');
  expect(march.reminders).toContainEqual(expect.objectContaining({ kind: 'MINUTES_MISSING', state: 'SENT' }));
}, 240_000);

it('and so can the quarter under review', async () => {
  mkdirSync(join(ROOT, 'var'), { recursive: true });
  const [tools] = blocksOf('Five-minute walk').filter(({ language }) => language === 'sh');
  const [start, ...rest] = blocksOf('A quarter under review');
  const shown = await walk.follow([start!, tools!, ...rest]);
  expect(walk.refusals).toEqual(['lotteries.not-closed']);
  expect(walk.found('conflicts')).toContainEqual(
    expect.objectContaining({ ground: 'SAME_ENTITY', dismissible: false }),
  );
  expect(walk.found('publicationList').nodes).toMatchObject([
    { number: 'XN-2025-001', title: '碳酸锂反应结晶中试' },
  ]);
  const states = walk.found('roundBoard').map(({ state }: Data) => state as string);
  expect(states.sort()).toEqual(['APPROVED', 'REJECTED']);
  expect(shown).toContain('200 application/pdf');
  expect(shown).toContain('200 application/zip');
  expect(shown).toMatch(/\d+ files, \d+ links of facts, \d+ whole facts, \d+ signed texts?, 1 draws? hold/);
}, 300_000);

it('and so can the year of liaison', async () => {
  mkdirSync(join(ROOT, 'var'), { recursive: true });
  const [tools] = blocksOf('Five-minute walk').filter(({ language }) => language === 'sh');
  const [save] = blocksOf('A quarter under review').filter(({ language }) => language === 'sh');
  const [catcher, start, ...rest] = blocksOf('A year of liaison');
  const shown = await walk.follow([catcher!, start!, tools!, save!, ...rest]);
  expect(walk.refusals).toEqual([]);
  const { months } = walk
    .found('liaisonBoard')
    .nodes.find(({ series }: Data) => series.title === '盐湖所月对接');
  expect(months.map(({ state }: Data) => state as string)).toEqual(
    Array.from({ length: 12 }, (_, at) => (at === 2 ? 'MISSED' : 'HELD')),
  );
  expect(months[3].minutesLateDays).toBeGreaterThan(200);
  expect(walk.found('moveActionItem').state).toBe('CONFIRMED');
  expect(walk.found('failedDeliveries')).toEqual([]);
  expect(shown).toContain('200 application/pdf');
  expect(shown).toContain('200 application/vnd.openxmlformats-officedocument.wordprocessingml.document');
  expect(shown).toMatch(/\d+ mail[\s\S]*\d+ robot/);
}, 300_000);
