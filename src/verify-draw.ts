import { readFile } from 'node:fs/promises';
import { ASSIGNMENT_FORMAT, verifyAssignment } from './areas/assignments';
import { DRAW_FORMAT, verifyDraw, type Verdict } from './areas/experts';
import { StartError } from './kernel/start-error';

/** Repeats a draw, or the assignment of a whole round, from the file of its record: true where it gives the same names. */
export async function verifyFile(path: string | undefined, say: (line: string) => void): Promise<boolean> {
  if (!path) throw new StartError('Use: npm run verify:draw FILE, where FILE is the record of a draw.');
  const { told, faults } = await verdictOf(path, await textOf(path));
  told.forEach(say);
  faults.forEach((fault) => say(`- ${fault}`));
  say(faults.length === 0 ? 'VERIFIED' : 'NOT VERIFIED');
  return faults.length === 0;
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new StartError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

async function verdictOf(path: string, text: string): Promise<Verdict> {
  try {
    const { format } = JSON.parse(text) as { format?: unknown };
    if (format === DRAW_FORMAT) return verifyDraw(text);
    if (format === ASSIGNMENT_FORMAT) return await verifyAssignment(text);
  } catch (error) {
    // Whatever a changed file lacks: it is no record that can be repeated.
    return { told: [], faults: [`this is no record that can be repeated: ${(error as Error).message}`] };
  }
  throw new StartError(`${path} is no record of a draw.`);
}
