import { Injectable, Logger } from '@nestjs/common';
import { Client } from 'pg';
import { FACTS_CHANNEL } from './facts';
import { JobSettings } from './queues';

/** Called with the id of a committed fact; with null when the connection is new, so that some may have been missed. */
export type FactListener = (factId: string | null) => void;

const BACKOFF_MS = { first: 200, longest: 10_000 };

/** The process's one connection that listens for facts committed anywhere. */
@Injectable()
export class FactSignal {
  private readonly log = new Logger('Facts');
  private readonly listeners = new Set<FactListener>();
  private connecting: Promise<void> | undefined;
  private client: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private backoff = BACKOFF_MS.first;
  private closed = false;
  private listening = false;

  constructor(private readonly settings: JobSettings) {}

  /**
   * Adds a listener and gives the function that removes it; the first one opens the connection. One that comes later
   * is told at once that it may have missed something, as all are when the connection opens.
   */
  listen(listener: FactListener): () => void {
    this.listeners.add(listener);
    this.connecting ??= this.connect();
    if (this.listening) queueMicrotask(() => this.listeners.has(listener) && listener(null));
    return () => this.listeners.delete(listener);
  }

  /** Resolves once the first attempt to connect is over. */
  async ready(): Promise<void> {
    await this.connecting;
  }

  /** A program that is closed without `close` must not keep its connection. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.connecting;
    await this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new Client({
      connectionString: this.settings.databaseUrl,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 10_000,
      application_name: 'benfu-facts',
    });
    client.on('notification', ({ payload }) => this.tell(payload ?? null));
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client));
    this.client = client;
    try {
      await client.connect();
      await client.query(`LISTEN ${FACTS_CHANNEL}`);
      this.backoff = BACKOFF_MS.first;
      this.listening = true;
      this.tell(null);
    } catch (error) {
      this.lost(client, error as Error);
    }
  }

  private lost(client: Client, error?: Error): void {
    if (this.closed || this.client !== client) return;
    this.client = undefined;
    this.listening = false;
    this.log.warn(
      `connection for facts lost, trying again in ${this.backoff} ms: ${error?.message ?? 'ended'}`,
    );
    client.end().catch(() => undefined);
    this.retry = setTimeout(() => {
      this.connecting = this.connect();
    }, this.backoff);
    this.backoff = Math.min(this.backoff * 2, BACKOFF_MS.longest);
  }

  private tell(factId: string | null): void {
    for (const listener of this.listeners) listener(factId);
  }
}
