import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MulterOptions } from '@nestjs/platform-express/multer/interfaces/multer-options.interface';
import type { Config } from '../../kernel/config';
import { ensureDataDirectory } from '../../kernel/data-directory';
import { setting } from '../../kernel/settings';

/** The largest file, in megabytes of a million bytes. */
export const LARGEST_MB = setting('attachments.max-megabytes', 20, {
  zh: '单个附件的最大大小（MB）',
  en: 'The largest attachment (megabytes)',
  min: 1,
  max: 100,
});

/** What a process that was killed has left lies here for at most so long, milliseconds. */
const FORGOTTEN_MS = 3_600_000;

/** A file as it came in, in a place of its own until it is kept or refused. */
export interface Upload {
  readonly originalname: string;
  readonly path: string;
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
}

type Done = (error: unknown, info?: Omit<Upload, 'originalname'>) => void;

/** Writes what comes in straight to disk and hashes it on the way; what ends early leaves nothing. */
class Incoming {
  constructor(private readonly directory: string) {}

  _handleFile(_request: unknown, { stream }: { stream: Readable }, done: Done): void {
    const path = join(this.directory, randomUUID());
    receive(stream, path).then(
      (info) => done(null, info),
      (error: unknown) => rm(path, { force: true }).then(() => done(error), done),
    );
  }

  _removeFile(_request: unknown, { path }: { path: string }, done: (error: unknown) => void): void {
    rm(path, { force: true }).then(() => done(null), done);
  }
}

async function receive(stream: Readable, path: string): Promise<Omit<Upload, 'originalname'>> {
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform: (chunk: Buffer, _encoding, next) => {
      size += chunk.length;
      hash.update(chunk);
      next(null, chunk);
    },
  });
  await pipeline(stream, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return { path, size, sha256: hash.digest('hex') };
}

/** How files are received: one a request, streamed to FILES_DIR/incoming, cut off at the largest size. */
export async function uploadOptions({ filesDirectory }: Config): Promise<MulterOptions> {
  const directory = join(filesDirectory, 'incoming');
  ensureDataDirectory(directory, 'FILES_DIR');
  await sweep(directory);
  return {
    storage: new Incoming(directory),
    limits: () => ({
      ...{ fileSize: LARGEST_MB.value * 1_000_000, files: 1 },
      ...{ fields: 10, fieldSize: 1_000, parts: 11, headerPairs: 20 },
    }),
    // Names as they were sent: what a client hides in them is refused, not tidied away.
    preservePath: true,
    defParamCharset: 'utf8',
  };
}

async function sweep(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
    if (mtimeMs < Date.now() - FORGOTTEN_MS) await rm(path, { force: true });
  }
}
