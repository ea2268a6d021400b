import { Field, ObjectType } from '@nestjs/graphql';
import { Check, Index } from 'typeorm';
import { enumOf, Id, Instant, isOneOf, Json, OneOf, Ref, Text, Whole } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Person } from '../people';
import { Application } from '../applications';
import { Conflict, type FoundConflict } from '../conflicts';
import { verifyDraw } from './draw-record';
import { drawFrom } from './lots';

/** How experts were found: by a seed that an officer gave, from the round's closed pool, or for a whole round at once. */
export const DRAW_METHODS = ['GIVEN_SEED', 'CLOSED_POOL', 'WHOLE_ROUND'] as const;
export type DrawMethod = (typeof DRAW_METHODS)[number];
const DrawMethodEnum = enumOf('DrawMethod', DRAW_METHODS);

/** Why somebody without a conflict could not be drawn from a closed pool. */
export const UNFIT = ['NOT_LISTED_ANY_MORE', 'DRAWN_BEFORE', 'FULLY_LOADED', 'BELOW_FLOOR'] as const;
export type Unfit = (typeof UNFIT)[number];
const UnfitEnum = enumOf('UnfitExpert', UNFIT);

/** An expert who was not eligible, and why: as kept with the draw. */
export interface Exclusion {
  readonly personId: string;
  readonly conflicts: readonly FoundConflict[];
  readonly unfit?: Unfit;
}

/** A draw of experts by lot, with everything that is needed to repeat it. */
@NodeType('draw', 'draws', 'A draw of experts by lot, with everything that is needed to repeat it.')
@Check('draws_method_check', isOneOf('method', DRAW_METHODS))
@Index(['applicationId', 'id'])
export class Draw {
  @Id() id!: string;
  @Ref(() => Application) applicationId!: string;
  @Text({ description: 'What the lots were made from, together with the application’s id.' }) seed!: string;
  @OneOf(() => DrawMethodEnum, { default: 'GIVEN_SEED' }) method!: DrawMethod;
  /** How many were drawn. */
  @Whole() count!: number;
  @Instant({ description: 'When, UTC.' }) at!: Date;
  /** The officer; null = the platform. */
  @Ref(() => Person, { nullable: true, as: 'officer' }) officerId!: string | null;
  /** Eligible person ids, sorted. */
  @Json('hidden') pool!: string[];
  /** Drawn person ids, in the order of their lots. */
  @Json('hidden') drawn!: string[];
  @Json('hidden') excluded!: Exclusion[];
  /** The project's party organisations on that day: none of their members may see the draw. */
  @Json('hidden') partyIds!: string[];
  @Text({
    nullable: true,
    description:
      'The record as canonical JSON: `npm run verify:draw FILE` repeats the draw from it alone. Null for a whole round, whose assignment holds the record, and for draws from before records were kept.',
  })
  record!: string | null;
  @Text({ nullable: true, description: 'SHA-256 that names the record it follows from, in hex.' })
  recordHash!: string | null;

  /** Whether the record, or seed and pool, give the same experts again. */
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether what is kept, drawn again now, gives the same experts; null for a whole round: the assignment’s record tells.',
  })
  get reproducible(): boolean | null {
    if (this.method === 'WHOLE_ROUND') return null;
    const { seed, applicationId, pool, count } = this;
    const again =
      this.record === null
        ? { drawn: drawFrom(seed, applicationId, pool, count), faults: [] }
        : verifyDraw(this.record);
    return again.faults.length === 0 && again.drawn.join() === this.drawn.join();
  }
}

/** An expert who was not eligible, as the bureau sees it. */
@ObjectType({ description: 'An expert who was not eligible for a draw, and why.' })
export class ExcludedExpert {
  @Field(() => Person, { nullable: true }) person!: Person | null;
  @Field(() => [Conflict]) conflicts!: Conflict[];
  @Field(() => UnfitEnum, { nullable: true, description: 'Why, where it is no conflict.' })
  unfit!: Unfit | null;
}
