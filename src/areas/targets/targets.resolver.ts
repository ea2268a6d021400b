import {
  Args,
  Field,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { Can, Ctx, Me, Public, SeenWithParent } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { RequestContext } from '../../kernel/context';
import { requestScope } from '../../kernel/request';
import { Decimal } from '../../kernel/scalars';
import { INDICATORS, indicatorOf, isMeasured } from './indicators';
import { elapsedOf, forecastOf, statusOf, TargetStatusEnum, type TargetStatus } from './pace';
import { Target } from './target';
import { SetTargetInput } from './target.inputs';
import { TargetsReader } from './targets.reader';
import { TargetsService } from './targets.service';

/** What a target can be set for. */
@ObjectType('Indicator')
export class IndicatorView {
  @Field(() => String) code!: string;
  /** In the caller's language. */
  @Field(() => String) name!: string;
  @Field(() => String) unit!: string;
  /** The facts are not kept on the platform yet: its actual number is 0 whatever was reached. */
  @Field(() => Boolean) notYetComputed!: boolean;
}

@Resolver(() => Target)
export class TargetsResolver {
  constructor(
    private readonly reader: TargetsReader,
    private readonly service: TargetsService,
    private readonly clock: Clock,
  ) {}

  @Query(() => [Target], { name: 'targets', description: 'The targets of a year, and how they stand.' })
  @Public()
  list(@Me() actor: Actor, @Args('year', { type: () => Int }) year: number): Promise<Target[]> {
    return this.reader.ofYear(actor, year);
  }

  @Query(() => [IndicatorView], { description: 'What targets can be set for.' })
  @Public()
  indicators(): IndicatorView[] {
    return INDICATORS.map(({ code }) => viewOf(code));
  }

  @Mutation(() => Target, { description: 'Sets a yearly target, or changes its goal.' })
  @Can('BUREAU_OFFICER')
  setTarget(@Me() actor: Actor, @Args('input') input: SetTargetInput): Promise<Target> {
    return this.service.set(actor, input);
  }

  @ResolveField(() => Decimal, { description: 'What has been reached, counted from the facts.' })
  @SeenWithParent()
  actual(@Parent() target: Target, @Ctx() context: RequestContext): Promise<string> {
    return this.actualOf(target, context);
  }

  @ResolveField(() => Decimal, {
    nullable: true,
    description:
      'What the pace so far leads to by 31 December, by straight line; null before a day of the year has passed, and where nothing is measured yet.',
  })
  @SeenWithParent()
  async forecast(@Parent() target: Target, @Ctx() context: RequestContext): Promise<string | null> {
    if (!isMeasured(target.indicator)) return null;
    return forecastOf(await this.actualOf(target, context), this.elapsed(target));
  }

  @ResolveField(() => TargetStatusEnum)
  @SeenWithParent()
  async status(@Parent() target: Target, @Ctx() context: RequestContext): Promise<TargetStatus> {
    if (!isMeasured(target.indicator)) return 'NOT_STARTED';
    return statusOf(target.goal, await this.actualOf(target, context), this.elapsed(target));
  }

  @ResolveField(() => IndicatorView, { description: 'What the indicator is called, and its unit.' })
  @SeenWithParent()
  about(@Parent() target: Target): IndicatorView {
    return viewOf(target.indicator);
  }

  private elapsed(target: Target): ReturnType<typeof elapsedOf> {
    return elapsedOf(target.year, this.clock.today());
  }

  /** One statement for each indicator in the operation, however many targets ask. */
  private actualOf(target: Target, context: RequestContext): Promise<string> {
    const loader = context.batch<string>('targets.actual', async (ids) => {
      const targets = await this.reader.byIds(context.actor, ids);
      const actuals = await this.reader.actuals([...targets.values()]);
      return ids.map((id) => actuals.get(id) ?? '0');
    });
    return loader.load(target.id);
  }
}

function viewOf(code: string): IndicatorView {
  const indicator = indicatorOf(code);
  const { locale } = requestScope();
  return {
    code,
    name: indicator?.name[locale] ?? code,
    unit: indicator?.unit[locale] ?? '',
    notYetComputed: !isMeasured(code),
  };
}
