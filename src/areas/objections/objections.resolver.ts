import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import { Action } from '../../kernel/action';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { MAX_FIRST } from '../../kernel/page';
import { Application, ApplicationsReader } from '../applications';
import { PeopleReader, Person } from '../people';
import { Objection, PublicNotice } from './objection';
import { ObjectInput, ResolveObjectionInput } from './objection.inputs';
import { knowsAuthor } from './objection.policy';
import { ObjectionsReader } from './objections.reader';
import { ObjectionsService } from './objections.service';

@Resolver(() => Objection)
export class ObjectionsResolver {
  constructor(
    private readonly service: ObjectionsService,
    private readonly applications: ApplicationsReader,
    private readonly people: PeopleReader,
  ) {}

  @Mutation(() => Objection, {
    description:
      'Objects to an application while its public notice runs; the parties do not learn who it was.',
  })
  @SignedIn()
  objectToApplication(@Me() actor: Actor, @Args('input') input: ObjectInput): Promise<Objection> {
    return this.service.object(actor, input);
  }

  @Mutation(() => Objection, {
    description: 'Upholds an objection, which rejects the application, or overrules it.',
  })
  @Can('BUREAU_OFFICER')
  resolveObjection(@Me() actor: Actor, @Args('input') input: ResolveObjectionInput): Promise<Objection> {
    return this.service.resolve(actor, input);
  }

  @ResolveField(() => Application, { nullable: true })
  @SeenWithParent()
  application(@Parent() objection: Objection, @Ctx() context: RequestContext): Promise<Application | null> {
    return context.load(this.applications, objection.applicationId);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'Who objected: for the bureau and themselves only.',
  })
  @SeenWithParent()
  author(
    @Parent() objection: Objection,
    @Me() actor: Actor,
    @Ctx() context: RequestContext,
  ): Promise<Person | null> {
    return knowsAuthor(actor, objection)
      ? context.load(this.people, objection.authorId)
      : Promise.resolve(null);
  }

  @ResolveField(() => [Action], {
    description: 'Every action the type knows: allowed now for this viewer, or why not.',
  })
  @SeenWithParent()
  actions(@Parent() objection: Objection, @Me() actor: Actor): Action[] {
    return [new Action('RESOLVE', this.service.resolveRefusal(actor, objection))];
  }
}

/** The field that this area adds to applications. */
@Resolver(() => Application)
export class ApplicationNoticeResolver {
  @ResolveField(() => PublicNotice, { nullable: true, description: 'Null until it is started.' })
  @SeenWithParent()
  notice(@Parent() { id, noticeStartsOn, noticeEndsOn }: Application): PublicNotice | null {
    if (noticeStartsOn === null || noticeEndsOn === null) return null;
    return Object.assign(new PublicNotice(), {
      applicationId: id,
      startsOn: noticeStartsOn,
      endsOn: noticeEndsOn,
    });
  }
}

@Resolver(() => PublicNotice)
export class PublicNoticeResolver {
  constructor(private readonly reader: ObjectionsReader) {}

  @ResolveField(() => [Objection], {
    description: 'The latest first: all for the parties and the bureau, their own for others.',
  })
  @SeenWithParent()
  async objections(
    @Parent() notice: PublicNotice,
    @Ctx() context: RequestContext,
  ): Promise<readonly Objection[]> {
    const page = await context.nested(this.reader, 'applicationId', notice.applicationId, {
      first: MAX_FIRST,
    });
    return page.nodes;
  }
}
