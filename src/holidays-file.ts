import { readFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { SYSTEM } from './kernel/actor';
import { announcedByBureau } from './kernel/calendar';
import { Holidays, type Announcement } from './kernel/holidays';
import { AnnounceHolidaysInput } from './kernel/holidays.resolver';
import { Refusal, sentence } from './kernel/messages';
import { Day } from './kernel/scalars';
import { StartError } from './kernel/start-error';
import { UnitOfWork } from './kernel/unit-of-work';
import { inputValidation } from './kernel/validation';

const USAGE = `Use: npm run holidays FILE, a JSON object {"year", "off", "worked", "source"} as announceHolidays takes it, or a list of them.`;

/** `npm run holidays`: enters what the State Council announced for one year or several; all of a file, or nothing. */
export async function announceFile(
  app: INestApplicationContext,
  path: string | undefined,
  say: (line: string) => void,
): Promise<void> {
  if (!path) throw new StartError(USAGE);
  const years = await announcementsIn(path);
  await app.get(UnitOfWork).run(async () => {
    for (const [at, year] of years.entries()) {
      try {
        say(await enter(app, year));
      } catch (error) {
        if (error instanceof Refusal) throw new StartError(`${path}, entry ${at + 1}: ${said(error)}`);
        throw error;
      }
    }
  });
}

async function enter(app: INestApplicationContext, given: unknown): Promise<string> {
  const metatype = AnnounceHolidaysInput;
  const input = (await inputValidation().transform(given, { type: 'body', metatype })) as Announcement;
  for (const day of [...input.off, ...input.worked]) Day.parseValue(day);
  const { year, source } = input;
  if (isHeld(input)) return `${year}: as it stands already.`;
  const { edition, off, worked } = await app.get(Holidays).announce(SYSTEM, input);
  return `${year}, announcement ${edition} (${source}): ${off.length} days off, ${worked.length} made up.`;
}

/** The file may be given again and again. */
function isHeld({ year, off, worked, source }: Announcement): boolean {
  const held = announcedByBureau.value.get(year);
  const same = (a: readonly string[], b: readonly string[]): boolean =>
    [...a].sort().join() === [...b].sort().join();
  return held?.source === source && same(held.off, off) && same(held.worked, worked);
}

async function announcementsIn(path: string): Promise<object[]> {
  let found: unknown;
  try {
    found = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new StartError(`${path} cannot be read: ${(error as Error).message}`);
  }
  const years = [found].flat();
  if (years.length === 0 || years.some((year) => typeof year !== 'object' || year === null))
    throw new StartError(`${path}: ${USAGE}`);
  return years as object[];
}

const said = ({ code, params }: Refusal): string =>
  `${sentence(code, params, 'zh')} / ${sentence(code, params, 'en')}.`;
