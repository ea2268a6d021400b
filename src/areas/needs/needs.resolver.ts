import {
  Args,
  Field,
  ID,
  Info,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Me, Public, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { askedOfRows } from '../../kernel/asked';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { requestScope } from '../../kernel/request';
import { Organisation } from '../organisations';
import { missingFrom } from './completeness';
import { Need, NeedConnection } from './need';
import { DraftNeedInput, EditNeedInput, MoveNeedInput, NeedFilter } from './need.inputs';
import { needKind } from './need.kind';
import { NeedsReader } from './needs.reader';
import { NeedsService } from './needs.service';

/** What would make a record easier to answer. */
@ObjectType()
export class FieldHint {
  /** The input field. */
  @Field(() => String) field!: string;
  /** What completeness gains by it, out of 100. */
  @Field(() => Int) points!: number;
  /** In the caller's language. */
  @Field(() => String) text!: string;
}

@Resolver(() => Need)
export class NeedsResolver extends Recorded(needKind) {
  constructor(
    private readonly needs: NeedsReader,
    private readonly service: NeedsService,
  ) {
    super();
  }

  @Query(() => Need, { nullable: true })
  @Public()
  need(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Need> {
    return this.needs.get(actor, uuidOf('need', id));
  }

  @Query(() => NeedConnection, {
    name: 'needs',
    description: 'Newest first, whoever asks: the list that is not personalised (PIPL art. 24).',
  })
  @Public()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Info() info: GraphQLResolveInfo,
    @Args('filter', { nullable: true }) filter?: NeedFilter,
  ): Promise<Page<Need>> {
    return this.needs.search(actor, page, filter, askedOfRows(info));
  }

  @Mutation(() => Need, { description: 'Opens a draft; others see it once the bureau has approved it.' })
  @SignedIn()
  draftNeed(@Me() actor: Actor, @Args('input') input: DraftNeedInput): Promise<Need> {
    return this.service.draft(actor, input);
  }

  @Mutation(() => Need, { description: 'Changes a draft.' })
  @SignedIn()
  editNeed(@Me() actor: Actor, @Args('input') input: EditNeedInput): Promise<Need> {
    return this.service.edit(actor, input);
  }

  @Mutation(() => Need, { description: 'Takes one step of a need’s lifecycle: see its `actions`.' })
  @SignedIn()
  moveNeed(@Me() actor: Actor, @Args('input') input: MoveNeedInput): Promise<Need> {
    return this.service.move(actor, input);
  }

  @Mutation(() => Need, { description: 'The owner says that an open need still stands.' })
  @SignedIn()
  confirmNeed(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Need> {
    return this.service.confirm(actor, uuidOf('need', id));
  }

  @ResolveField(() => [FieldHint], { description: 'What is missing, the heaviest first.' })
  @SeenWithParent()
  hints(@Parent() need: Need): FieldHint[] {
    const { locale } = requestScope();
    return missingFrom(need).map(({ field, points, hint }) => ({ field, points, text: hint[locale] }));
  }
}

/** The field that this area adds to organisations. */
@Resolver(() => Organisation)
export class OrganisationNeedsResolver {
  constructor(private readonly reader: NeedsReader) {}

  @ResolveField(() => NeedConnection, { nullable: true })
  @SeenWithParent()
  needs(
    @Parent() organisation: Organisation,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<Page<Need>> {
    return context.nested(this.reader, 'organisationId', organisation.id, page);
  }
}
