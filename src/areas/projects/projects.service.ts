import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import type { Refusal } from '../../kernel/messages';
import { Moves } from '../../kernel/moves';
import { permits, sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { planOf, type Plan } from '../plans';
import { maySign, SignaturesService, type Delegation } from '../signatures';
import { keepVersion } from '../versions';
import {
  BLANK,
  checkDates,
  contentIn,
  contentOf,
  derived,
  originOf,
  partiesIn,
  signedText,
  unsettled,
  type Signed,
  type SignedParty,
} from './agreement';
import { Project, ProjectParty } from './project';
import * as facts from './project.lifecycle';
import type {
  EditProjectInput,
  MoveProjectInput,
  ProposeProjectInput,
  SignProjectInput,
} from './project.inputs';
import { projectKind } from './project.kind';
import { EDITABLE } from './project.lifecycle';
import { mayRearrange, projectPolicy } from './project.policy';
import { ProjectSources } from './project.sources';
import { refuse } from './projects.messages';
import { ProjectsReader } from './projects.reader';

/** A project with its parties. */
interface Whole {
  readonly project: Project;
  readonly parties: readonly (SignedParty & Partial<Pick<ProjectParty, 'signedAt'>>)[];
}

/** Proposes, edits and signs projects. */
@Injectable()
export class ProjectsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly projects: ProjectsReader,
    private readonly sources: ProjectSources,
    private readonly signatures: SignaturesService,
  ) {}

  /** Proposes a project on behalf of one of its parties. */
  propose(actor: Actor, input: ProposeProjectInput): Promise<Project> {
    return this.uow.run(async () => {
      const parties = partiesIn(input.parties);
      const mine =
        actor.kind === 'system' ||
        parties.some(({ organisationId }) => actor.organisationIds.includes(organisationId));
      if (!mine) throw refuse('projects.not-party', {}, ['input', 'parties']);
      const given = { ...BLANK, ...contentIn(input) } as Signed;
      checkDates(given);
      const settled = { ...given, ...(await this.sources.settle(actor, given, parties)) };
      const id = newId(this.moves.now());
      const attached = await this.sources.attach(actor, id, input.attachmentIds);
      const content = { ...settled, ...attached, plan: await this.planIn(input, settled, parties) };
      const project = Object.assign(new Project(), content, derived(content, parties), {
        ...{ id, version: 1, state: projectKind.lifecycle.initial, number: null },
        ...{ approvedOn: null, createdAt: this.moves.now(), readerIds: [], disclosed: false },
        awaits: null,
      });
      await this.uow.manager.insert(Project, project);
      await this.write(project.id, parties);
      await keepVersion(this.uow, actor, this.kept(project, parties));
      const payload = { partyIds: project.partyIds, contentHash: project.contentHash };
      await this.facts.state(facts.projectProposed, {
        subject: { type: 'project', id: project.id },
        actor,
        payload,
      });
      return project;
    });
  }

  /** Changes what the parties sign and voids every signature; an edit that changes nothing voids nothing. */
  edit(actor: Actor, { id, expectedVersion, parties: given, ...rest }: EditProjectInput): Promise<Project> {
    return this.uow.run(async () => {
      const project = await this.projects.get(actor, id);
      const refusal = this.editRefusal(actor, project);
      if (refusal) throw refusal;
      this.moves.expect(project, expectedVersion);
      const before = (await this.projects.partiesOf([id])).get(id)!;
      const parties = given ? partiesIn(given) : before;
      if (!mayRearrange(actor, project, before, parties))
        throw refuse('projects.lead-arranges', {}, ['input', 'parties']);
      const attached = await this.sources.attach(actor, id, rest.attachmentIds);
      const set = { ...contentIn(rest, project), ...attached };
      checkDates({ ...project, ...set });
      const origin = originOf({ ...project, ...set });
      const settled = { ...project, ...set, ...(await this.sources.settle(actor, origin, parties, project)) };
      const content = { ...settled, plan: await this.planIn(rest, settled, parties) };
      if (signedText(content, parties) === signedText(project, before)) return project;
      const columns = { ...contentOf(content), ...derived(content, parties, project) };
      const edited = await this.store(project, columns, expectedVersion);
      await this.write(id, parties);
      const said = {
        ...set,
        ...(rest.plan === undefined ? {} : { plan: 1 }),
        ...(given ? { parties: 1 } : {}),
      };
      await this.tell(actor, Object.keys(said), { project, parties: before }, { project: edited, parties });
      return edited;
    });
  }

  /** Signs the present content for one party; with the last signature the project is SIGNED. */
  sign(actor: Actor, { projectId: id, organisationId, contentHash }: SignProjectInput): Promise<Project> {
    return this.uow.run(async () => {
      // Two parties that sign at once must see each other's signature.
      await this.uow.query(sql`SELECT 1 FROM projects WHERE id = ${id} FOR UPDATE`);
      const project = await this.projects.get(actor, id, 'projectId');
      const parties = (await this.projects.partiesOf([id])).get(id)!;
      const delegations = await this.signatures.delegations.of(actor, id);
      const refusal = this.signRefusal(actor, project, parties, delegations, organisationId);
      if (refusal) throw refusal;
      if (contentHash !== project.contentHash)
        throw refuse('projects.hash-stale', {}, ['input', 'contentHash']);
      const text = signedText(project, parties);
      const signing = { subjectId: id, organisationId, text, partyIds: project.partyIds };
      const { signedAt, delegationId } = await this.signatures.keep(actor, signing, delegations);
      const signature = { signedAt, signedById: actor.personId, signedHash: contentHash };
      await this.uow.manager.update(ProjectParty, { projectId: id, organisationId }, signature);
      const payload = { organisationId, contentHash, delegationId };
      await this.facts.state(facts.projectSignedBy, { subject: { type: 'project', id }, actor, payload });
      const open = parties.filter(
        (party) => party.signedAt === null && party.organisationId !== organisationId,
      );
      if (open.length > 0) return this.moves.write(projectKind, project, {});
      return this.moves.move(projectKind, SYSTEM, project, 'SIGN');
    });
  }

  /** Takes one of the steps that people take. */
  async move(actor: Actor, { id, verb, note, expectedVersion }: MoveProjectInput): Promise<Project> {
    const project = await this.projects.get(actor, id);
    return this.moves.move(projectKind, actor, project, verb, { note, expectedVersion });
  }

  /** Why `actor` may not edit the project now, or undefined. */
  editRefusal(actor: Actor, project: Project): Refusal | undefined {
    if (!permits(projectPolicy, actor, 'EDIT', project)) return refuse('projects.not-party', {});
    return EDITABLE.includes(project.state) ? undefined : refuse('projects.not-editable', {});
  }

  /** Why `actor` may not sign the present content now, for one party or for any of theirs, or undefined. */
  signRefusal(
    actor: Actor,
    project: Project,
    parties: readonly ProjectParty[],
    delegations: readonly Delegation[],
    organisationId?: string,
  ): Refusal | undefined {
    const at = ['input', 'organisationId'];
    const asked = parties.filter(
      (party) => organisationId === undefined || party.organisationId === organisationId,
    );
    if (organisationId !== undefined && asked.length === 0) return refuse('projects.no-such-party', {}, at);
    const own = asked.filter((party) => maySign(actor, party.organisationId, delegations));
    if (own.length === 0) return refuse('projects.not-representative', {}, at);
    if (!EDITABLE.includes(project.state)) return refuse('projects.not-signable', {});
    if (own.every(({ signedAt }) => signedAt !== null)) return refuse('projects.signed-already', {}, at);
    const open = unsettled(project.agreement);
    return open.length > 0
      ? refuse('projects.agreement-incomplete', { matters: open.join(', ') }, ['agreement', ...open])
      : undefined;
  }

  /** The plan that the input makes of the present one; the content is that of the input otherwise. */
  private async planIn(
    { plan }: Pick<EditProjectInput, 'plan'>,
    content: Signed,
    parties: readonly SignedParty[],
  ): Promise<Plan | null> {
    if (plan === undefined) return content.plan;
    const metrics = await this.sources.metricsOf(content.needId);
    return planOf(plan, content.plan, { ...content, parties }, metrics);
  }

  /** Keeps the version of an edit and states the fact of it. */
  private async tell(actor: Actor, fields: string[], before: Whole, now: Whole): Promise<void> {
    const signatures = before.parties.filter(({ signedAt }) => (signedAt ?? null) !== null);
    const voided = signatures.map(({ organisationId }) => organisationId);
    const old = { ...this.kept(before.project, before.parties), at: before.project.createdAt };
    const kept = this.kept(now.project, now.parties);
    await keepVersion(this.uow, actor, kept, { ...old, fixed: voided.length > 0 });
    const left = before.project.partyIds.filter((one) => !now.project.partyIds.includes(one));
    const payload = { fields, contentHash: now.project.contentHash, voided, left };
    const subject = { type: 'project', id: now.project.id };
    const edit = await this.facts.state(facts.projectEdited, { subject, actor, payload });
    await this.signatures.void(subject.id, edit);
  }

  private kept(project: Project, parties: readonly SignedParty[]): Parameters<typeof keepVersion>[2] {
    const text = signedText(project, parties);
    return { subjectId: project.id, text, hash: project.contentHash, at: this.moves.now() };
  }

  private store(project: Project, set: Partial<Project>, expectedVersion?: number | null): Promise<Project> {
    if (project.state !== 'SIGNED') return this.moves.write(projectKind, project, set, expectedVersion);
    return this.moves.move(projectKind, SYSTEM, project, 'VOID', { set, expectedVersion });
  }

  private async write(projectId: string, parties: readonly SignedParty[]): Promise<void> {
    const unsigned = { signedAt: null, signedById: null, signedHash: null };
    await this.uow.manager.delete(ProjectParty, { projectId });
    const rows = parties.map(({ organisationId, role, task, selfFunding }) => ({
      ...{ projectId, organisationId, role, task, selfFunding },
      ...unsigned,
    }));
    await this.uow.manager.insert(ProjectParty, rows);
  }
}
