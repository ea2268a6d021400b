import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, Public, SeenWithParent, SignedIn } from '../../kernel/access';
import { Action } from '../../kernel/action';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { MAX_FIRST, PageArgs, type Page } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { Day } from '../../kernel/scalars';
import { Application, applicationInsider, ApplicationsReader } from '../applications';
import type { Terms } from '../programmes';
import { Reconsideration, ReconsiderationConnection } from './reconsideration';
import { AnswerReconsiderationInput, AskReconsiderationInput } from './reconsideration.inputs';
import { reconsiderationKind } from './reconsideration.kind';
import { RECONSIDERATION_VERBS } from './reconsideration.lifecycle';
import { ReconsiderationsReader, type Decision } from './reconsiderations.reader';
import { ReconsiderationsService } from './reconsiderations.service';

@Resolver(() => Reconsideration)
export class ReconsiderationsResolver extends Recorded(reconsiderationKind) {
  constructor(
    private readonly reader: ReconsiderationsReader,
    private readonly service: ReconsiderationsService,
  ) {
    super();
  }

  @Query(() => ReconsiderationConnection, {
    description: 'Those that the viewer may see, the earliest due first; with `open` only unanswered ones.',
  })
  @Public()
  reconsiderations(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('open', { type: () => Boolean, nullable: true }) open?: boolean | null,
  ): Promise<Page<Reconsideration>> {
    return this.reader.search(actor, page, open ?? false);
  }

  @Mutation(() => Reconsideration, {
    description: 'A party asks that a refusal or rejection be reviewed (复审), once and in time.',
  })
  @SignedIn()
  askReconsideration(
    @Me() actor: Actor,
    @Args('input') input: AskReconsiderationInput,
  ): Promise<Reconsideration> {
    return this.service.ask(actor, input);
  }

  @Mutation(() => Reconsideration, {
    description: 'Another officer than the one who decided answers; the answer is final.',
  })
  @Can('BUREAU_OFFICER')
  answerReconsideration(
    @Me() actor: Actor,
    @Args('input') input: AnswerReconsiderationInput,
  ): Promise<Reconsideration> {
    return this.service.answer(actor, input);
  }

  @Mutation(() => Reconsideration, { description: 'The party takes its request back.' })
  @SignedIn()
  withdrawReconsideration(
    @Me() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Reconsideration> {
    return this.service.withdraw(actor, uuidOf('reconsideration', id));
  }

  @ResolveField(() => [Action], {
    description: 'Every action the type knows: allowed now for this viewer, or why not.',
  })
  @SeenWithParent()
  override actions(@Parent() asked: Reconsideration, @Me() actor: Actor): Action[] {
    return RECONSIDERATION_VERBS.map(
      (verb) => new Action(verb, this.service.answerRefusal(actor, asked, verb)),
    );
  }
}

/** The fields that this area adds to applications. */
@Resolver(() => Application)
export class ApplicationReconsiderationsResolver {
  constructor(
    private readonly reader: ReconsiderationsReader,
    private readonly service: ReconsiderationsService,
    private readonly applications: ApplicationsReader,
  ) {}

  @ResolveField(() => [Reconsideration], {
    description: 'The latest first; for the parties and the bureau.',
  })
  @SeenWithParent()
  async reconsiderations(
    @Parent() { id }: Application,
    @Ctx() context: RequestContext,
  ): Promise<readonly Reconsideration[]> {
    return (await context.nested(this.reader, 'applicationId', id, { first: MAX_FIRST })).nodes;
  }

  @ResolveField(() => Day, {
    nullable: true,
    description:
      'The last day on which a party can ask that the refusal or rejection be reviewed, Asia/Shanghai; for the parties and the bureau.',
  })
  @SeenWithParent()
  async reconsiderableUntil(
    @Parent() application: Application,
    @Ctx() context: RequestContext,
  ): Promise<string | null> {
    if (!applicationInsider(context.actor, application)) return null;
    const deadlines = context.batch<readonly [Terms, Decision | undefined]>(
      'reconsiderations.decisions',
      async (ids) => {
        const terms = await this.applications.termsOf(ids);
        const found = await this.reader.decisionsOn(ids);
        return ids.map((id) => [terms.get(id)!, found.get(id)]);
      },
    );
    const [terms, decision] = await deadlines.load(application.id);
    return this.service.deadline(application, terms, decision);
  }
}
