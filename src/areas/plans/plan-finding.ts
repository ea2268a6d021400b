import { Field, ObjectType } from '@nestjs/graphql';
import { sentence, type Refusal } from '../../kernel/messages';
import { requestScope } from '../../kernel/request';

/** Something in a plan that keeps its project from being submitted. */
@ObjectType({ description: 'Something in a plan that keeps its project from being submitted.' })
export class PlanFinding {
  @Field(() => String) readonly code: string;
  @Field(() => [String], { description: 'Where it lies in the plan, e.g. workPackages, 0, shares, 1.' })
  readonly path: readonly string[];

  @Field(() => String, { description: 'The rule of the formal check that is not met: PLAN or BUDGET.' })
  readonly check: string;

  constructor(
    check: string,
    private readonly gap: Refusal,
  ) {
    this.check = check;
    this.code = gap.code;
    this.path = gap.at ?? [];
  }

  @Field(() => String, { description: 'In the caller’s language.' })
  get text(): string {
    return sentence(this.code, this.gap.params, requestScope().locale);
  }
}
