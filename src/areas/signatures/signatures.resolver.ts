import { ID, Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { publicId, uuidOf } from '../../kernel/ids';
import { connectionOf, type Page, PageArgs } from '../../kernel/page';
import { Organisation } from '../organisations';
import { Delegation } from './delegation';
import { DelegationsService } from './delegations.service';
import { Signature, SigningCapacityEnum, type SIGNING_CAPACITIES } from './signature';
import { DelegationsReader, SignaturesReader } from './signatures.reader';

const DelegationConnection = connectionOf(Delegation);

@Resolver(() => Signature)
export class SignaturesResolver {
  constructor(private readonly signatures: SignaturesReader) {}

  @ResolveField(() => SigningCapacityEnum)
  @SeenWithParent()
  capacity(@Parent() { delegationId }: Signature): (typeof SIGNING_CAPACITIES)[number] {
    return delegationId === null ? 'REPRESENTATIVE' : 'DELEGATE';
  }

  @ResolveField(() => String, { description: 'What was signed, word for word: its SHA-256 is the hash.' })
  @SeenWithParent()
  async signedText(@Parent() { hash }: Signature, @Ctx() context: RequestContext): Promise<string> {
    return (await this.signatures.signedText(context, hash))!;
  }

  @ResolveField(() => ID, {
    nullable: true,
    description: 'The edit that made it void: a fact in the history of what was signed.',
  })
  @SeenWithParent()
  voidedBy(@Parent() { voidedByFact }: Signature): string | null {
    return voidedByFact === null ? null : publicId('fact', voidedByFact);
  }
}

/** Ends delegations, and the field that this area adds to organisations; where one is granted, the record is known. */
@Resolver(() => Organisation)
export class DelegationsResolver {
  constructor(
    private readonly delegations: DelegationsReader,
    private readonly service: DelegationsService,
  ) {}

  @Mutation(() => Delegation, {
    description: 'A representative ends a delegation at once; what was signed under it stays signed.',
  })
  @SignedIn()
  revokeDelegation(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Delegation> {
    return this.service.revoke(actor, uuidOf('delegation', id));
  }

  @ResolveField(() => DelegationConnection, {
    name: 'delegations',
    description:
      'Who may sign for it, past ones too, the latest first: for its members; others see their own.',
  })
  @SeenWithParent()
  granted(
    @Parent() { id }: Organisation,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<Page<Delegation>> {
    return context.nested(this.delegations, 'organisationId', id, page);
  }
}
