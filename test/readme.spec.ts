import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_ACCOUNTS } from '../seeds/demo';
import { DEMO_PASSWORD } from '../seeds/demo/cast';
import { ROOT } from './support/sources';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const README = read('README.md');

/** The first cells of the table whose head starts with `head`. */
function firstCells(head: string): string[] {
  const lines = README.split('\n');
  const from = lines.findIndex((line) => line.split('|')[1]?.trim() === head) + 2;
  const rows = lines.slice(from, from + lines.slice(from).findIndex((line) => !line.startsWith('|')));
  return rows.map((row) => row.split('|')[1]!);
}
const quoted = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);

describe('the README names', () => {
  it('the demonstration accounts', () => {
    const named = firstCells('account').flatMap((cell) => {
      const logins = quoted(cell).map((email) => email.split('@')[0]!);
      const [first, last] = logins.map((login) => /^(\D+)(\d+)$/.exec(login));
      if (!cell.includes('…') || !first || !last) return logins;
      const [, word, from] = first;
      return Array.from(
        { length: Number(last[2]) - Number(from) + 1 },
        (_, at) => `${word}${Number(from) + at}`,
      );
    });
    expect(named.map((login) => `${login}@xining.example`).sort()).toEqual(
      DEMO_ACCOUNTS.map(({ email }) => email).sort(),
    );
    expect(README).toContain(`password \`${DEMO_PASSWORD}\``);
  });

  it('every variable that the program reads, and no other', () => {
    const known = [...read('src/kernel/config.ts').matchAll(/@Variable\('(\w+)'/g)].map(([, name]) => name!);
    const named = firstCells('variable').flatMap(quoted);
    expect([...named, 'NODE_ENV'].sort()).toEqual([...new Set([...known, 'NODE_ENV'])].sort());
  });

  it('every script', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const list = /^Scripts: ([\s\S]*?)\n\n/m.exec(README)![1]!;
    const named = quoted(list).map((name) => name.replace(/^npm (run )?/, ''));
    expect(named.filter((name) => name !== '.ci/run').sort()).toEqual(Object.keys(scripts).sort());
  });

  it('the files that there are', () => {
    const links = [...README.matchAll(/\]\(([\w./-]+)\)/g)].map(([, path]) => path!);
    expect(links.map((path) => read(path).length > 0)).toEqual(links.map(() => true));
  });
});
