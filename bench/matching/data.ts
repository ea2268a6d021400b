import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError, systemCode } from '../../src/kernel/start-error';
import type { Candidate, JudgedCollection, Need, Work } from './collection';

/** A line of a file that says something, and where it stands. */
interface Line {
  readonly text: string;
  readonly at: string;
}

/** Reads `needs.jsonl`, `candidates.jsonl` and `judgements.tsv` of a directory; what is wrong is said with its line. */
export function readJudged(directory: string): JudgedCollection {
  const needs = unique(records(join(directory, 'needs.jsonl'), needOf));
  const candidates = unique(records(join(directory, 'candidates.jsonl'), candidateOf));
  const places = new Map(candidates.map(({ id }, place) => [id, place]));
  const pools = poolsOf(join(directory, 'judgements.tsv'), new Set(needs.map(({ id }) => id)), places);
  return { needs, candidates, pools };
}

/** The lines of a text file that are not blank, whatever ends them and with or without a byte order mark. */
export function linesOf(file: string): Line[] {
  const found = contentOf(file)
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((text, at) => ({ text, at: `${file}, line ${at + 1}` }))
    .filter(({ text }) => text.trim() !== '');
  if (found.length === 0) throw new StartError(`${file} is empty.`);
  return found;
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = systemCode(error);
    throw new StartError(code === 'ENOENT' ? `${file} is not there.` : `${file} cannot be read (${code}).`);
  }
}

/** What a line of JSON holds, by its fields. */
export type Fields = Readonly<Record<string, unknown>>;

interface Found<T> {
  readonly record: T;
  readonly at: string;
}

function records<T>(file: string, read: (fields: Fields, at: string) => T): Found<T>[] {
  return linesOf(file).map(({ text, at }) => ({ record: read(fieldsOf(text, at), at), at }));
}

/** The object that a line holds. */
export function fieldsOf(text: string, at: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new StartError(`${at}: this is not JSON.`);
  }
  return objectOf(value, at, 'a JSON object is expected');
}

function objectOf(value: unknown, at: string, expected: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new StartError(`${at}: ${expected}.`);
  return value as Fields;
}

function unique<T extends { readonly id: string }>(found: readonly Found<T>[]): T[] {
  const known = new Set<string>();
  return found.map(({ record, at }) => {
    if (known.has(record.id)) throw new StartError(`${at}: the id ${record.id} is there already.`);
    known.add(record.id);
    return record;
  });
}

function needOf(fields: Fields, at: string): Need {
  return { id: idOf(fields, at), title: textOf(fields, 'title', at), body: optionalText(fields, 'body', at) };
}

function candidateOf(fields: Fields, at: string): Candidate {
  const id = idOf(fields, at);
  const { kind, works } = fields;
  if (kind !== 'achievement' && kind !== 'person')
    throw new StartError(`${at}: "kind" must be "achievement" or "person".`);
  if (!Array.isArray(works)) throw new StartError(`${at}: "works" must be a list.`);
  if (kind === 'achievement' && works.length !== 1)
    throw new StartError(`${at}: an achievement has one work, not ${works.length}.`);
  return { id, kind, works: works.map((work) => workOf(work, at)) };
}

function workOf(value: unknown, at: string): Work {
  const fields = objectOf(value, at, 'a work must be an object with a title');
  return { title: textOf(fields, 'title', at), text: optionalText(fields, 'text', at) };
}

function idOf(fields: Fields, at: string): string {
  const id = typeof fields['id'] === 'number' ? String(fields['id']) : textOf(fields, 'id', at);
  if (/^$|[\t\r\n]/.test(id)) throw new StartError(`${at}: "id" must not be empty or hold tabs.`);
  return id;
}

/** A field that must be text. */
export function textOf(fields: Fields, name: string, at: string): string {
  const value = fields[name];
  if (typeof value !== 'string') throw new StartError(`${at}: "${name}" must be text.`);
  return value;
}

const optionalText = (fields: Fields, name: string, at: string): string =>
  fields[name] === undefined || fields[name] === null ? '' : textOf(fields, name, at);

type Pools = Map<string, { places: number[]; grades: number[] }>;

function poolsOf(file: string, needs: ReadonlySet<string>, candidates: ReadonlyMap<string, number>): Pools {
  const pools: Pools = new Map();
  const known = new Set<string>();
  const lines = linesOf(file).map(({ text, at }) => ({ cells: text.split('\t'), at }));
  const headed = isHeader(lines[0]!.cells, needs);
  for (const { cells, at } of headed ? lines.slice(1) : lines) {
    const [need = '', candidate = '', given = ''] = cells;
    const grade = gradeOf(given);
    if (cells.length !== 3) throw new StartError(`${at}: three cells between tabs are expected.`);
    if (grade === undefined) throw new StartError(`${at}: the grade "${given}" is not a number.`);
    if (!needs.has(need)) throw new StartError(`${at}: no need has the id ${need}.`);
    const place = candidates.get(candidate);
    if (place === undefined) throw new StartError(`${at}: no candidate has the id ${candidate}.`);
    const pair = `${need}\t${candidate}`;
    if (known.has(pair)) throw new StartError(`${at}: ${need} and ${candidate} are judged already.`);
    known.add(pair);
    const pool = pools.get(need) ?? { places: [], grades: [] };
    pools.set(need, pool);
    pool.places.push(place);
    pool.grades.push(grade);
  }
  if (pools.size === 0) throw new StartError(`${file} holds no judgement.`);
  return pools;
}

/** The first line is a heading where its third cell is no number and its first no need. */
const isHeader = (cells: readonly string[], needs: ReadonlySet<string>): boolean =>
  cells.length === 3 && gradeOf(cells[2]!) === undefined && !needs.has(cells[0]!);

const gradeOf = (text: string): number | undefined =>
  text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
