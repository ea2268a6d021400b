import { setTimeout as pause } from 'node:timers/promises';

/** Looks again until something is there, for what arrives a moment later; undefined after ten seconds. */
export async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== undefined || Date.now() > until) return found!;
    await pause(100);
  }
}
