import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Me, SeenWithParent } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { publicId } from '../../kernel/ids';
import { Project } from '../projects';
import { mayExport } from './casefiles.service';

/** The field that this area adds to projects. */
@Resolver(() => Project)
export class ProjectCaseFileResolver {
  @ResolveField(() => String, {
    nullable: true,
    description:
      'Where the whole case can be had as a ZIP: a path of this server, asked for with the same Authorization as the API. For the parties and the bureau; null for others.',
  })
  @SeenWithParent()
  caseFileUrl(@Parent() project: Project, @Me() actor: Actor): string | null {
    return mayExport(actor, project) ? `/projects/${publicId('project', project.id)}/case.zip` : null;
  }
}
