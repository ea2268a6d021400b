import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProgram } from '../../test/support/program';
import { ensureDataDirectory } from './data-directory';

const folder = mkdtempSync(join(tmpdir(), 'benfu-directory-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is made with the folders above it, and taken as it is when it is there', () => {
  const deep = join(folder, 'a/b/c');
  for (let start = 0; start < 2; start++) ensureDataDirectory(deep);
  expect(statSync(deep).isDirectory()).toBe(true);
});

it.each([
  ['file', 'it is a file'],
  ['file/below/it', 'part of the path is a file'],
])('is refused where a file stands: %s', (path, reason) => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => ensureDataDirectory(join(folder, path))).toThrow(reason);
});

const onLinux = existsSync('/proc/self') ? it : it.skip;
// In a process of its own: the fault was that it never ended.
onLinux('is refused at once where the system makes no folder', async () => {
  const main = join(await buildProgram(), 'src/main.js');
  const { PATH = '' } = process.env;
  for (const BENFU_DATA of ['/proc/nope', '/proc/nope/deeper']) {
    const { status, stderr } = spawnSync(process.execPath, [main], {
      env: { PATH, BENFU_DATA },
      timeout: 20_000,
    });
    expect(stderr.toString()).toMatch(
      /^Benfu cannot keep its data in \/proc\/nope\S*: [^\n]+ Set BENFU_DATA [^\n]+\n$/,
    );
    expect(status).toBe(1);
  }
});
