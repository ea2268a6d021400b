import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Me, SeenWithParent } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Config } from '../../kernel/config';
import { publicId } from '../../kernel/ids';
import { Project, ProjectsReader } from '../projects';

/** The field that this area adds to projects. */
@Resolver(() => Project)
export class PackageResolver {
  constructor(
    private readonly projects: ProjectsReader,
    private readonly config: Config,
  ) {}

  @ResolveField(() => String, {
    nullable: true,
    description:
      'Where what the parties sign is had as one PDF, by the same token; marked as a draft until all have signed. Null for those outside.',
  })
  @SeenWithParent()
  packageUrl(@Parent() project: Project, @Me() actor: Actor): string | null {
    if (!this.projects.mayFollow(actor, project)) return null;
    return `${this.config.publicUrl}/projects/${publicId('project', project.id)}/package.pdf`;
  }
}
