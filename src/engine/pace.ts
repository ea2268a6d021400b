import { setImmediate as turn } from 'node:timers/promises';

/** Who watches a long computation. */
export interface Watch {
  /** Told the share done, 0 to 1. */
  readonly onProgress?: (share: number) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

const SLICE_MS = 25;

/** Lets others have the process between slices of a long computation, tells how far it is, and stops when asked to. */
export class Pace {
  private since = performance.now();
  private done = 0;

  /** `total` is the work in all, in any unit. Throws where the signal has been given already. */
  constructor(
    private readonly watch: Watch,
    private readonly total: number,
  ) {
    watch.signal?.throwIfAborted();
  }

  /** Counts work as done; true when it is somebody else's turn: then wait for `pause`. */
  due(work: number): boolean {
    this.done += work;
    return performance.now() - this.since > SLICE_MS;
  }

  /** Gives the process away for a turn. Throws once the signal is given. */
  async pause(): Promise<void> {
    await this.watch.onProgress?.(Math.min(1, this.done / this.total));
    await turn();
    this.watch.signal?.throwIfAborted();
    this.since = performance.now();
  }

  /** The last word: all is done. */
  async finish(): Promise<void> {
    this.done = this.total;
    await this.pause();
  }
}
