/** Divisions of GB/T 4754-2017 by section: the last two-digit division of each letter. */
const SECTIONS: readonly (readonly [section: string, lastDivision: number])[] = [
  ['A', 5], ['B', 12], ['C', 43], ['D', 46], ['E', 50], ['F', 52], ['G', 60], ['H', 62], ['I', 65], ['J', 69],
  ['K', 70], ['L', 72], ['M', 75], ['N', 79], ['O', 82], ['P', 83], ['Q', 85], ['R', 90], ['S', 96], ['T', 97],
]; // prettier-ignore

/** How near two sectors are by the level at which they part: section, division, group, class. */
const NEARNESS = [0, 0.3, 0.6, 0.8, 1];

/** Section and digits of a code, written with its letter or without: C26, 26, 2613. */
function pathOf(code: string): string[] {
  const digits = code.replace(/^[A-T]/, '');
  const division = Number(digits.slice(0, 2));
  const section = /^[A-T]/.exec(code)?.[0] ?? SECTIONS.find(([, last]) => division <= last)?.[0] ?? '';
  return [section, digits.slice(0, 2), digits[2] ?? '', digits[3] ?? ''].filter((step) => step !== '');
}

function nearness(one: string, other: string): number {
  const [a, b] = [pathOf(one), pathOf(other)];
  const parting = a.findIndex((step, at) => step !== b[at]);
  // A division holds its classes: C26 is as near to C2613 as both can be told apart.
  if (parting < 0 || parting >= b.length) return 1;
  return NEARNESS[parting]!;
}

/** How near two sets of sectors are (GB/T 4754-2017), 0 to 1: the nearest pair counts. Undefined where one says nothing. */
export function fieldValue(these: readonly string[], those: readonly string[]): number | undefined {
  if (these.length === 0 || those.length === 0) return undefined;
  return Math.max(...these.flatMap((one) => those.map((other) => nearness(one, other))));
}

/** Levels of readiness after which what is missing counts as all (GB/T 22900-2022 has nine). */
const FARTHEST = 6;

/** How ready what is offered is for what is wanted, 0 to 1: beyond is as good as exact. */
export function trlValue(wanted: number | null, offered: number | null): number | undefined {
  if (wanted === null || offered === null) return undefined;
  return 1 - Math.min(Math.max(wanted - offered, 0), FARTHEST) / FARTHEST;
}

/** How far what can be paid covers what is asked, 0 to 1; both in CNY yuan. */
export function budgetValue(paid: number | null, asked: number | null): number | undefined {
  if (paid === null || asked === null) return undefined;
  return asked <= paid ? 1 : paid / asked;
}

/** Whether two sides have a way to work together in common; undefined where one leaves it open. */
export function modeValue(these: readonly string[], those: readonly string[]): number | undefined {
  if (these.length === 0 || those.length === 0) return undefined;
  return these.some((mode) => those.includes(mode)) ? 1 : 0;
}

/** How near two districts are by their codes (GB/T 2260): the same district, city, province, or none of these. */
export function regionValue(one: string | null, other: string | null): number | undefined {
  if (one === null || other === null) return undefined;
  if (one === other) return 1;
  if (one.slice(0, 4) === other.slice(0, 4)) return 0.8;
  return one.slice(0, 2) === other.slice(0, 2) ? 0.5 : 0;
}

/** How often an organisation's talks came to something, 0 to 1, drawn to a half where there were few. */
export const recordValue = (accepted: number, answered: number): number | undefined =>
  answered === 0 ? undefined : (accepted + 1) / (answered + 2);

const YEAR_MS = 365 * 86_400_000;

/** How lately something was said to hold, 0 to 1: a third after a year. Both in milliseconds. */
export const freshValue = (at: number, now: number): number | undefined =>
  at === 0 ? undefined : Math.exp(-Math.max(0, now - at) / YEAR_MS);
