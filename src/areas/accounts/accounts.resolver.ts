import { Args, Mutation, Parent, Query, ResolveField, Resolver, ID } from '@nestjs/graphql';
import { Can, Ctx, Me, Public, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor, PlatformRole } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { Organisation, OrganisationsReader, RegisterOrganisationInput } from '../organisations';
import { PeopleReader, Person } from '../people';
import { Membership, PlatformRoleEnum } from './account';
import { AddMemberInput, RemoveMemberInput, SignUpInput } from './account.inputs';
import { AccountsReader } from './accounts.reader';
import { AccountsService } from './accounts.service';
import { Session, Viewer } from './session';
import { SessionsService } from './sessions.service';

@Resolver(() => Viewer)
export class AccountsResolver {
  constructor(
    private readonly accounts: AccountsReader,
    private readonly service: AccountsService,
    private readonly sessions: SessionsService,
    private readonly people: PeopleReader,
  ) {}

  @Query(() => Viewer, { nullable: true, description: 'Who is signed in; null for a stranger.' })
  @Public()
  viewer(@Me() actor: Actor): Promise<Viewer> | null {
    return actor.accountId === null ? null : this.accounts.viewer(actor.accountId);
  }

  @Mutation(() => Session, { description: 'Counts among the 300 attempts of an address in 15 minutes.' })
  @Public()
  async signUp(@Ctx() context: RequestContext, @Args('input') input: SignUpInput): Promise<Session> {
    await this.sessions.knock(context.address);
    return this.sessions.open((await this.service.signUp(input)).id);
  }

  @Mutation(() => Session, { description: 'At most 10 attempts in 15 minutes on one account, each counted.' })
  @Public()
  signIn(
    @Ctx() context: RequestContext,
    @Args('email') email: string,
    @Args('password') password: string,
  ): Promise<Session> {
    return this.sessions.signIn(email, password, context.address);
  }

  @Mutation(() => Session, { description: 'Exchanges a refresh token for the next; each is good once.' })
  @Public()
  refreshSession(@Args('refreshToken') refreshToken: string): Promise<Session> {
    return this.sessions.refresh(refreshToken);
  }

  @Mutation(() => Boolean)
  @Public()
  signOut(@Args('refreshToken') refreshToken: string): Promise<boolean> {
    return this.sessions.signOut(refreshToken);
  }

  @Mutation(() => Organisation, { description: 'Registers a legal entity; who does so represents it.' })
  @SignedIn()
  registerOrganisation(
    @Me() actor: Actor,
    @Args('input') input: RegisterOrganisationInput,
  ): Promise<Organisation> {
    return this.service.register(actor, input);
  }

  @Mutation(() => Membership, {
    description:
      'A representative invites a colleague, who then accepts (`acceptMembership`), or changes their role.',
  })
  @SignedIn()
  addMember(@Me() actor: Actor, @Args('input') input: AddMemberInput): Promise<Membership> {
    return this.service.addMember(actor, input);
  }

  @Mutation(() => Membership, {
    description: 'Takes an invitation to an organisation: see `viewer.invitations`.',
  })
  @SignedIn()
  acceptMembership(
    @Me() actor: Actor,
    @Args('organisationId', { type: () => ID }) organisationId: string,
  ): Promise<Membership> {
    return this.service.acceptMembership(actor, uuidOf('org', organisationId, 'organisationId'));
  }

  @Mutation(() => Boolean, {
    description:
      'A representative takes a colleague out, or somebody leaves or declines; it holds from their next request on.',
  })
  @SignedIn()
  removeMember(@Me() actor: Actor, @Args('input') input: RemoveMemberInput): Promise<boolean> {
    return this.service.removeMember(actor, input);
  }

  @Mutation(() => [PlatformRoleEnum], {
    description: 'An administrator gives or takes a platform role; answers the roles held then.',
  })
  @Can('ADMIN')
  async setPlatformRole(
    @Me() actor: Actor,
    @Args('email') email: string,
    @Args('role', { type: () => PlatformRoleEnum }) role: PlatformRole,
    @Args('granted') granted: boolean,
  ): Promise<PlatformRole[]> {
    return (await this.service.setRole(actor, email, role, granted)).roles;
  }

  @ResolveField(() => Person, { nullable: true })
  @SeenWithParent()
  async person(@Parent() viewer: Viewer, @Ctx() context: RequestContext): Promise<Person | null> {
    // A session that has just begun is not yet the context's actor.
    const self = { ...context.actor, kind: 'account' as const };
    return (await this.people.find(self, viewer.personId)) ?? null;
  }
}

@Resolver(() => Membership)
export class MembershipResolver {
  constructor(private readonly organisations: OrganisationsReader) {}

  @ResolveField(() => Organisation)
  @SeenWithParent()
  organisation(
    @Parent() membership: Membership,
    @Ctx() context: RequestContext,
  ): Promise<Organisation | null> {
    return context.load(this.organisations, membership.organisationId);
  }
}
