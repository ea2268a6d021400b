/**
 * JSON in the one form of RFC 8785: keys in UTF-16 order, numbers and strings as JavaScript prints them. A property
 * that is undefined is left out, and dates become ISO text, as JSON.stringify does.
 */
export function canonical(value: unknown): string {
  return write(JSON.parse(JSON.stringify(value)));
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${write(inner)}`).join(',')}}`;
}
