import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clamd, INFECTED } from '../../test/support/clamd';
import { VirusScanner } from './virus-scanner';

const directory = mkdtempSync(join(tmpdir(), 'benfu-scan-'));
const file = (content: string | Buffer): string => {
  const path = join(directory, 'file');
  writeFileSync(path, content);
  return path;
};
let clamd: Clamd;

beforeAll(async () => {
  clamd = await Clamd.open(1_000_000);
});
afterEach(() => (clamd.says = undefined));
afterAll(async () => {
  await clamd.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('the virus scanner', () => {
  const ask = (content: string | Buffer): Promise<string | undefined> =>
    new VirusScanner(clamd.url).infection(file(content));

  it('names what a file is infected with, and passes others, however many chunks they have', async () => {
    expect(await ask(`x${INFECTED}`)).toBe('Eicar-Signature');
    expect(await ask(Buffer.alloc(900_000))).toBeUndefined();
    expect(clamd.scanned.at(-1)).toBe(900_000);
    const late = Buffer.concat([Buffer.alloc(700_000), Buffer.from(INFECTED)]);
    expect(await ask(late)).toBe('Eicar-Signature');
  });

  it.each(['INSTREAM size limit exceeded. ERROR', 'stream: Can’t allocate memory ERROR', ''])(
    'takes “%s” for no answer',
    async (says) => {
      clamd.says = says;
      await expect(ask('x')).rejects.toThrow('clamd answers');
    },
  );

  it('hears an answer that comes before the file is through', async () => {
    await expect(ask(Buffer.alloc(30_000_000))).rejects.toThrow('size limit');
  });

  it('fails where nobody answers', async () => {
    await expect(new VirusScanner('tcp://127.0.0.1:9').infection(file('x'))).rejects.toThrow();
  });

  it('asks nobody where none is configured', async () => {
    expect(await new VirusScanner(undefined).infection(file(INFECTED))).toBeUndefined();
  });
});
