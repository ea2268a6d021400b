import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import type { RequestContext } from '../../kernel/context';
import type { Page, PageArgs } from '../../kernel/page';
import { both, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { SignaturesReader } from '../signatures';
import { signedText } from './agreement';
import { Project, type ProjectParty } from './project';
import type { ProjectFilter } from './project.inputs';
import { projectAmended, projectEdited, RUNNING_STATES } from './project.lifecycle';
import { formerParty, insider, projectPolicy } from './project.policy';

/** Reads projects and their parties. */
@Injectable()
export class ProjectsReader extends Reader<Project> {
  constructor(
    context: ReaderContext,
    private readonly signatures: SignaturesReader,
  ) {
    super(context, Project, projectPolicy.readable);
  }

  override mayFollow(actor: Actor, project: Project): boolean {
    return insider(actor, project);
  }

  /** A former party sees what happened while it was one, up to the edit or the change that it left by. */
  override followedBefore(actor: Actor, project: Project): Sql | undefined {
    if (!formerParty(actor, project)) return undefined;
    return sql`f.seq <= (SELECT max(e.seq) FROM facts e WHERE e.subject_id = ${project.id}
      AND e.topic = ANY(${[projectEdited.name, projectAmended.name]}) AND e.payload->'left' ?| ${actor.organisationIds})`;
  }

  /** A page of the projects that `actor` may see and `filter` asks for, newest first. */
  search(actor: Actor, args: PageArgs, filter: ProjectFilter = {}): Promise<Page<Project>> {
    return this.page(actor, args, both(...conditions(actor, filter)));
  }

  /** Projects by id, whoever asks: for the commands of later areas, which answer for rights. */
  async byIdsForCommands(ids: readonly string[]): Promise<Map<string, Project>> {
    const rows = await this.select(sql`t.id = ANY(${ids})`);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** The parties of projects that the caller may read, the lead first. */
  async partiesOf(projectIds: readonly string[]): Promise<Map<string, ProjectParty[]>> {
    const rows = await this.context.uow.query<ProjectParty>(sql`
      SELECT project_id AS "projectId", organisation_id AS "organisationId", role, task, self_funding AS "selfFunding",
             signed_at AS "signedAt", signed_by_id AS "signedById", signed_hash AS "signedHash"
      FROM project_parties WHERE project_id = ANY(${projectIds}) ORDER BY role, organisation_id`);
    const found = new Map(projectIds.map((id) => [id, [] as ProjectParty[]]));
    for (const row of rows) found.get(row.projectId)!.push(row);
    return found;
  }

  /** The parties of one project, batched with those of its siblings in the operation. */
  parties(context: RequestContext, projectId: string): Promise<ProjectParty[]> {
    return context
      .batch('project.parties', async (ids) => {
        const found = await this.partiesOf(ids);
        return ids.map((id) => found.get(id)!);
      })
      .load(projectId);
  }

  /** What the parties of a project sign, or signed: a change after the approval alters the project, not that. */
  async signedText(context: RequestContext, project: Project): Promise<string> {
    const kept = await this.signatures.signedText(context, project.contentHash);
    return kept ?? signedText(project, await this.parties(context, project.id));
  }

  /** How many projects each person leads that are applied for or not finished, whoever asks. */
  async leaderLoads(personIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.context.uow.query<{ id: string; n: number }>(sql`
      SELECT leader_id AS id, count(*)::int AS n FROM projects
      WHERE leader_id = ANY(${personIds}) AND state = ANY(${RUNNING_STATES}) GROUP BY leader_id`);
    return new Map(rows.map(({ id, n }) => [id, n]));
  }
}

function conditions(actor: Actor, { states, organisationId, year, mine }: ProjectFilter): Sql[] {
  const wanted: Sql[] = [];
  if (states?.length) wanted.push(sql`t.state = ANY(${states})`);
  if (organisationId) wanted.push(sql`t.party_ids ? ${organisationId}`);
  if (mine) wanted.push(sql`t.party_ids ?| ${actor.organisationIds}`);
  if (year) {
    const day = sql`COALESCE(t.approved_on, (t.created_at AT TIME ZONE 'Asia/Shanghai')::date)`;
    wanted.push(sql`${day} BETWEEN make_date(${year}, 1, 1) AND make_date(${year}, 12, 31)`);
  }
  return wanted;
}
