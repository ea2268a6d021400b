import { Args, ID, Query, Resolver, Subscription } from '@nestjs/graphql';
import { Ctx, Me, Public, refuseAccess, SignedIn } from './access';
import type { Actor } from './actor';
import { RequestContext } from './context';
import { Fact } from './fact';
import { FactStream } from './fact-stream';
import { History } from './history';
import { parseId } from './ids';
import { Node } from './node';
import { Nodes } from './nodes';

/** The doors that lead to a record of any type: by id, and by what happens to it. */
@Resolver(() => Node)
export class NodeResolver {
  constructor(
    private readonly nodes: Nodes,
    private readonly history: History,
    private readonly stream: FactStream,
  ) {}

  @Query(() => Node, {
    nullable: true,
    description: 'Any record by its id; NOT_FOUND where it is missing or not for this viewer.',
  })
  @Public()
  async node(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<object> {
    const { prefix, uuid } = parseId(id);
    if (prefix !== 'fact') return this.nodes.get(actor, prefix, uuid);
    const fact = await this.history.find(actor, uuid);
    if (!fact) throw refuseAccess('NOT_FOUND', { field: 'id' }, ['id']);
    return fact;
  }

  @Subscription(() => Fact, {
    description:
      'Every fact that the viewer may see, as it happens; narrowed to one record where `subjectId` is given.',
  })
  @SignedIn()
  async facts(
    @Ctx() context: RequestContext,
    @Args('subjectId', { type: () => ID, nullable: true }) subjectId?: string | null,
  ): Promise<AsyncIterableIterator<{ facts: Fact }>> {
    if (subjectId === null || subjectId === undefined) return this.watch(context, this.stream.subscribe());
    const { prefix, uuid } = parseId(subjectId, 'subjectId');
    await this.nodes.get(context.actor, prefix, uuid, 'subjectId');
    return this.watch(context, this.stream.subscribe({ subjectId: uuid }));
  }

  private async *watch(
    context: RequestContext,
    rows: ReturnType<FactStream['subscribe']>,
  ): AsyncIterableIterator<{ facts: Fact }> {
    for await (const row of rows) {
      const fact = await this.history.show(await context.again(), row);
      if (fact) yield { facts: fact };
    }
  }
}
