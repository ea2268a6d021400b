import { Refusal } from '../kernel/messages';
import type { Cell } from './cells';

/** A field of an input and the headers under which files bring it. */
export interface Column {
  readonly field: string;
  /** In any case, with or without spaces, hyphens and a unit in brackets. */
  readonly headers: readonly string[];
  readonly read: Cell;
}

/** A header of the file and the column that it stands for. */
interface Found {
  readonly header: string;
  readonly unit: string | undefined;
  readonly column: Column;
}

const UNIT = /[（(【[]([^）)】\]]*)[）)】\]]\s*$/;
const bare = (header: string): string =>
  header.normalize('NFKC').replace(UNIT, '').replace(/[\s_*-]/g, '').toLowerCase(); // prettier-ignore

/** Knows which header of a file brings which field; the first of two headers for one field counts. */
export class Headers {
  private readonly byHeader = new Map<string, Found | null>();
  private readonly byField = new Map<string, Found>();

  constructor(private readonly columns: readonly Column[]) {}

  /** Headers that no field takes. */
  get unused(): string[] {
    return [...this.byHeader].filter(([, found]) => found === null).map(([header]) => header);
  }

  /** The file's own name for a field, so that people find it again. */
  headerOf(field: string): string {
    return this.byField.get(field)?.header ?? field;
  }

  /** The headers that would bring a field which no header so far has brought, or undefined. */
  lacks(field: string): readonly string[] | undefined {
    if (this.byField.has(field)) return undefined;
    return this.columns.find((column) => column.field === field)?.headers ?? [];
  }

  /** The values of a row by field. Refuses a cell that cannot be read; an empty one is left out. */
  read(cells: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const found = Object.entries(cells).map(([header, cell]) => [this.find(header), cell] as const);
    const values: Record<string, unknown> = {};
    for (const [at, cell] of found) {
      if (at && !isEmpty(cell)) values[at.column.field] = readCell(at, cell);
    }
    return values;
  }

  private find(header: string): Found | null {
    const known = this.byHeader.get(header);
    if (known !== undefined) return known;
    const wanted = bare(header);
    const column = this.columns.find(({ headers }) => headers.some((name) => bare(name) === wanted));
    const free = column && !this.byField.has(column.field);
    const found = free ? { header, unit: UNIT.exec(header.normalize('NFKC'))?.[1], column } : null;
    this.byHeader.set(header, found);
    if (found) this.byField.set(found.column.field, found);
    return found;
  }
}

const isEmpty = (cell: unknown): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

function readCell({ column, unit }: Found, cell: unknown): unknown {
  try {
    return column.read(cell, unit);
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, error.params, ['input', column.field]);
    throw error;
  }
}
