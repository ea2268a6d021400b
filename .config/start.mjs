/** Builds when a source is newer than the last build, then runs the program in this process. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const program = join(root, 'dist/src/main.js');
const SOURCES = ['src', 'migrations', 'seeds', 'bench'];
const SETTINGS = ['package.json', 'nest-cli.json', '.swcrc'];

const time = (path) => statSync(path).mtimeMs;

/** The newest change below a folder; a folder's own time tells of files that are gone. */
function newest(folder) {
  if (!existsSync(folder)) return 0;
  let latest = time(folder);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : time(path));
  }
  return latest;
}

function stale() {
  // An image ships dist/ alone: without sources there is nothing to build.
  if (!existsSync(join(root, 'src'))) return false;
  if (!existsSync(program)) return true;
  const changed = Math.max(
    ...SOURCES.map((folder) => newest(join(root, folder))),
    ...SETTINGS.map((file) => time(join(root, file))),
  );
  return changed > time(program);
}

// A signal to npm ends npm and its shell only: without them the program ends as well, in order.
if (process.env.npm_lifecycle_event) {
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

if (stale()) {
  const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [nest, 'build'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\nBenfu could not be built.\n`);
    process.exit(status ?? 1);
  }
}

require(program);
