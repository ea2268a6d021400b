import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { parseId } from '../../kernel/ids';
import {
  projectInsider,
  ProjectsReader,
  ProjectsService,
  type Project,
  type ProposeProjectInput,
} from '../projects';
import { VersionsReader } from '../versions';
import type { RestoreProjectVersionInput } from './draft.inputs';
import { refuse } from './drafts.messages';

/** Brings back what a project said earlier. */
@Injectable()
export class ProjectVersions {
  constructor(
    private readonly projects: ProjectsReader,
    private readonly service: ProjectsService,
    private readonly versions: VersionsReader,
  ) {}

  /** Edits the project to what a version of it said: an edit like any other, which voids signatures and makes a version. */
  async restore(
    actor: Actor,
    { projectId, number, expectedVersion }: RestoreProjectVersionInput,
  ): Promise<Project> {
    const project = await this.projects.get(actor, projectId, 'projectId');
    if (!projectInsider(actor, project))
      throw refuseAccess('NOT_FOUND', { field: 'projectId' }, ['input', 'projectId']);
    const version = await this.versions.find(projectId, number);
    if (!version) throw refuse('drafts.no-version', { number }, ['input', 'number']);
    return this.service.edit(actor, {
      id: projectId,
      expectedVersion: expectedVersion ?? null,
      ...inputOf(version.content),
    });
  }
}

/** What a version holds: see `signedText` of the projects. */
type SignedContent = Omit<ProposeProjectInput, 'needId' | 'achievementId' | 'interestId' | 'leaderId'> & {
  readonly [source in 'need' | 'achievement' | 'interest' | 'leader']: string | null;
};

const SOURCES = {
  needId: 'need',
  achievementId: 'achievement',
  interestId: 'interest',
  leaderId: 'leader',
} as const;
const uuid = (id: string | null): string | null => (id === null ? null : parseId(id).uuid);

/** The input that says all that a version says: parties and plan name organisations by uuid there. */
export function inputOf(content: object): ProposeProjectInput {
  const { title, summary, requestedFunding, startsOn, endsOn, agreement, ...rest } = withIds(
    content,
  ) as SignedContent;
  const sources = Object.entries(SOURCES).map(([key, source]) => [key, uuid(rest[source])] as const);
  return {
    ...{ title, summary, requestedFunding, startsOn, endsOn, agreement },
    ...Object.fromEntries(sources),
    parties: rest.parties,
    plan: rest.plan ?? null,
  } as ProposeProjectInput;
}

/** The same with `organisationId` in the place of each public id of an organisation. */
function withIds(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => withIds(one));
  if (value === null || typeof value !== 'object' || key === 'agreement') return value;
  const entries = Object.entries(value as Record<string, unknown>).map(([name, inner]) =>
    name === 'organisation' ? ['organisationId', uuid(inner as string)] : [name, withIds(inner, name)],
  );
  return Object.fromEntries(entries) as object;
}
