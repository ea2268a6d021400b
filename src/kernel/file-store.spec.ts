import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { S3Server } from '../../test/support/s3';
import { Config } from './config';
import { FileStore } from './file-store';

const directory = mkdtempSync(join(tmpdir(), 'benfu-store-'));
const bytes = Buffer.from('一份文件'.repeat(50_000));
let s3: S3Server;
let number = 0;

const storeOf = (environment: Record<string, string>): FileStore =>
  FileStore.of(Config.load({ AUTH_SECRET: 'x'.repeat(32), FILES_DIR: directory, ...environment }));
/** A finished upload; whoever keeps it may move it away. */
function finished(): string {
  mkdirSync(join(directory, 'incoming'), { recursive: true });
  const path = join(directory, 'incoming', String(number++));
  writeFileSync(path, bytes);
  return path;
}

beforeAll(async () => {
  s3 = await S3Server.open();
});
afterAll(async () => {
  await s3.close();
  rmSync(directory, { recursive: true, force: true });
});

describe.each([
  ['on disk', (): FileStore => storeOf({})],
  ['in S3', (): FileStore => storeOf({ FILES_URL: s3.url })],
])('files %s', (_where, store) => {
  it('are given back as they were kept, and are gone once removed', async () => {
    await store().keep('0197-a1', finished());
    expect((await buffer(await store().open('0197-a1'))).equals(bytes)).toBe(true);
    await store().remove('0197-a1');
    await store().remove('0197-a1');
    await expect(store().open('0197-a1')).rejects.toThrow();
  });

  it('that are not there fail before their first byte', async () => {
    await expect(store().open('0197-ff')).rejects.toThrow();
  });
});

describe('a store that misbehaves', () => {
  const store = (): FileStore => storeOf({ FILES_URL: s3.url });

  it.each(['internal error', 'cut'] as const)(
    'once (%s) has the file all the same, whole',
    async (mishap) => {
      s3.mishaps.push(mishap);
      await store().keep(`0197-${mishap.length}`, finished());
      expect(s3.objects.get(`/benfu-files/0197-${mishap.length}`)?.equals(bytes)).toBe(true);
    },
  );

  it('for good is given up after three attempts', async () => {
    s3.asked.length = 0;
    s3.mishaps.push('internal error', 'cut', 'internal error');
    await expect(store().keep('0197-b2', finished())).rejects.toThrow();
    expect(s3.asked).toEqual(Array(3).fill('PUT /benfu-files/0197-b2'));
    expect(s3.objects.has('/benfu-files/0197-b2')).toBe(false);
  });

  it('that says no is not asked again', async () => {
    s3.asked.length = 0;
    s3.mishaps.push('denied');
    await expect(store().keep('0197-c3', finished())).rejects.toThrow('AccessDenied');
    expect(s3.asked).toHaveLength(1);
  });
});
