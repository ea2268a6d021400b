/** What can be wrong with an answer. */
export const EMBEDDING_FAULTS = ['UNREACHABLE', 'LATE', 'STATUS', 'MALFORMED'] as const;
export type EmbeddingFault = (typeof EMBEDDING_FAULTS)[number];

/** An endpoint gave no embeddings. Says nothing that it answered: that could repeat the key or a text. */
export class EmbeddingError extends Error {
  constructor(
    readonly fault: EmbeddingFault,
    /** The HTTP status, where there was one. */
    readonly status: number | null = null,
    /** How long the endpoint asks to be left alone, milliseconds. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(`no embeddings: ${fault}${status === null ? '' : ` ${status}`}`);
    this.name = 'EmbeddingError';
  }
}

/** Turns texts into vectors whose angles tell how near their meanings are. */
export abstract class EmbeddingProvider {
  /** Vectors of different models cannot be compared. */
  abstract readonly model: string;

  /** One vector a text, in their order and of one length. Throws an EmbeddingError where the endpoint gives none. */
  abstract embed(texts: readonly string[]): Promise<readonly (readonly number[])[]>;
}

/** Where embeddings come from, and how long an answer may take, milliseconds. */
export interface EndpointSettings {
  readonly url: string;
  readonly model: string;
  readonly key?: string | undefined;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 30_000;
/** 64 vectors of 4,096 numbers take some 6 MB of JSON; what answers more is no such endpoint. */
const MOST_BYTES = 32 * 1_024 * 1_024;
const MOST_DIMENSIONS = 8_192;

/** Asks an endpoint that speaks the protocol of OpenAI: `POST {url}/embeddings`. */
export class OpenAiProvider extends EmbeddingProvider {
  readonly model: string;

  constructor(private readonly settings: EndpointSettings) {
    super();
    this.model = settings.model;
  }

  async embed(texts: readonly string[]): Promise<readonly (readonly number[])[]> {
    // One limit for the whole answer: one that trickles in is late as well.
    const signal = AbortSignal.timeout(this.settings.timeoutMs ?? TIMEOUT_MS);
    const answer = await this.ask(texts, signal).catch((error: unknown) => {
      if (error instanceof EmbeddingError) throw error;
      throw new EmbeddingError(signal.aborted ? 'LATE' : 'UNREACHABLE');
    });
    return vectorsOf(answer, texts.length);
  }

  private async ask(input: readonly string[], signal: AbortSignal): Promise<string> {
    const { url, key, model } = this.settings;
    const response = await fetch(`${url}/embeddings`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify({ model, input, encoding_format: 'float' }),
      // Another host must see neither the texts nor the key.
      redirect: 'manual',
      signal,
    });
    if (response.status === 200) return bodyOf(response);
    await response.body?.cancel();
    throw new EmbeddingError('STATUS', response.status, retryAfter(response.headers.get('retry-after')));
  }
}

/** Seconds, or a date by the endpoint's own clock, which is not believed. */
const retryAfter = (header: string | null): number | null =>
  header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : null;

async function bodyOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new EmbeddingError('MALFORMED');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** The vectors in the order of their texts; what is not exactly that is refused whole. */
function vectorsOf(answer: string, count: number): readonly (readonly number[])[] {
  const { data } = parsed(answer);
  if (!Array.isArray(data) || data.length !== count) throw new EmbeddingError('MALFORMED');
  const vectors: (readonly number[] | undefined)[] = Array.from({ length: count });
  for (const item of data as unknown[]) {
    const { index, embedding } = (item ?? {}) as { index?: unknown; embedding?: unknown };
    if (!isVector(embedding) || !Number.isInteger(index)) throw new EmbeddingError('MALFORMED');
    vectors[index as number] = embedding;
  }
  const length = vectors[0]?.length;
  if (vectors.length !== count || vectors.some((vector) => !vector || vector.length !== length))
    throw new EmbeddingError('MALFORMED');
  return vectors as (readonly number[])[];
}

function parsed(answer: string): { data?: unknown } {
  try {
    return (JSON.parse(answer) ?? {}) as { data?: unknown };
  } catch {
    throw new EmbeddingError('MALFORMED');
  }
}

const isVector = (value: unknown): value is readonly number[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length <= MOST_DIMENSIONS &&
  value.every((number) => Number.isFinite(number)) &&
  value.some((number) => number !== 0);
