import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { addMonths } from '../../kernel/monthly';
import { PageArgs, type Page } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { Organisation, OrganisationsReader } from '../organisations';
import { PeopleReader } from '../people';
import { ContactsReader, LiaisonContacts } from './contacts';
import { ContactsService } from './contacts.service';
import { LiaisonSeries, LiaisonSeriesConnection } from './series';
import { SetLiaisonContactsInput } from './series.inputs';
import { seriesKind } from './series.kind';
import { SeriesReader } from './series.reader';

@Resolver(() => LiaisonSeries)
export class SeriesResolver extends Recorded(seriesKind) {
  constructor(
    private readonly series: SeriesReader,
    private readonly organisations: OrganisationsReader,
    private readonly people: PeopleReader,
    private readonly named: ContactsReader,
    private readonly service: ContactsService,
  ) {
    super();
  }

  @Query(() => LiaisonSeriesConnection, {
    name: 'liaisonSeries',
    description: 'The liaisons that the viewer takes part in; for the bureau, all.',
  })
  @SignedIn()
  list(@Me() actor: Actor, @Args() page: PageArgs): Promise<Page<LiaisonSeries>> {
    return this.series.page(actor, page);
  }

  @Mutation(() => LiaisonSeries, {
    description:
      'Names who speaks for a party, in place of those before. Its representatives may, and the bureau.',
  })
  @SignedIn()
  setLiaisonContacts(
    @Me() actor: Actor,
    @Args('input') input: SetLiaisonContactsInput,
  ): Promise<LiaisonSeries> {
    return this.service.set(actor, input);
  }

  @ResolveField(() => [Organisation])
  @SeenWithParent()
  parties(@Parent() series: LiaisonSeries, @Ctx() context: RequestContext): Promise<Organisation[]> {
    return context.loadMany(this.organisations, series.partyIds);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'YYYY-MM: the first month of the present rule and time; null since the beginning.',
  })
  @SeenWithParent()
  ruleSince(@Parent() { earlier }: LiaisonSeries): string | null {
    const last = earlier.at(-1);
    return last ? addMonths(last.until, 1) : null;
  }

  @ResolveField(() => [LiaisonContacts], { description: 'By party, in their order.' })
  @SeenWithParent()
  async contacts(
    @Parent() series: LiaisonSeries,
    @Ctx() context: RequestContext,
  ): Promise<LiaisonContacts[]> {
    const loader = context.batch('series.contacts', async (ids) => {
      const found = await this.named.of(ids);
      return ids.map((id) => found.get(id)!);
    });
    const named = await loader.load(series.id);
    const parties = await context.loadMany(this.organisations, series.partyIds);
    return Promise.all(
      parties.map(async (organisation) => {
        const of = (deputy: boolean): string[] =>
          named
            .filter((one) => one.organisationId === organisation.id && one.deputy === deputy)
            .map(({ personId }) => personId);
        const [contacts, deputies] = await Promise.all([
          context.loadMany(this.people, of(false)),
          context.loadMany(this.people, of(true)),
        ]);
        return { organisation, contacts, deputies };
      }),
    );
  }
}
