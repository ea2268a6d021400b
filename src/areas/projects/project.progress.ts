import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { Moves } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { SignaturesService } from '../signatures';
import { hashOf, signedText } from './agreement';
import { Project, ProjectParty } from './project';
import { projectKind } from './project.kind';
import { projectAmended, projectEdited, projectReleased } from './project.lifecycle';
import { refuse } from './projects.messages';
import { ProjectsReader } from './projects.reader';

/** The city in the numbers of its projects: 西宁. */
const NUMBER_PREFIX = 'XN';

/** What an approved change alters in a running project; what is left out stays. */
export interface Amendment {
  readonly leaderId?: string;
  /** A day. */
  readonly endsOn?: string;
  readonly leavingId?: string;
  /** Its consent stands for its signature under what the others signed. */
  readonly joining?: Pick<ProjectParty, 'organisationId' | 'task' | 'signedAt' | 'signedById'>;
}

/** What later areas do to a project as its application and its execution go their way; each gives the project as it then is. */
@Injectable()
export class ProjectProgress {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly projects: ProjectsReader,
    private readonly signatures: SignaturesService,
  ) {}

  /** The project that a record of a later area refers to, whoever asks. */
  async of(projectId: string): Promise<Project> {
    const project = (await this.projects.byIdsForCommands([projectId])).get(projectId);
    if (!project) throw new Error(`no project ${projectId}`);
    return project;
  }

  /** Binds a signed project to its submitted application: it cannot be edited any more. */
  apply(actor: Actor, project: Project): Promise<Project> {
    return this.moves.move(projectKind, actor, project, 'APPLY');
  }

  /** Lets a project go whose application was returned, refused, rejected or withdrawn. */
  release(actor: Actor, project: Project): Promise<Project> {
    return this.moves.move(projectKind, actor, project, 'RELEASE', { set: { disclosed: false } });
  }

  /** A project that was let go, held until the transaction ends; refuses where it is no longer what was decided on. */
  async unchanged(projectId: string): Promise<Project> {
    await this.uow.query(sql`SELECT 1 FROM projects WHERE id = ${projectId} FOR UPDATE`);
    const project = await this.of(projectId);
    const edits = await this.uow.query(sql`
      SELECT 1 FROM facts WHERE subject_id = ${projectId} AND topic = ${projectEdited.name} AND seq > (
        SELECT COALESCE(max(seq), 0) FROM facts WHERE subject_id = ${projectId} AND topic = ${projectReleased.name})`);
    if (project.state !== 'SIGNED' || edits.length > 0) throw refuse('projects.changed-since-decided', {});
    return project;
  }

  /** Its public notice (公示) begins: others may know of it. */
  disclose(project: Project): Promise<Project> {
    return this.moves.write(projectKind, project, { disclosed: true });
  }

  /** These people, and no others, read it for a review. Its version stays: the parties do not learn when experts change. */
  async letRead(projectId: string, personIds: readonly string[]): Promise<void> {
    await this.uow.manager.update(Project, { id: projectId }, { readerIds: [...personIds] });
  }

  /** 立项: gives the project its number, unique and without gaps in its year, e.g. XN-2026-001. */
  approve(actor: Actor, project: Project): Promise<Project> {
    return this.uow.run(async () => {
      const approvedOn = this.clock.today();
      const number = await this.nextNumber(approvedOn.slice(0, 4));
      return this.moves.move(projectKind, actor, project, 'APPROVE', {
        set: { number, approvedOn, disclosed: true, awaits: 'TASK_BOOK' },
      });
    });
  }

  /** Its task book is confirmed: it starts, and is complete once it is accepted. */
  start(actor: Actor, project: Project): Promise<Project> {
    return this.uow.run(async () =>
      this.moves.move(projectKind, actor, await this.settled(project), 'START', {
        set: { awaits: 'ACCEPTANCE' },
      }),
    );
  }

  /** Its final report is accepted. */
  complete(actor: Actor, project: Project): Promise<Project> {
    return this.uow.run(async () =>
      this.moves.move(projectKind, actor, await this.settled(project), 'COMPLETE'),
    );
  }

  /** Alters a running project by an approved change. The text that was signed is kept, and so is its hash. */
  amend(actor: Actor, project: Project, { leavingId, joining, ...set }: Amendment): Promise<Project> {
    return this.uow.run(async () => {
      await this.keepSigned(project);
      const arranged = await this.rearrange(project, leavingId, joining);
      const amended = await this.moves.write(projectKind, project, { ...set, ...arranged });
      const left = leavingId === undefined ? [] : [leavingId];
      const moved = leavingId !== undefined || joining !== undefined;
      const fields = [...Object.keys(set), ...(moved ? ['parties'] : [])];
      const subject = { type: 'project', id: project.id };
      await this.facts.state(projectAmended, { subject, actor, payload: { fields, left } });
      return amended;
    });
  }

  /** What was signed before texts were kept is kept now: afterwards it could not be worked out any more. */
  private async keepSigned(project: Project): Promise<void> {
    const { id, contentHash } = project;
    const parties = (await this.projects.partiesOf([id])).get(id)!;
    if (hashOf(project, parties) === contentHash)
      await this.signatures.keepText(contentHash, signedText(project, parties));
  }

  private async rearrange(
    { id: projectId, contentHash, partyIds, formerIds }: Project,
    leavingId: Amendment['leavingId'],
    joining: Amendment['joining'],
  ): Promise<Pick<Project, 'partyIds' | 'formerIds'>> {
    if (leavingId !== undefined)
      await this.uow.manager.delete(ProjectParty, { projectId, organisationId: leavingId });
    if (joining !== undefined) {
      const place = { projectId, role: 'PARTICIPANT', selfFunding: '0.00', signedHash: contentHash } as const;
      await this.uow.manager.insert(ProjectParty, { ...joining, ...place });
    }
    const gone = new Set([...formerIds, ...(leavingId === undefined ? [] : [leavingId])]);
    const staying = partyIds.filter((one) => one !== leavingId);
    const present = joining === undefined ? staying : [...staying, joining.organisationId];
    return { partyIds: present, formerIds: [...gone].filter((one) => !present.includes(one)) };
  }

  private settled(project: Project): Promise<Project> {
    return this.moves.write(projectKind, project, { awaits: null });
  }

  /** The lock makes approvals of one year wait for each other until they commit. */
  private async nextNumber(year: string): Promise<string> {
    const stem = `${NUMBER_PREFIX}-${year}-`;
    await this.uow.query(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`projects.number.${stem}`}, 0))`,
    );
    const [last] = await this.uow.query<{ n: number }>(sql`
      SELECT COALESCE(max(substr(number, ${stem.length + 1}::int)::int), 0) AS n FROM projects
      WHERE starts_with(number, ${stem})`);
    return stem + String(last!.n + 1).padStart(3, '0');
  }
}
