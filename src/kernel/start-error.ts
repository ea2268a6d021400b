/** A reason not to start, said to the operator in one sentence; no stack is shown for it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The code of a system error (`EACCES`), else an empty string. */
export function systemCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}
