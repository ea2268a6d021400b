import { TypeID } from 'typeid-js';
import { v7 as uuidv7 } from 'uuid';
import { messages, refuser } from './messages';

const refuse = refuser(
  messages({
    'ids.malformed': {
      zh: '“{field}” 不是有效的标识：{value}',
      en: '“{field}” is not a valid id: {value}',
    },
    'ids.wrong-type': {
      zh: '“{field}” 应为 {expected} 的标识，收到的是 {value}',
      en: '“{field}” must be the id of a {expected}, not {value}',
    },
  }),
);

/** A new uuid v7; `at` places it in time, so that ids sort by the clock in use. */
export const newId = (at: Date): string => uuidv7({ msecs: at.getTime() });

const suffixes = new Map<string, string>();
const MOST_SUFFIXES = 20_000;

/** The id that the outside sees: `need_01h455vb4pex5vsknk084sn02q`. Lists show the same ids again and again. */
export function publicId(prefix: string, uuid: string): string {
  let suffix = suffixes.get(uuid);
  if (suffix === undefined) {
    suffix = TypeID.fromUUID(prefix, uuid).getSuffix();
    if (suffixes.size >= MOST_SUFFIXES) suffixes.clear();
    suffixes.set(uuid, suffix);
  }
  return `${prefix}_${suffix}`;
}

/** Reads an id from outside, whatever its type. Refuses a malformed one, naming the field. */
export function parseId(
  value: string,
  field = 'id',
  at: readonly string[] = [field],
): { prefix: string; uuid: string } {
  try {
    const id = TypeID.fromString(value);
    return { prefix: id.getType(), uuid: id.toUUID() };
  } catch {
    throw refuse('ids.malformed', { field, value: value.slice(0, 80) }, at);
  }
}

/** The uuid of an id from outside that must be of type `prefix`. Refuses any other, naming the field. */
export function uuidOf(prefix: string, value: string, field = 'id', at: readonly string[] = [field]): string {
  const id = parseId(value, field, at);
  if (id.prefix !== prefix) {
    throw refuse('ids.wrong-type', { field, expected: prefix, value: value.slice(0, 80) }, at);
  }
  return id.uuid;
}
