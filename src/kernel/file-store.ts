import type { Readable } from 'node:stream';
import type { Config } from './config';
import { DiskFileStore } from './file-store.disk';
import { S3FileStore } from './file-store.s3';

/** Keeps the bytes of files under keys of letters, digits and hyphens; what they are and who reads them is not its matter. */
export abstract class FileStore {
  /** Keeps the finished local file `path`, which may be moved away. Throws where it cannot; a second time is the same. */
  abstract keep(key: string, path: string): Promise<void>;
  /** The bytes under `key`; throws before the first of them where there are none. */
  abstract open(key: string): Promise<Readable>;
  /** Removes what is under `key`, also where there is nothing. */
  abstract remove(key: string): Promise<void>;

  /** The store that is configured: the directory on disk, or S3. */
  static of({ filesUrl, filesDirectory }: Config): FileStore {
    return filesUrl === undefined ? new DiskFileStore(filesDirectory) : new S3FileStore(filesUrl);
  }
}
