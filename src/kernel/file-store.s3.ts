import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { S3 } from '@aws-sdk/client-s3';
import type { FileStore } from './file-store';

const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 200;
/** Milliseconds; a request may take as long as its bytes flow. */
const TIMEOUTS = { connectionTimeout: 5_000, socketTimeout: 20_000 };
const quiet = (): void => undefined;
/** What fails is thrown, and logged by whoever asked. */
const NO_LOG = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

/** Files in a bucket of anything that speaks S3: `s3://key:secret@host/bucket?region=…`. */
export class S3FileStore implements FileStore {
  private readonly bucket: string;
  private client: Promise<S3> | undefined;

  constructor(private readonly url: string) {
    this.bucket = new URL(url).pathname.slice(1);
  }

  async keep(key: string, path: string): Promise<void> {
    const { size } = await stat(path);
    const s3 = await this.connected();
    for (let attempt = 1; ; attempt++) {
      // The client does not send a stream twice, so each attempt has its own.
      const Body = createReadStream(path);
      try {
        await s3.putObject({ Bucket: this.bucket, Key: key, Body, ContentLength: size });
        return;
      } catch (error) {
        if (attempt >= ATTEMPTS || isFinal(error)) throw error;
      } finally {
        Body.destroy();
      }
      await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }

  async open(key: string): Promise<Readable> {
    const { Body } = await (await this.connected()).getObject({ Bucket: this.bucket, Key: key });
    return Body as Readable;
  }

  async remove(key: string): Promise<void> {
    await (await this.connected()).deleteObject({ Bucket: this.bucket, Key: key });
  }

  private connected(): Promise<S3> {
    return (this.client ??= connect(this.url));
  }
}

/** Loads the client only where it is used: it is the largest library of the program. */
async function connect(url: string): Promise<S3> {
  const { S3 } = await import('@aws-sdk/client-s3');
  const { protocol, host, username, password, searchParams } = new URL(url);
  return new S3({
    endpoint: `${protocol === 's3:' ? 'https' : 'http'}://${host}`,
    region: searchParams.get('region') ?? 'us-east-1',
    credentials: {
      accessKeyId: decodeURIComponent(username),
      secretAccessKey: decodeURIComponent(password),
    },
    forcePathStyle: true,
    maxAttempts: ATTEMPTS,
    requestHandler: TIMEOUTS,
    logger: NO_LOG,
    // Not every store that speaks S3 knows the checksums that AWS added later.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/** Whether the store has said no for good: asking again would give the same. */
function isFinal(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}
