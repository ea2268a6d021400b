import { setTimeout as sleep } from 'node:timers/promises';
import { post } from '../program';
import type { Cast, Player } from './cast';

/** Operations of one phase and how long each took, in milliseconds. */
interface Phase {
  readonly name: string;
  readonly seconds: number;
  readonly times: readonly number[];
  readonly errors: number;
}

/** The value below which `share` of the sorted times lie. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;

/** Many users at once with pauses as people make them; every operation is timed. */
export class Stopwatch {
  readonly phases: Phase[] = [];
  /** How often each refusal or fault came. */
  readonly errors = new Map<string, number>();
  private times: number[] = [];

  constructor(
    private readonly url: string,
    private readonly cast: Cast,
    private readonly users: number,
    private readonly pauseMs: number,
  ) {}

  /** Does `work` for every item, `users` at a time; an item that fails is counted and left. */
  async phase<T>(
    name: string,
    items: readonly T[],
    work: (item: T, at: number) => Promise<void>,
  ): Promise<void> {
    this.times = [];
    let next = 0;
    let errors = 0;
    const began = performance.now();
    const user = async (): Promise<void> => {
      for (let at = next++; at < items.length; at = next++)
        await work(items[at]!, at).catch((error: Error) => {
          errors += 1;
          this.errors.set(error.message, (this.errors.get(error.message) ?? 0) + 1);
        });
    };
    await Promise.all(Array.from({ length: this.users }, user));
    const seconds = (performance.now() - began) / 1_000;
    this.phases.push({ name, seconds, times: this.times.sort((a, b) => a - b), errors });
  }

  /** One operation by one player, after a pause of half to one and a half times the usual. */
  async ask<T>(player: Player, query: string, variables: object = {}): Promise<T> {
    if (this.pauseMs > 0) await sleep(this.pauseMs * (0.5 + Math.random()));
    const token = await this.cast.token(player);
    const from = performance.now();
    const answer = await post<T>(this.url, query, variables, token);
    this.times.push(performance.now() - from);
    return answer;
  }

  /** One line for each phase, and one for each kind of error. */
  lines(): string[] {
    const rows = this.phases.map(({ name, seconds, times, errors }) => {
      const at = (share: number): string => quantile(times, share).toFixed(0).padStart(5);
      const counted = `${times.length} operations`.padStart(16);
      return `${name.padEnd(26)} ${seconds.toFixed(1).padStart(7)} s ${counted}  p50 ${at(0.5)} ms  p95 ${at(0.95)} ms  errors ${errors}`;
    });
    return [...rows, ...[...this.errors].map(([message, n]) => `  ${n} × ${message}`)];
  }
}
