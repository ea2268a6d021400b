import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { objection } from '../../kernel/kind';
import { Moves, type MoveOptions } from '../../kernel/moves';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { leadRepresentative } from '../projects';
import { budgetIn } from '../taskbooks';
import { ProjectChange } from './change';
import type { Asked } from './change.effects';
import type { ConsentToChangeInput, MoveChangeInput, RequestChangeInput } from './change.inputs';
import { changeKind } from './change.kind';
import { changeRequested } from './change.lifecycle';
import { ChangedSubjects } from './changed';
import { refuse } from './changes.messages';
import { ChangesReader } from './changes.reader';

/** Takes and decides requests to change what was approved. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly changes: ChangesReader,
    private readonly subjects: ChangedSubjects,
  ) {}

  /** The lead asks for a change; while one is open, another about the same matter is refused. */
  request(actor: Actor, input: RequestChangeInput): Promise<ProjectChange> {
    return this.uow.run(async () => {
      const { projectId, reason } = input;
      const running = await this.subjects.running(actor, projectId, leadRepresentative);
      const asked = askedIn(input, await this.subjects.taskOf(running, input.party?.leavingId));
      const fault = await this.subjects.checks.fault(asked, running);
      if (fault) throw fault;
      const open = await this.changes.open(projectId);
      if (open.some(({ kind, about }) => kind === asked.kind && about === asked.about))
        throw refuse('changes.open-already', {}, ['input']);
      const id = newId(this.clock.now());
      const state = changeKind.lifecycle.initial;
      const columns = { id, version: 1, state, projectId, reason, ...asked };
      const requested = { ...columns, consentedAt: null, consentedById: null };
      await this.uow.manager.insert(ProjectChange, requested);
      const payload = { projectId, kind: asked.kind };
      await this.facts.state(changeRequested, { subject: { type: 'change', id }, actor, payload });
      const { leadId, partyIds } = running.project;
      return Object.assign(new ProjectChange(), requested, { leadId, partyIds });
    });
  }

  /** A representative of who is to join signs what the other parties signed. */
  consent(actor: Actor, { id, contentHash }: ConsentToChangeInput): Promise<ProjectChange> {
    return this.uow.run(async () => {
      const change = await this.changes.get(actor, id);
      const refusal = objection(changeKind, actor, change, 'CONSENT', this.clock.now());
      if (refusal) throw refusal;
      const { project } = await this.subjects.running(actor, change.projectId);
      if (contentHash !== project.contentHash)
        throw refuse('changes.hash-stale', {}, ['input', 'contentHash']);
      const set = { consentedAt: this.clock.now(), consentedById: actor.personId };
      return this.moves.move(changeKind, actor, change, 'CONSENT', { set });
    });
  }

  /** Takes one of the steps that people take; approving alters project and task book in the same transaction. */
  move(actor: Actor, { id, verb, note, expectedVersion }: MoveChangeInput): Promise<ProjectChange> {
    return this.uow.run(async () => {
      const change = await this.changes.get(actor, id);
      const options = { note, expectedVersion };
      return verb === 'APPROVE'
        ? this.approve(actor, change, options)
        : this.moves.move(changeKind, actor, change, verb, options);
    });
  }

  /** The project is over: what is undecided has lost its object. */
  async lapse(projectId: string): Promise<void> {
    for (const change of await this.changes.open(projectId))
      await this.moves.move(changeKind, SYSTEM, change, 'LAPSE');
  }

  private async approve(
    actor: Actor,
    change: ProjectChange,
    options: MoveOptions<ProjectChange>,
  ): Promise<ProjectChange> {
    const running = await this.subjects.running(actor, change.projectId);
    const approved = await this.moves.move(changeKind, actor, change, 'APPROVE', options);
    const fault = await this.subjects.checks.fault(change, running);
    if (fault) throw fault;
    await this.subjects.effects.alter(actor, change, running);
    return approved;
  }
}

const NOTHING = {
  ...{ about: '', personId: null, leavingId: null, joiningId: null, task: null, budget: null },
  ...{ endsOn: null, indicator: null, target: null },
} satisfies Omit<Asked, 'kind'>;

/** What the input asks for; `task` is that of the party that leaves. Refuses none of the four, and several. */
function askedIn({ leader, party, period, indicator }: RequestChangeInput, task: string | null): Asked {
  const asked: Asked[] = [];
  if (leader) asked.push({ ...NOTHING, kind: 'LEADER', personId: leader.personId });
  if (period) asked.push({ ...NOTHING, kind: 'PERIOD', endsOn: period.endsOn });
  if (indicator) {
    const { name, target } = indicator;
    asked.push({ ...NOTHING, kind: 'INDICATOR', about: name, indicator: name, target });
  }
  if (party) {
    const { leavingId = null, joiningId = null, budget } = party;
    const lines = budget ? budgetIn(budget) : null;
    const its = joiningId === null ? null : (party.task ?? task);
    asked.push({ ...NOTHING, kind: 'PARTY', leavingId, joiningId, task: its, budget: lines });
  }
  if (asked.length !== 1) throw refuse('changes.one-kind', {}, ['input']);
  return asked[0]!;
}
