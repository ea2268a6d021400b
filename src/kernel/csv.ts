const FORMULA = /^[=+\-@\t\r]/;

/** One CSV cell that no spreadsheet program takes for a formula (OWASP: CSV injection). */
export function csvCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What a CSV begins with: without it spreadsheet programs take UTF-8 for something else. */
export const BYTE_ORDER_MARK = '\ufeff';

/** One line of a CSV; an empty cell for null. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map((cell) => csvCell(cell === null ? '' : String(cell))).join(',')}\r\n`;
