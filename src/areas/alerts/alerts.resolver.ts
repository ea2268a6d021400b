import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import { Achievement, AchievementsReader } from '../achievements';
import { MatchReason } from '../matching';
import { Need, NeedsReader } from '../needs';
import { PeopleReader } from '../people';
import {
  Alert,
  AlertConnection,
  AlertKindEnum,
  SavedSearch,
  SavedSearchSubject,
  SearchPauseEnum,
  type AlertKind,
  type SearchPause,
} from './alert';
import { EditSearchInput, SaveSearchInput } from './alert.inputs';
import { AlertsReader, SearchesReader, Sides } from './alerts.reader';
import { spoken } from './fits';
import { SearchesService } from './searches.service';

@Resolver(() => SavedSearch)
export class SearchesResolver {
  constructor(
    private readonly searches: SearchesReader,
    private readonly service: SearchesService,
    private readonly sides: Sides,
    private readonly people: PeopleReader,
  ) {}

  @Query(() => [SavedSearch], { description: 'What the viewer wants to be told of, the oldest first.' })
  @SignedIn()
  savedSearches(@Me() { personId }: Actor): Promise<SavedSearch[]> {
    return personId === null ? Promise.resolve([]) : this.searches.of(personId);
  }

  @Mutation(() => SavedSearch, {
    description: 'Asks to be told of matches, by mail and in `alerts`; at most 50 a person.',
  })
  @SignedIn()
  saveSearch(@Me() actor: Actor, @Args('input') input: SaveSearchInput): Promise<SavedSearch> {
    return this.service.add(actor, input);
  }

  @Mutation(() => SavedSearch, { description: 'Changes one’s own saved search.' })
  @SignedIn()
  editSearch(@Me() actor: Actor, @Args('input') input: EditSearchInput): Promise<SavedSearch> {
    return this.service.edit(actor, input);
  }

  @Mutation(() => Boolean, {
    description: 'Forgets one’s own saved search; what was found and not sent is not sent.',
  })
  @SignedIn()
  async deleteSearch(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<boolean> {
    await this.service.delete(actor, uuidOf('search', id));
    return true;
  }

  @Mutation(() => [SavedSearch], {
    description: 'Mutes all of one’s saved searches of a kind, or lets them speak again; answers them.',
  })
  @SignedIn()
  muteAlerts(
    @Me() actor: Actor,
    @Args('kind', { type: () => AlertKindEnum }) kind: AlertKind,
    @Args('muted') muted: boolean,
  ): Promise<SavedSearch[]> {
    return this.service.mute(actor, kind, muted);
  }

  @ResolveField(() => SavedSearchSubject, {
    nullable: true,
    description: 'One’s own need or achievement; null = all that one’s organisations have published.',
  })
  @SeenWithParent()
  subject(
    @Parent() { kind, subjectId }: SavedSearch,
    @Ctx() context: RequestContext,
  ): Promise<Need | Achievement | null> {
    return context.load(this.sides.of(kind).own.reader, subjectId);
  }

  @ResolveField(() => Boolean, { description: 'Whether it tells of anything now; else see `pausedBy`.' })
  @SeenWithParent()
  async active(@Parent() search: SavedSearch, @Ctx() context: RequestContext): Promise<boolean> {
    return (await this.pausedBy(search, context)) === null;
  }

  @ResolveField(() => SearchPauseEnum, { nullable: true, description: 'Why it tells nothing now.' })
  @SeenWithParent()
  async pausedBy(
    @Parent() { kind, personId, subjectId, muted }: SavedSearch,
    @Ctx() context: RequestContext,
  ): Promise<SearchPause | null> {
    const person = await context.load(this.people, personId);
    if (!person?.personalised) return 'OPTED_OUT';
    if (muted) return 'MUTED';
    const { organisationIds } = context.actor;
    if (subjectId === null) return organisationIds.length > 0 ? null : 'NO_SUBJECT';
    const { reader, open } = this.sides.of(kind).own;
    const subject = await context.load(reader, subjectId);
    const stands =
      subject && open.includes(subject.state) && organisationIds.includes(subject.organisationId);
    return stands ? null : 'NO_SUBJECT';
  }
}

@Resolver(() => Alert)
export class AlertsResolver {
  constructor(
    private readonly reader: AlertsReader,
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
  ) {}

  @Query(() => AlertConnection, { description: 'What was found for the viewer, the newest first.' })
  @SignedIn()
  alerts(@Me() actor: Actor, @Args() page: PageArgs): Promise<Page<Alert>> {
    return this.reader.page(actor, page);
  }

  @ResolveField(() => [MatchReason], {
    description:
      'Why the two fit, as matching saw it then; none where one of the two may not be seen any more.',
  })
  @SeenWithParent()
  async reasons(
    @Parent() { needId, achievementId, why }: Alert,
    @Ctx() context: RequestContext,
  ): Promise<Pick<MatchReason, 'factor' | 'contribution' | 'text' | 'terms'>[]> {
    const both = [context.load(this.needs, needId), context.load(this.achievements, achievementId)];
    return (await Promise.all<object | null>(both)).includes(null) ? [] : why.map(spoken);
  }
}
