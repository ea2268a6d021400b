import { Field, ObjectType } from '@nestjs/graphql';
import { sentence, type Refusal } from './messages';
import { requestScope } from './request';

/** Something that can be done to a record, and whether this viewer may do it now. */
@ObjectType({
  description: 'Something that can be done to a record, whether THIS viewer may do it now, and why not.',
})
export class Action {
  /** The verb, as the move mutation takes it. */
  @Field(() => String)
  readonly name: string;

  @Field(() => Boolean)
  readonly allowed: boolean;

  constructor(
    name: string,
    private readonly refusal: Refusal | undefined,
  ) {
    this.name = name;
    this.allowed = refusal === undefined;
  }

  /** The code of the refusal, for programs. */
  @Field(() => String, { nullable: true })
  get code(): string | null {
    return this.refusal?.code ?? null;
  }

  /** Why not, in the caller's language. */
  @Field(() => String, { nullable: true })
  get reason(): string | null {
    return this.refusal ? sentence(this.refusal.code, this.refusal.params, requestScope().locale) : null;
  }
}
