import { Field, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../kernel/fields';
import { positionsOf } from '../../kernel/positions';
import type { Candidate } from './match';
import type { Part } from './reasons';

/** In which of the two texts something stands. */
export const MATCH_SIDES = ['SUBJECT', 'CANDIDATE'] as const;
export type MatchSide = (typeof MATCH_SIDES)[number];
export const MatchSideEnum = enumOf('MatchSide', MATCH_SIDES);

/** A place in one of the two texts that the score rests on. */
@ObjectType({ description: 'A place in one of the two texts that the score of a match rests on.' })
export class Highlight {
  @Field(() => MatchSideEnum) side!: MatchSide;
  @Field(() => String, { description: 'The field of the record: `title`, `description`, `abstract`.' })
  field!: string;
  @Field(() => Int, { description: 'Where it begins in the field, in UTF-16 units.' }) start!: number;
  @Field(() => Int, { description: 'Where it ends.' }) end!: number;
  @Field(() => String, { description: 'The term of the reasons that it belongs to.' }) term!: string;
}

/** The fields of a record that people read; people and organisations are not compared by a text of their own. */
const fieldsOf = (record: Candidate): readonly (readonly [field: string, text: string])[] => {
  if ('abstract' in record) return [['title', record.title], ['abstract', record.abstract]]; // prettier-ignore
  return 'description' in record ? [['title', record.title], ['description', record.description]] : []; // prettier-ignore
};

/** Where the terms that are named among the reasons stand in both texts, in the order of each text. */
export function highlightsOf(parts: readonly Part[], subject: Candidate, candidate: Candidate): Highlight[] {
  const named = parts.filter(({ keys }) => keys.length > 0);
  const terms = { SUBJECT: new Map<string, string>(), CANDIDATE: new Map<string, string>() };
  for (const { keys, terms: said } of named) {
    for (const [own, theirs] of keys) {
      terms.SUBJECT.set(own, said[0]!);
      terms.CANDIDATE.set(theirs, said[0]!);
    }
  }
  return [
    ...placesIn('SUBJECT', subject, terms.SUBJECT),
    ...placesIn('CANDIDATE', candidate, terms.CANDIDATE),
  ];
}

const placesIn = (side: MatchSide, record: Candidate, terms: ReadonlyMap<string, string>): Highlight[] =>
  fieldsOf(record).flatMap(([field, text]) =>
    positionsOf(text, terms.keys()).map(({ key, start, end }) => {
      return { side, field, start, end, term: terms.get(key)! };
    }),
  );
