import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { RequestContext } from '../../kernel/context';
import { Project, projectInsider } from '../projects';
import { Deadline } from './deadline';
import { Deadlines } from './deadlines';

/** The field that this area adds to projects. */
@Resolver(() => Project)
export class ProjectDeadlinesResolver {
  constructor(private readonly kept: Deadlines) {}

  @ResolveField(() => [Deadline], {
    description:
      'What it owes and by when, the earliest first; for the parties and the bureau, empty for others.',
  })
  @SeenWithParent()
  async deadlines(
    @Parent() project: Project,
    @Me() actor: Actor,
    @Ctx() context: RequestContext,
  ): Promise<Deadline[]> {
    if (!projectInsider(actor, project)) return [];
    const loader = context.batch('project.deadlines', async (ids) => {
      const found = await this.kept.ofProjects(ids);
      return ids.map((id) => found.get(id)!);
    });
    return loader.load(project.id);
  }
}

@Resolver(() => Deadline)
export class DeadlinesResolver {
  constructor(private readonly clock: Clock) {}

  @ResolveField(() => Boolean, { description: 'Whether its last day has passed and it has not been met.' })
  @SeenWithParent()
  overdue(@Parent() { dueOn, settledOn }: Deadline): boolean {
    return settledOn === null && dueOn < this.clock.today();
  }
}
