import type { Sentence } from '../../kernel/messages';

/** What a reviewer scores, as a version of the programme keeps it. */
export interface CriterionTerm extends Sentence {
  /** For programs: what a submitted review names. */
  readonly code: string;
  /** Its share of the total, 0 to 1. */
  readonly weight: number;
}

/** What a version of the programme lays down. A round pins the one that it opens with. */
export interface Terms {
  /** By the key of a term. */
  readonly values: Readonly<Record<string, number>>;
  /** In the order in which reviewers see them; their weights sum to 1. */
  readonly criteria: readonly CriterionTerm[];
}

/** A number of the programme that is no law and that a running case keeps. */
export interface Term {
  readonly key: string;
  readonly fallback: number;
  readonly text: Sentence;
  /** What it may be; whole numbers only where the default is one. */
  readonly min: number;
  readonly max: number;
  /** What a version says; what it has not heard of has its default. */
  of(terms: Terms): number;
}

const declared = new Map<string, Term>();

/** Declares a term: what it means, with its unit, and the range it may lie in; unless said, from 0 to a million. */
export function term(
  key: string,
  fallback: number,
  { min = 0, max = 1_000_000, zh, en }: Sentence & { readonly min?: number; readonly max?: number },
): Term {
  if (declared.has(key)) throw new Error(`term declared twice: ${key}`);
  if (fallback < min || fallback > max) throw new Error(`term out of its own range: ${key}`);
  const made: Term = {
    ...{ key, fallback, text: { zh, en }, min, max },
    of: ({ values }) => values[key] ?? fallback,
  };
  declared.set(key, made);
  return made;
}

/** Every declared term by key. */
export const allTerms = (): ReadonlyMap<string, Term> => declared;

/** Every term with what `terms` says of it, so that a later default changes nothing. */
export const spelledOut = ({ values, criteria }: Terms): Terms => ({
  values: Object.fromEntries(
    [...declared.values()].map(({ key, fallback }) => [key, values[key] ?? fallback]),
  ),
  criteria,
});
