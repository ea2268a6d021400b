import { canonical } from '../../kernel/canonical';
import type { FieldChange } from './version';

type Value = unknown;
type Fields = Readonly<Record<string, Value>>;

const isFields = (value: Value): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const spoken = (value: Value): string | null => {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : canonical(value);
};

/** What names an element among its siblings, so that one that is put in between does not change all that follow. */
const nameOf = (element: Value): string | undefined => {
  if (!isFields(element)) return undefined;
  const { title, name, organisation, year, category } = element;
  const names =
    typeof title === 'string' ? [title] : typeof name === 'string' ? [name] : [organisation, year, category];
  const known = names.filter((one) => typeof one === 'string' || typeof one === 'number');
  return known.length > 0 ? known.join(' ') : undefined;
};

/** A list as fields: by name where every element has its own, else by place. */
function fieldsOf(list: readonly Value[], byName: boolean): Fields {
  return Object.fromEntries(list.map((element, at) => [byName ? nameOf(element)! : String(at), element]));
}

const areNamed = (list: readonly Value[]): boolean => {
  const names = list.map(nameOf);
  return names.every((name) => name !== undefined) && new Set(names).size === names.length;
};

/** The fields in which two contents differ, down to the single value. Empty exactly where they say the same. */
export function changesOf(before: Value, after: Value, path: readonly string[] = []): FieldChange[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const byName = areNamed(before) && areNamed(after);
    const inside = changesOf(fieldsOf(before, byName), fieldsOf(after, byName), path);
    if (inside.length > 0 || canonical(before) === canonical(after)) return inside;
  } else if (isFields(before) && isFields(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => changesOf(own(before, key), own(after, key), [...path, key]));
  } else if (canonical(before ?? null) === canonical(after ?? null)) return [];
  return [{ path: path.join('.'), before: spoken(before), after: spoken(after) }];
}

const own = (fields: Fields, key: string): Value => (Object.hasOwn(fields, key) ? fields[key] : undefined);
