import { EMBEDDING_WEIGHT } from '../../engine/embedding';
import type { Echo } from '../../engine/feedback';
import type { Contributions, Factor } from '../../engine/factors';
import { workWeights, type RatedWork } from '../../engine/experts';
import type { SharedTerm, TextScore } from '../../engine/view';

/** A part of a score, before it is put into words. `contribution`s of all parts add up to the score. */
export interface Part {
  readonly factor: string;
  readonly contribution: number;
  /** Words of the subject's text; or the title of a work. */
  readonly terms: readonly string[];
  /** How many terms or works a remainder stands for; of a factor, its value in percent. */
  readonly count: number;
  /** Units of the subject's text and of the candidate's in which it shows: for highlighting. */
  readonly keys: readonly (readonly [said: string, found: string])[];
}

/** Terms that are named one by one; what is left counts together. */
const NAMED = 5;

interface Group {
  readonly head: SharedTerm;
  readonly keys: (readonly [said: string, found: string])[];
  contribution: number;
  count: number;
}

const isPhrase = (key: string): boolean => key.includes(' ');
const isShown = ({ unit }: SharedTerm): boolean => unit.kind !== 'pair' || isPhrase(unit.key);
const covers = (whole: string, part: string): boolean =>
  isPhrase(whole) ? whole === part || whole.split(' ').includes(part) : whole.includes(part);

/** A text score in terms that one would say: parts of a word and its character pairs count with the word. */
export function textParts({ terms, meaning, score }: TextScore): Part[] {
  const groups = grouped(terms);
  const named = groups.slice(0, NAMED);
  const parts = named.map(({ head, keys, contribution, count }): Part => {
    const factor = head.inTitle ? 'text.title' : 'text.body';
    return { factor, contribution, terms: [head.unit.surface], count, keys };
  });
  if (meaning > 0)
    parts.push({ factor: 'text.meaning', contribution: meaning, terms: [], count: 0, keys: [] });
  const rest = score - parts.reduce((sum, { contribution }) => sum + contribution, 0);
  const count = terms.length - named.reduce((sum, group) => sum + group.count, 0);
  if (count > 0 || parts.length === 0) {
    const further = groups.slice(NAMED, 2 * NAMED).map(({ head }) => head.unit.surface);
    parts.push({ factor: 'text.rest', contribution: rest, terms: further, count, keys: [] });
  }
  return parts;
}

/** The parts of a text score that embeddings re-rank: what the words say counts less, and the likeness beside it. */
export function embeddedParts(text: readonly Part[], likeness: number | undefined): Part[] {
  if (likeness === undefined) return [...text];
  const words = text.map((part) => ({ ...part, contribution: (1 - EMBEDDING_WEIGHT) * part.contribution }));
  const contribution = EMBEDDING_WEIGHT * likeness;
  const count = Math.round(likeness * 100);
  return [...words, { factor: 'text.embedding', contribution, terms: [], count, keys: [] }];
}

function grouped(shared: readonly SharedTerm[]): Group[] {
  const groups: Group[] = [];
  const byLength = shared.filter(isShown).sort((a, b) => surfaceLength(b) - surfaceLength(a));
  for (const head of byLength) {
    if (!groups.some((group) => isPartOf(group, head)))
      groups.push({ head, keys: [], contribution: 0, count: 0 });
  }
  for (const term of shared) {
    const group = groups.find((one) => isPartOf(one, term));
    if (!group) continue;
    group.contribution += term.contribution;
    group.keys.push([term.unit.key, term.key]);
    group.count++;
  }
  return groups.sort((a, b) => b.contribution - a.contribution);
}

const surfaceLength = ({ unit }: SharedTerm): number => unit.surface.length;

/** A concept is told by the words that name it, as its words and their parts are. */
function isPartOf({ head }: Group, { unit }: SharedTerm): boolean {
  return head.unit.kind === 'concept' || unit.kind === 'concept'
    ? head.unit.surface.toLowerCase().includes(unit.surface.toLowerCase())
    : covers(head.unit.key, unit.key);
}

const CITED = 3;

/** The score of someone in the works behind it. */
export function workParts(works: readonly RatedWork[], titleOf: (id: string) => string): Part[] {
  const contributions = workWeights(works.length).map((weight, rank) => weight * works[rank]!.score);
  const parts = contributions.slice(0, CITED).map((contribution, rank): Part => {
    return { factor: 'work', contribution, terms: [titleOf(works[rank]!.id)], count: 1, keys: [] };
  });
  const rest = contributions.slice(CITED);
  if (rest.length > 0) {
    const contribution = rest.reduce((sum, one) => sum + one, 0);
    parts.push({ factor: 'works.rest', contribution, terms: [], count: rest.length, keys: [] });
  }
  return parts;
}

/** The parts of the text beside those of everything else, all on the scale of the whole score. */
export function wholeParts(
  text: readonly Part[],
  contributions: Contributions,
  values: Contributions,
  echoes: readonly (Echo & { readonly title: string })[],
): Part[] {
  const sum = text.reduce((total, { contribution }) => total + contribution, 0);
  const scale = sum === 0 ? 0 : (contributions.text ?? 0) / sum;
  const others = (Object.entries(contributions) as [Factor, number][]).filter(
    ([factor]) => factor !== 'text',
  );
  return [
    ...text.map((part) => ({ ...part, contribution: part.contribution * scale })),
    ...others.map(([factor, contribution]): Part => {
      const count = Math.round((values[factor] ?? 0) * 100);
      return { factor, contribution, terms: [], count, keys: [] };
    }),
    ...echoes.map(({ sign, contribution, title }): Part => {
      const factor = sign > 0 ? 'like.useful' : 'like.not-relevant';
      return { factor, contribution, terms: [title], count: 1, keys: [] };
    }),
  ];
}
