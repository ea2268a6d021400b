import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Watch } from './pace';

/** A linear program with goals in order: what one reaches, those after it leave untouched. Columns are at least 0. */
export interface LinearProgram {
  readonly columns: { readonly upper: Float64Array };
  readonly rows: { readonly lower: Float64Array; readonly upper: Float64Array };
  /** By columns: where each starts, and the rows and coefficients of its entries. */
  readonly matrix: {
    readonly starts: Int32Array;
    readonly indices: Int32Array;
    readonly values: Float64Array;
  };
  /** Costs to be minimised, whole numbers, one for each column; the most important goal first. */
  readonly objectives: readonly Float64Array[];
}

/** Told as `done` goals, or the solution at the end. */
type Message = { readonly done: number } | { readonly solution: Float64Array };

/** The value of each column at the best. Throws where there is no solution, and once the signal is given. */
export async function minimise(program: LinearProgram, { onProgress, signal }: Watch): Promise<Float64Array> {
  signal?.throwIfAborted();
  const worker = new Worker(join(__dirname, 'linear-program.worker.cjs'), { workerData: { program } });
  const abort = (): void => void worker.terminate();
  signal?.addEventListener('abort', abort);
  try {
    return await new Promise<Float64Array>((resolve, reject) => {
      worker.on('message', (message: Message) => {
        if ('solution' in message) resolve(message.solution);
        else void onProgress?.(message.done / program.objectives.length);
      });
      worker.once('error', reject);
      worker.once('exit', () =>
        reject(signal?.aborted ? (signal.reason as Error) : new Error('no solution')),
      );
    });
  } finally {
    signal?.removeEventListener('abort', abort);
    await worker.terminate();
  }
}
