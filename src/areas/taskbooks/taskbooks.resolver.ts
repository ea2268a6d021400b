import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { NEWEST_FIRST } from '../../kernel/reader';
import { Recorded } from '../../kernel/recorded';
import { Organisation, OrganisationsReader } from '../organisations';
import { PeopleReader, Person } from '../people';
import { Project, ProjectsReader } from '../projects';
import { GrantLine, TaskBook, TaskBookEdition } from './taskbook';
import { EditTaskBookInput, MoveTaskBookInput } from './taskbook.inputs';
import { taskBookKind } from './taskbook.kind';
import { TaskBooksReader } from './taskbooks.reader';
import { TaskBooksService } from './taskbooks.service';

@Resolver(() => TaskBook)
export class TaskBooksResolver extends Recorded(taskBookKind) {
  constructor(
    private readonly taskBooks: TaskBooksReader,
    private readonly service: TaskBooksService,
    private readonly projects: ProjectsReader,
  ) {
    super();
  }

  @Mutation(() => TaskBook, {
    description: 'Puts another plan in place of the present one; for members of the party that leads.',
  })
  @SignedIn()
  editTaskBook(@Me() actor: Actor, @Args('input') input: EditTaskBookInput): Promise<TaskBook> {
    return this.service.edit(actor, input);
  }

  @Mutation(() => TaskBook, {
    description: 'Takes one step of a task book’s lifecycle: see its `actions`. CONFIRM starts the project.',
  })
  @SignedIn()
  moveTaskBook(@Me() actor: Actor, @Args('input') input: MoveTaskBookInput): Promise<TaskBook> {
    return this.service.move(actor, input);
  }

  @ResolveField(() => Project, { nullable: true })
  @SeenWithParent()
  project(@Parent() taskBook: TaskBook, @Ctx() context: RequestContext): Promise<Project | null> {
    return context.load(this.projects, taskBook.projectId);
  }

  @ResolveField(() => [TaskBookEdition], { description: 'Every version that held, the first first.' })
  @SeenWithParent()
  editions(@Parent() taskBook: TaskBook, @Ctx() context: RequestContext): Promise<TaskBookEdition[]> {
    return this.taskBooks.editions(context, taskBook.id);
  }
}

/** The field that this area adds to projects. */
@Resolver(() => Project)
export class ProjectTaskBookResolver {
  constructor(private readonly taskBooks: TaskBooksReader) {}

  @ResolveField(() => TaskBook, {
    nullable: true,
    description: 'Opened on approval; for the parties and the bureau, null for others.',
  })
  @SeenWithParent()
  async taskBook(@Parent() project: Project, @Ctx() context: RequestContext): Promise<TaskBook | null> {
    return (await this.taskBooks.within(context, project.id, NEWEST_FIRST))[0] ?? null;
  }
}

@Resolver(() => GrantLine)
export class GrantLinesResolver {
  constructor(private readonly organisations: OrganisationsReader) {}

  @ResolveField(() => Organisation)
  @SeenWithParent()
  organisation(@Parent() line: GrantLine, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(this.organisations, line.organisationId);
  }
}

@Resolver(() => TaskBookEdition)
export class EditionsResolver {
  constructor(
    private readonly people: PeopleReader,
    private readonly organisations: OrganisationsReader,
  ) {}

  @ResolveField(() => Person, { nullable: true })
  @SeenWithParent()
  leader(@Parent() edition: TaskBookEdition, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(this.people, edition.leaderId);
  }

  @ResolveField(() => [Organisation], { description: 'The parties as they then were.' })
  @SeenWithParent()
  parties(@Parent() edition: TaskBookEdition, @Ctx() context: RequestContext): Promise<Organisation[]> {
    return context.loadMany(this.organisations, edition.partyIds);
  }
}
