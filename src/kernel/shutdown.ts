import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** The order in which a process ends; what belongs to one stage ends side by side. */
export const STAGES = ['unready', 'intake', 'jobs', 'application', 'database', 'postgres'] as const;
export type Stage = (typeof STAGES)[number];

type Step = () => unknown;

const DEADLINE_MS = 25_000;
const INTAKE_MS = 10_000;
const ECHO_MS = 500;
/** The web-socket frame that closes with code 1001. */
const GOING_AWAY = Buffer.from([0x88, 0x02, 0x03, 0xe9]);

/** Ends the process in the order of the stages, whatever order things were started in. */
export class Shutdown {
  private readonly steps = new Map<Stage, Step[]>();
  private running: Promise<void> | undefined;

  constructor(private readonly report: (error: unknown) => void) {}

  /** True from the first signal on: what fails from then on fails because its ground is taken away. */
  get begun(): boolean {
    return this.running !== undefined;
  }

  /** Adds something to end at a stage. */
  add(stage: Stage, step: Step): void {
    this.steps.set(stage, [...(this.steps.get(stage) ?? []), step]);
  }

  /** Ends everything once; a step that fails is reported and does not keep the rest from ending. */
  run(): Promise<void> {
    return (this.running ??= this.end());
  }

  /** SIGTERM, SIGINT and a closed terminal end the process in order, with `code`; a second SIGINT at once. */
  listen(code = 0): void {
    let first = 0;
    // `npm start | head`: with nobody to read, each complaint about it would only raise the next.
    for (const output of [process.stdout, process.stderr]) output.on('error', () => void this.exit(1));
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void this.exit(code));
    process.on('SIGINT', () => {
      // Under `npm start` one Ctrl-C arrives twice: from the terminal and from npm.
      if (first > 0 && Date.now() - first > ECHO_MS) process.exit(130);
      first ||= Date.now();
      void this.exit(code);
    });
  }

  /** Ends everything, at most 25 seconds long, then the process. */
  async exit(code = 0): Promise<never> {
    setTimeout(() => {
      this.report(new Error(`shutdown took longer than ${DEADLINE_MS} ms`));
      process.exit(1);
    }, DEADLINE_MS).unref();
    await this.run();
    process.exit(code);
  }

  private async end(): Promise<void> {
    for (const stage of STAGES) {
      await Promise.all((this.steps.get(stage) ?? []).map((step) => this.attempt(step)));
    }
  }

  private async attempt(step: Step): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.report(error);
    }
  }
}

/**
 * Gives what ends `server`: no new connection, web sockets told to go away, answers in progress waited for,
 * but not for ever.
 */
export function serverCloser(server: Server): () => Promise<void> {
  const sockets = new Set<Duplex>();
  // Without another listener there are no web sockets, and ours would leave such requests unanswered.
  if (server.listenerCount('upgrade') > 0) {
    server.on('upgrade', (_request, socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
  }
  return () => closeServer(server, sockets);
}

async function closeServer(server: Server, sockets: ReadonlySet<Duplex>): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  for (const socket of sockets) socket.end(GOING_AWAY);
  const late = new AbortController();
  await Promise.race([closed, sleep(INTAKE_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
  late.abort();
  server.closeAllConnections();
  for (const socket of sockets) socket.destroy();
}
