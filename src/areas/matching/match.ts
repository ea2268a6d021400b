import { createUnionType, Field, Float, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../kernel/fields';
import { sentence } from '../../kernel/messages';
import { PageInfo } from '../../kernel/page';
import { requestScope } from '../../kernel/request';
import { Achievement } from '../achievements';
import { Need } from '../needs';
import { Organisation } from '../organisations';
import { Person } from '../people';
import { MatchVerdictEnum, type MatchVerdict } from '../verdicts';
import type { Factor } from '../../engine/factors';
import './matching.messages';
import { Highlight, highlightsOf } from './highlights';
import type { Part } from './reasons';

/** What a match can be. */
export const MATCH_KINDS = ['NEED', 'ACHIEVEMENT', 'PERSON', 'ORGANISATION'] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];
export const MatchKindEnum = enumOf('MatchKind', MATCH_KINDS);

export type Candidate = Need | Achievement | Person | Organisation;

export const MatchCandidate = createUnionType({
  name: 'MatchCandidate',
  types: () => [Need, Achievement, Person, Organisation] as const,
  resolveType: (value: Candidate) => value.constructor.name,
});

/** A part of a match's score, in words. */
@ObjectType({
  description: '`contribution`s of one match add up to its score; `text` is in the caller’s language.',
})
export class MatchReason {
  constructor(private readonly part: Part) {}

  /** Stable name of the factor: `text.title`, `text.body`, `text.meaning`, `text.rest`, `text.embedding`, `work`, `works.rest`; `field`, `trl`, `region`, `record`, `fresh`; `like.useful`, `like.not-relevant`. */
  @Field(() => String)
  get factor(): string {
    return this.part.factor;
  }

  @Field(() => Float)
  get contribution(): number {
    return this.part.contribution;
  }

  @Field(() => String)
  get text(): string {
    const [term = ''] = this.part.terms;
    return sentence(
      `matches.${this.part.factor}`,
      { term, title: term, count: this.part.count },
      requestScope().locale,
    );
  }

  /** Words of the subject's text that the candidate shares; or the titles of works. */
  @Field(() => [String])
  get terms(): readonly string[] {
    return this.part.terms;
  }
}

/** What would tell more about a match. */
@ObjectType({ description: 'Something that nobody said, and by which the match could be judged better.' })
export class MissingFactor {
  constructor(private readonly missing: Factor) {}

  @Field(() => String, { description: 'The factor that was left out.' })
  get factor(): string {
    return this.missing;
  }

  @Field(() => String, { description: 'What to add, in the caller’s language.' })
  get text(): string {
    return sentence(`matches.missing.${this.missing}`, {}, requestScope().locale);
  }
}

/** A match as it was worked out. */
export interface MadeMatch {
  readonly subject: Candidate;
  readonly candidate: Candidate;
  readonly score: number;
  readonly feedback: MatchVerdict | null;
  /** Where it stands in its list. */
  readonly cursor: string;
  readonly version: string;
  readonly embedded: boolean;
  readonly missing: readonly Factor[];
  readonly parts: () => Part[];
}

/** A candidate for a need or an achievement, with the reasons. */
@ObjectType()
export class Match {
  constructor(private readonly made: MadeMatch) {}

  /** 0 to 1, moved by at most 0.3 by what the owner thinks of others like it. */
  @Field(() => Float)
  get score(): number {
    return this.made.score;
  }

  @Field(() => MatchCandidate)
  get candidate(): Candidate {
    return this.made.candidate;
  }

  /** What the viewer's organisation, if the subject is its own, thinks of it. */
  @Field(() => MatchVerdictEnum, { nullable: true })
  get feedback(): MatchVerdict | null {
    return this.made.feedback;
  }

  @Field(() => [MatchReason])
  get reasons(): MatchReason[] {
    return this.made.parts().map((part) => new MatchReason(part));
  }

  @Field(() => [MissingFactor], { description: 'What nobody said, the heaviest first.' })
  get missing(): MissingFactor[] {
    return this.made.missing.map((factor) => new MissingFactor(factor));
  }

  @Field(() => [Highlight], { description: 'Where the terms of the reasons stand in both texts.' })
  get highlights(): Highlight[] {
    return highlightsOf(this.made.parts(), this.made.subject, this.made.candidate);
  }

  @Field(() => String, {
    description: 'Statistics, weights, glossary and embeddings by which it was scored: see `explainMatch`.',
  })
  get version(): string {
    return this.made.version;
  }

  @Field(() => Boolean, {
    description:
      'Whether embeddings are in the score: not where they are off, not stored, or could not be read in time.',
  })
  get embedded(): boolean {
    return this.made.embedded;
  }

  /** Where it stands in its list. */
  get cursor(): string {
    return this.made.cursor;
  }
}

@ObjectType()
export class MatchEdge {
  @Field(() => String) cursor!: string;
  @Field(() => Match) node!: Match;
}

/** A page of matches. How many there are in all is not told: it would count what the viewer may not read. */
@ObjectType()
export class MatchConnection {
  @Field(() => [MatchEdge]) readonly edges: MatchEdge[];
  @Field(() => [Match]) readonly nodes: readonly Match[];
  @Field(() => PageInfo) readonly pageInfo: PageInfo;

  constructor(nodes: readonly Match[], hasNextPage: boolean, hasPreviousPage: boolean) {
    this.nodes = nodes;
    this.edges = nodes.map((node) => ({ cursor: node.cursor, node }));
    const [startCursor = null, endCursor = null] = [nodes[0]?.cursor, nodes.at(-1)?.cursor];
    this.pageInfo = { hasNextPage, hasPreviousPage, startCursor, endCursor };
  }
}
