import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, Public, SeenWithParent } from '../../kernel/access';
import { Action } from '../../kernel/action';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import {
  Organisation,
  OrganisationConnection,
  OrganisationKindEnum,
  Platform,
  type OrganisationKind,
} from './organisation';
import { SetParentOrganisationInput } from './organisation.inputs';
import { OrganisationsReader, PlatformsReader } from './organisations.reader';
import { OrganisationsService } from './organisations.service';

/** Organisations over GraphQL; registering one is the accounts area's, since it makes a representative. */
@Resolver(() => Organisation)
export class OrganisationsResolver {
  constructor(
    private readonly organisations: OrganisationsReader,
    private readonly platforms: PlatformsReader,
    private readonly service: OrganisationsService,
  ) {}

  @Query(() => Organisation, { nullable: true })
  @Public()
  organisation(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Organisation> {
    return this.organisations.get(actor, uuidOf('org', id));
  }

  @Query(() => OrganisationConnection, { name: 'organisations' })
  @Public()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('text', { type: () => String, nullable: true }) text?: string | null,
    @Args('kinds', { type: () => [OrganisationKindEnum], nullable: true }) kinds?: OrganisationKind[] | null,
  ): Promise<Page<Organisation>> {
    return this.organisations.search(actor, page, text, kinds);
  }

  @Mutation(() => Organisation, {
    description: 'The bureau vouches that the organisation exists and is what it says.',
  })
  @Can('BUREAU_OFFICER', 'ADMIN')
  verifyOrganisation(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Organisation> {
    return this.service.verify(actor, uuidOf('org', id));
  }

  @Mutation(() => Organisation, {
    description:
      'The bureau records to which legal entity another belongs, e.g. a subsidiary: experts of one family step aside from each other’s applications (回避).',
  })
  @Can('BUREAU_OFFICER')
  setParentOrganisation(
    @Me() actor: Actor,
    @Args('input') { organisationId, parentId }: SetParentOrganisationInput,
  ): Promise<Organisation> {
    return this.service.setParent(actor, organisationId, parentId ?? null);
  }

  @ResolveField(() => [Action])
  @SeenWithParent()
  actions(@Parent() organisation: Organisation, @Me() actor: Actor): Action[] {
    return [new Action('VERIFY', this.service.verifyRefusal(actor, organisation))];
  }

  @ResolveField(() => [Platform], { name: 'platforms', description: 'The innovation platforms it hosts.' })
  @SeenWithParent()
  async hosted(
    @Parent() organisation: Organisation,
    @Ctx() context: RequestContext,
  ): Promise<readonly Platform[]> {
    const page = await context.nested(this.platforms, 'organisationId', organisation.id, { first: 100 });
    return page.nodes;
  }
}
