import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent } from '../../kernel/access';
import { isBureau, type Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { sentence } from '../../kernel/messages';
import { MAX_FIRST } from '../../kernel/page';
import { requestScope } from '../../kernel/request';
import { Decimal } from '../../kernel/scalars';
import { Application, ApplicationsReader } from '../applications';
import { officer } from '../conflicts';
import { PeopleReader, Person } from '../people';
import type { Terms } from '../programmes';
import { ReviewsReader, UNSEALED, type Review } from '../reviews';
import { Round, RoundsReader } from '../rounds';
import { assessmentOf, ReviewAssessment } from './assessment';
import { Budgets } from './budgets';
import { Determination } from './determination';
import { DetermineInput } from './determination.inputs';
import { DeterminationsReader } from './determinations.reader';
import { DeterminationsService } from './determinations.service';

@Resolver(() => Determination)
export class DeterminationsResolver {
  constructor(
    private readonly service: DeterminationsService,
    private readonly people: PeopleReader,
  ) {}

  @Mutation(() => Application, {
    description:
      'Decides on an application once all reviews are in; the parties learn the opinions. Against the experts only on a procedural ground.',
  })
  @Can('BUREAU_OFFICER')
  determineApplication(@Me() actor: Actor, @Args('input') input: DetermineInput): Promise<Application> {
    return this.service.determine(actor, input);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who decided; for the bureau.' })
  @SeenWithParent()
  officer(@Parent() determination: Determination, @Ctx() context: RequestContext): Promise<Person | null> {
    const known = officer(context.actor, determination);
    return context.load(this.people, known ? determination.officerId : null);
  }
}

/** The fields that this area adds to applications. */
@Resolver(() => Application)
export class ApplicationDeterminationsResolver {
  constructor(
    private readonly reader: DeterminationsReader,
    private readonly reviews: ReviewsReader,
    private readonly applications: ApplicationsReader,
  ) {}

  @ResolveField(() => [Determination], {
    description: 'What was decided and on what grounds, the latest first; for the parties and the bureau.',
  })
  @SeenWithParent()
  async determinations(
    @Parent() { id }: Application,
    @Ctx() context: RequestContext,
  ): Promise<readonly Determination[]> {
    return (await context.nested(this.reader, 'applicationId', id, { first: MAX_FIRST })).nodes;
  }

  @ResolveField(() => ReviewAssessment, {
    nullable: true,
    description: 'The reviews taken together, with what stands out; for the bureau once all are open.',
  })
  @SeenWithParent()
  async assessment(
    @Parent() application: Application,
    @Ctx() context: RequestContext,
  ): Promise<ReviewAssessment | null> {
    if (!officer(context.actor, application)) return null;
    const loader = context.batch<readonly [readonly Review[], Terms]>(
      'determinations.reviews',
      async (ids) => {
        const found = await this.reviews.counting(ids);
        const terms = await this.applications.termsOf(ids);
        return ids.map((id) => [found.filter(({ applicationId }) => applicationId === id), terms.get(id)!]);
      },
    );
    const [reviews, terms] = await loader.load(application.id);
    if (reviews.some(({ state }) => !UNSEALED.includes(state))) return null;
    const { locale } = requestScope();
    return assessmentOf(reviews, terms, ({ kind, points }) =>
      sentence(`determinations.flag.${kind}`, { points }, locale),
    );
  }
}

/** The field that this area adds to rounds. */
@Resolver(() => Round)
export class RoundBudgetResolver {
  constructor(
    private readonly budgets: Budgets,
    private readonly rounds: RoundsReader,
  ) {}

  @ResolveField(() => Decimal, {
    nullable: true,
    description: 'CNY yuan that the round can still grant; null where there is no limit; for the bureau.',
  })
  @SeenWithParent()
  budgetLeft(@Parent() round: Round, @Ctx() context: RequestContext): Promise<string | null> {
    if (!isBureau(context.actor)) return Promise.resolve(null);
    const left = context.batch<string | null>('rounds.budget-left', async (ids) => {
      const rounds = await this.rounds.byIds(context.actor, ids);
      const found = await this.budgets.left([...rounds.values()]);
      return ids.map((id) => found.get(id) ?? null);
    });
    return left.load(round.id);
  }
}
