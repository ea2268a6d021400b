import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { Recorded } from '../../kernel/recorded';
import { Project, ProjectsReader } from '../projects';
import { Milestone, milestoneKind } from './milestone';
import {
  MoveMilestoneInput,
  MoveProgressReportInput,
  ReportMilestoneInput,
  SubmitProgressReportInput,
} from './progress.inputs';
import { BY_NUMBER, BY_YEAR, MilestonesReader, ReportsReader } from './progress.reader';
import { ProgressService } from './progress.service';
import { ProgressReport, reportKind } from './report';

@Resolver(() => Milestone)
export class MilestonesResolver extends Recorded(milestoneKind) {
  constructor(
    private readonly service: ProgressService,
    private readonly projects: ProjectsReader,
  ) {
    super();
  }

  @Mutation(() => Milestone, {
    description: 'Says that a milestone is reached, and what shows it; for members of the party that leads.',
  })
  @SignedIn()
  reportMilestone(@Me() actor: Actor, @Args('input') input: ReportMilestoneInput): Promise<Milestone> {
    return this.service.reportMilestone(actor, input);
  }

  @Mutation(() => Milestone, { description: 'The bureau confirms a milestone or returns it.' })
  @Can('BUREAU_OFFICER')
  moveMilestone(@Me() actor: Actor, @Args('input') input: MoveMilestoneInput): Promise<Milestone> {
    return this.service.moveMilestone(actor, input);
  }

  @ResolveField(() => Project, { nullable: true })
  @SeenWithParent()
  project(@Parent() milestone: Milestone, @Ctx() context: RequestContext): Promise<Project | null> {
    return context.load(this.projects, milestone.projectId);
  }
}

@Resolver(() => ProgressReport)
export class ReportsResolver extends Recorded(reportKind) {
  constructor(
    private readonly service: ProgressService,
    private readonly projects: ProjectsReader,
  ) {
    super();
  }

  @Mutation(() => ProgressReport, {
    description: 'Tells of a year that is over; for representatives of the party that leads.',
  })
  @SignedIn()
  submitProgressReport(
    @Me() actor: Actor,
    @Args('input') input: SubmitProgressReportInput,
  ): Promise<ProgressReport> {
    return this.service.submitReport(actor, input);
  }

  @Mutation(() => ProgressReport, { description: 'The bureau accepts a progress report or returns it.' })
  @Can('BUREAU_OFFICER')
  moveProgressReport(
    @Me() actor: Actor,
    @Args('input') input: MoveProgressReportInput,
  ): Promise<ProgressReport> {
    return this.service.moveReport(actor, input);
  }

  @ResolveField(() => Project, { nullable: true })
  @SeenWithParent()
  project(@Parent() report: ProgressReport, @Ctx() context: RequestContext): Promise<Project | null> {
    return context.load(this.projects, report.projectId);
  }
}

/** The fields that this area adds to projects. */
@Resolver(() => Project)
export class ProjectProgressResolver {
  constructor(
    private readonly milestoneReader: MilestonesReader,
    private readonly reports: ReportsReader,
  ) {}

  @ResolveField(() => [Milestone], {
    description: 'In the order of its task book; for the parties and the bureau, empty for others.',
  })
  @SeenWithParent()
  milestones(@Parent() project: Project, @Ctx() context: RequestContext): Promise<Milestone[]> {
    return this.milestoneReader.within(context, project.id, BY_NUMBER);
  }

  @ResolveField(() => [ProgressReport], {
    description: 'One for each year, the earliest first; for the parties and the bureau, empty for others.',
  })
  @SeenWithParent()
  progressReports(@Parent() project: Project, @Ctx() context: RequestContext): Promise<ProgressReport[]> {
    return this.reports.within(context, project.id, BY_YEAR);
  }
}
