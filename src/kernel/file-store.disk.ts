import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FileStore } from './file-store';

/** Files in a directory, 256 folders wide; `path` of what is kept must be on the same file system. */
export class DiskFileStore implements FileStore {
  constructor(private readonly directory: string) {}

  async keep(key: string, path: string): Promise<void> {
    const file = await open(path, 'r+');
    try {
      // A file that is kept outlives a power cut.
      await file.sync();
    } finally {
      await file.close();
    }
    await mkdir(dirname(this.placeOf(key)), { recursive: true, mode: 0o700 });
    await rename(path, this.placeOf(key));
  }

  async open(key: string): Promise<Readable> {
    const file = await open(this.placeOf(key), 'r');
    return file.createReadStream();
  }

  async remove(key: string): Promise<void> {
    await rm(this.placeOf(key), { force: true });
  }

  /** The end of a uuid v7 is chance, its beginning is time. */
  private placeOf(key: string): string {
    return join(this.directory, key.slice(-2), key);
  }
}
