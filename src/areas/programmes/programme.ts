import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Unique } from 'typeorm';
import { Id, Instant, Json, Ref, Text, Whole } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { requestScope } from '../../kernel/request';
import { Person } from '../people';
import { allTerms, type CriterionTerm, type Term, type Terms } from './term';

/** What a reviewer scores. */
@ObjectType({ description: 'What a reviewer scores, 0 to 100 each; weights sum to 1.' })
export class Criterion {
  /** For programs: what `submitReview` names. */
  @Field(() => String) readonly code: string;
  /** Its share of the total, 0 to 1. */
  @Field(() => Float) readonly weight: number;

  constructor(private readonly kept: CriterionTerm) {
    this.code = kept.code;
    this.weight = kept.weight;
  }

  /** In the caller's language. */
  @Field(() => String)
  get name(): string {
    return this.kept[requestScope().locale];
  }
}

/** One number of a version of the programme. */
@ObjectType({ description: 'One number that a version of the programme lays down.' })
export class ProgrammeTerm {
  @Field(() => String) readonly key: string;
  @Field(() => Float, { description: 'What this version says.' }) readonly value: number;
  @Field(() => Float, { description: 'What holds where nobody changed it.' }) readonly default: number;
  @Field(() => Float) readonly min: number;
  @Field(() => Float) readonly max: number;

  constructor(
    private readonly term: Term,
    terms: Terms,
  ) {
    this.key = term.key;
    this.value = term.of(terms);
    this.default = term.fallback;
    this.min = term.min;
    this.max = term.max;
  }

  /** What it means, with its unit, in the language of the caller. */
  @Field(() => String)
  get text(): string {
    return this.term.text[requestScope().locale];
  }
}

/** A version of the programme's rules (计划管理要求): never changed, only followed by another. */
@NodeType(
  'programme',
  'programmes',
  'A version of the rules of joint applications: a round keeps the one it opened with, whatever comes later.',
)
@Unique('programmes_version_key', ['version'])
export class Programme {
  @Id() id!: string;
  @Whole({ description: '1, 2, 3 …' }) version!: number;
  @Text({ description: 'Why it was made.' }) reason!: string;
  @Instant({ description: 'From when on rounds open with it, UTC.' }) at!: Date;
  /** Null = the platform. */
  @Ref(() => Person, { nullable: true, as: 'author' }) authorId!: string | null;
  @Json('hidden') kept!: Terms;

  /** By key. */
  @Field(() => [ProgrammeTerm])
  get terms(): ProgrammeTerm[] {
    const known = [...allTerms().values()].sort((a, b) => (a.key < b.key ? -1 : 1));
    return known.map((term) => new ProgrammeTerm(term, this.kept));
  }

  /** What reviewers score, in their order. */
  @Field(() => [Criterion])
  get criteria(): Criterion[] {
    return this.kept.criteria.map((kept) => new Criterion(kept));
  }
}

export const ProgrammeConnection = connectionOf(Programme);
