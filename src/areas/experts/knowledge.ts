import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import type { Application } from '../applications';
import { Expertise, type KnownBy } from '../insights';
import { ProjectsReader } from '../projects';

/** Tells how well people know what applications are about, by their published works. */
@Injectable()
export class Knowledge {
  constructor(
    private readonly expertise: Expertise,
    private readonly projects: ProjectsReader,
  ) {}

  /** By the id of each application. */
  async of(applications: readonly Application[]): Promise<Map<string, KnownBy>> {
    const ids = applications.map(({ projectId }) => projectId);
    const projects = await this.projects.byIds(SYSTEM, ids);
    const texts = applications.map(({ id, projectId }) => {
      const { title, summary } = projects.get(projectId)!;
      return [id, { title, body: summary }] as const;
    });
    return this.expertise.of(new Map(texts));
  }
}
