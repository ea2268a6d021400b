import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, Public, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { PageArgs, type Page } from '../../kernel/page';
import { Organisation } from '../organisations';
import { AffiliationsReader, PeopleReader } from './people.reader';
import { PeopleService } from './people.service';
import { Affiliation, Person, PersonConnection } from './person';
import { AddAffiliationInput, UpdateProfileInput } from './person.inputs';

@Resolver(() => Person)
export class PeopleResolver {
  constructor(
    private readonly people: PeopleReader,
    private readonly affiliations: AffiliationsReader,
    private readonly service: PeopleService,
  ) {}

  @Query(() => PersonConnection, { name: 'people' })
  @Public()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('text', { type: () => String, nullable: true }) text?: string | null,
  ): Promise<Page<Person>> {
    return this.people.search(actor, page, text);
  }

  @Mutation(() => Person, { description: 'Changes one’s own profile.' })
  @SignedIn()
  updateProfile(@Me() actor: Actor, @Args('input') input: UpdateProfileInput): Promise<Person> {
    return this.service.update(actor, input);
  }

  @Mutation(() => Person, {
    description:
      'Takes part in personalised matching, or no more (PIPL art. 24): without it nobody is told of matches for them, and `needs` and `achievements` show the newest first.',
  })
  @SignedIn()
  setPersonalisedMatching(@Me() actor: Actor, @Args('personalised') personalised: boolean): Promise<Person> {
    return this.service.setPersonalised(actor, personalised);
  }

  @Mutation(() => Affiliation, { description: 'Adds to one’s own record of where one works or worked.' })
  @SignedIn()
  addAffiliation(@Me() actor: Actor, @Args('input') input: AddAffiliationInput): Promise<Affiliation> {
    return this.service.addAffiliation(actor, input);
  }

  @ResolveField(() => [Affiliation], { name: 'affiliations' })
  @SeenWithParent()
  async worked(@Parent() person: Person, @Ctx() context: RequestContext): Promise<readonly Affiliation[]> {
    return (await context.nested(this.affiliations, 'personId', person.id, { first: 50 })).nodes;
  }
}

/** The field that this area adds to organisations. */
@Resolver(() => Organisation)
export class OrganisationPeopleResolver {
  constructor(private readonly reader: PeopleReader) {}

  @ResolveField(() => PersonConnection, { nullable: true })
  @SeenWithParent()
  people(
    @Parent() organisation: Organisation,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<Page<Person>> {
    return context.nested(this.reader, 'organisationId', organisation.id, page);
  }
}
