import { existsSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { ensureDataDirectory, keptSecret } from './data-directory';
import { ensureCluster, failureIn, SUPERUSER } from './postgres-cluster';
import { commandOf, freePort, type Postmaster, readPostmaster, spawnPostgres } from './postgres-process';
import { StartError, systemCode } from './start-error';

/** How the embedded PostgreSQL is opened. */
export interface EmbeddedOptions {
  /** Benfu's data directory; the cluster lives in its `postgres` folder. */
  readonly directory: string;
  /** `own`: one Benfu at a time. `attach`: use the one that runs, if one does (imports). */
  readonly mode: 'own' | 'attach';
  /** False only for tests: survives no power cut, but is quicker. */
  readonly durable?: boolean;
  /** Told when the server ended by itself and is there again on its port, or when it cannot be brought back. */
  readonly onCrash?: (outcome: 'recovered' | StartError) => void;
}

const DATABASE = 'benfu';
/** Held by the owner for its lifetime: how an orphaned server is told from one that another Benfu uses. */
const OWNER_LOCK = 7_236_011;
const START_MS = 60_000;
const STOP_MS = 15_000;
const RECOVER_MS = 30_000;
const LOG_LIMIT = 10_000_000;

/** A PostgreSQL that Benfu runs itself, in a directory. */
export class EmbeddedPostgres {
  private readonly cluster: string;
  private readonly log: string;
  private readonly password: string;
  private postmaster!: Postmaster;
  private guard: Client | undefined;
  private owner = false;
  private stopping = false;
  private recovering: Promise<void> | undefined;
  /** The server that this process has just started and does not own yet. */
  private started: number | undefined;
  private readonly atExit = (): void => {
    const pid = this.started ?? (this.owner ? this.postmaster.pid : undefined);
    if (pid) this.kill(pid, 'SIGINT');
  };

  private constructor(private readonly options: EmbeddedOptions) {
    ensureDataDirectory(options.directory);
    this.cluster = join(options.directory, 'postgres');
    this.log = join(options.directory, 'postgres.log');
    this.password = keptSecret(options.directory, 'postgres-password');
  }

  /** Connects to the server that runs on the directory, or starts one; an orphan of a killed Benfu is adopted. */
  static async open(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
    const server = new EmbeddedPostgres(options);
    await ensureCluster(server.cluster, server.log, server.password, options.durable !== false);
    const running = await server.running();
    server.postmaster = running ?? (await server.start());
    try {
      if (options.mode === 'own' || !running) await server.takeOwnership();
      await server.ensureDatabase();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** The connection string of Benfu's database; of another one in the same cluster with `database`. */
  url(database = DATABASE): string {
    return `postgres://${SUPERUSER}:${this.password}@127.0.0.1:${this.postmaster.port}/${database}`;
  }

  /** Shuts the server down if this process owns it; otherwise only lets go. */
  async stop(): Promise<void> {
    process.off('exit', this.atExit);
    this.stopping = true;
    await this.recovering;
    await this.guard?.end().catch(() => undefined);
    if (!this.owner) return;
    this.owner = false;
    const { pid } = this.postmaster;
    this.kill(pid, 'SIGINT');
    const deadline = Date.now() + STOP_MS;
    while (readPostmaster(this.cluster)?.pid === pid && commandOf(pid) !== undefined) {
      if (Date.now() > deadline) return this.kill(pid, 'SIGQUIT');
      await sleep(10);
    }
  }

  private kill(pid: number, signal: NodeJS.Signals): void {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (systemCode(error) !== 'ESRCH') throw error;
    }
  }

  /** The server that serves the directory now, once it is ready; undefined when none does. */
  private async running(): Promise<Postmaster | undefined> {
    const deadline = Date.now() + START_MS;
    for (;;) {
      const found = readPostmaster(this.cluster);
      const command = found && commandOf(found.pid);
      if (!found || command === undefined) return undefined;
      if (!/postgres/.test(command)) {
        throw new StartError(
          `${this.cluster}/postmaster.pid names process ${found.pid}, which is not PostgreSQL. ` +
            'If no other machine or container uses this directory, delete that file and start again.',
        );
      }
      if (found.ready) return this.verified(found);
      if (Date.now() > deadline)
        throw new StartError(
          `PostgreSQL (process ${found.pid}) on ${this.cluster} does not become ready; see ${this.log}.`,
        );
      await sleep(20);
    }
  }

  /** A server is ours when it takes our password and serves this very directory. */
  private async verified(found: Postmaster): Promise<Postmaster> {
    this.postmaster = found;
    const client = this.client('postgres');
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('show data_directory');
      const same = statSync(rows[0]!.data_directory).ino === statSync(this.cluster).ino;
      if (!same) throw new Error('another directory');
      return found;
    } catch (error) {
      throw new StartError(
        `A PostgreSQL that Benfu did not start (process ${found.pid}) uses ${this.cluster}: stop it, or set BENFU_DATA. (${String(error)})`,
      );
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async start(givenPort?: number): Promise<Postmaster> {
    if (existsSync(this.log) && statSync(this.log).size > LOG_LIMIT) truncateSync(this.log);
    const port = givenPort ?? (await freePort());
    const child = spawnPostgres('postgres', this.arguments(port), this.cluster, this.log);
    child.unref();
    this.started = child.pid;
    process.off('exit', this.atExit).on('exit', this.atExit);
    let ended = false;
    const end = (): void => {
      ended = true;
      this.started = undefined;
    };
    child.once('error', end).once('exit', end);
    const deadline = Date.now() + START_MS;
    while (!ended && Date.now() < deadline) {
      const found = readPostmaster(this.cluster);
      if (found?.ready && found.pid === child.pid) return found;
      await sleep(10);
    }
    // Lost a race for the directory, not for the port: the winner can be spoken to.
    const winner = ended ? await this.running() : undefined;
    if (winner) return winner;
    throw failureIn(this.log, 'could not start its PostgreSQL');
  }

  private arguments(port: number): string[] {
    const risky = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      ...(this.options.durable === false ? risky : []),
    ];
    return ['-D', this.cluster, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  }

  private client(database: string): Client {
    const client = new Client({
      connectionString: this.url(database),
      application_name: `benfu owner ${process.pid}`,
    });
    // The server ending the connection (at its own shutdown) must not end this process.
    client.on('error', () => undefined);
    return client;
  }

  private async takeOwnership(): Promise<void> {
    this.guard = this.client('postgres');
    await this.guard.connect();
    const taken = await this.guard.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [
      OWNER_LOCK,
    ]);
    if (!taken.rows[0]!.ok) {
      throw new StartError(
        `Another Benfu is running on ${this.options.directory}: stop it first, or set BENFU_DATA to another directory.`,
      );
    }
    this.owner = true;
    this.started = undefined;
    process.off('exit', this.atExit).on('exit', this.atExit);
    this.guard.once('end', () => {
      this.recovering = this.recover();
    });
  }

  /** The guard's connection broke: the server began anew, or was killed and is started again where it was. */
  private async recover(): Promise<void> {
    const { port } = this.postmaster;
    const deadline = Date.now() + RECOVER_MS;
    while (!this.stopping) {
      try {
        this.postmaster = (await this.running()) ?? (await this.start(port));
        if (this.postmaster.port !== port) throw new StartError('its port changed');
        await this.takeOwnership();
        return this.options.onCrash?.('recovered');
      } catch (error) {
        if (Date.now() > deadline) return this.options.onCrash?.(this.gone(error));
        await sleep(500);
      }
    }
  }

  private gone(error: unknown): StartError {
    const reason = error instanceof Error ? error.message : String(error);
    return new StartError(
      `Benfu's PostgreSQL ended and could not be started again: ${reason}. Start Benfu again; ${this.log} says more.`,
    );
  }

  private async ensureDatabase(): Promise<void> {
    const client = this.client('postgres');
    await client.connect();
    try {
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
      if (rowCount === 0) await client.query(`create database ${DATABASE}`);
    } finally {
      await client.end();
    }
  }
}
