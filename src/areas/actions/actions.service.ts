import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId, parseId } from '../../kernel/ids';
import { Moves, type MoveOptions } from '../../kernel/moves';
import { Nodes } from '../../kernel/nodes';
import { permits, sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { AccountsReader } from '../accounts';
import type { Meeting } from '../liaison';
import { ActionItem, actionKind, actionPolicy, actionSet, type ActionVerb } from './action';
import type { ActionItemInput, MoveActionItemInput, PostponeActionItemInput } from './actions.inputs';
import { refuse } from './actions.messages';
import { ActionItemsReader } from './actions.reader';

/** What an action item is checked against. */
@Injectable()
export class ActionRegisters {
  constructor(
    readonly items: ActionItemsReader,
    readonly accounts: AccountsReader,
    readonly nodes: Nodes,
  ) {}
}

/** Keeps what the parties undertook until it is done and seen done. */
@Injectable()
export class ActionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly registers: ActionRegisters,
  ) {}

  /** Writes what was undertaken at a meeting, in the transaction of its minutes; whoever calls answers for rights. */
  async set(actor: Actor, meeting: Meeting, inputs: readonly ActionItemInput[]): Promise<void> {
    const items: ActionItem[] = [];
    for (const [at, input] of inputs.entries()) items.push(await this.item(actor, meeting, input, at));
    if (items.length === 0) return;
    await this.uow.manager.insert(ActionItem, items);
    for (const { id, meetingId, ownerId, dueOn } of items) {
      const payload = { meetingId, ownerId, dueOn };
      await this.facts.state(actionSet, { subject: { type: 'action', id }, actor, payload });
    }
  }

  /** The owner has done what it undertook; a second call changes nothing. */
  complete(actor: Actor, id: string): Promise<ActionItem> {
    return this.uow.run(async () => {
      const item = await this.hold(actor, id);
      if (!permits(actionPolicy, actor, 'COMPLETE', item)) throw refuse('liaison.not-owner', {});
      if (item.state !== 'OPEN') return item;
      return this.moves.move(actionKind, actor, item, 'COMPLETE', { set: { doneAt: this.clock.now() } });
    });
  }

  /** The bureau has seen it done, or gives it back with a note. */
  move(actor: Actor, { id, verb, note, expectedVersion }: MoveActionItemInput): Promise<ActionItem> {
    const now = this.clock.now();
    const set = verb === 'CONFIRM' ? { confirmedAt: now } : { doneAt: null, confirmedAt: null };
    return this.step(actor, id, verb, { note, expectedVersion, set });
  }

  /** Gives it another last day. */
  postpone(actor: Actor, input: PostponeActionItemInput): Promise<ActionItem> {
    const { id, dueOn, note, expectedVersion } = input;
    return this.uow.run(async () => {
      const item = await this.hold(actor, id);
      // Rights come first: whoever may not move it learns nothing of its day.
      if (permits(actionPolicy, actor, 'POSTPONE', item)) {
        if (dueOn < this.clock.today()) throw refuse('actions.past', { dueOn }, ['input', 'dueOn']);
        if (dueOn === item.dueOn) throw refuse('actions.same-day', {}, ['input', 'dueOn']);
      }
      return this.moves.move(actionKind, actor, item, 'POSTPONE', { note, expectedVersion, set: { dueOn } });
    });
  }

  private step(
    actor: Actor,
    id: string,
    verb: ActionVerb,
    options: MoveOptions<ActionItem>,
  ): Promise<ActionItem> {
    return this.uow.run(async () => {
      const item = await this.registers.items.get(actor, id);
      return this.moves.move(actionKind, actor, item, verb, options);
    });
  }

  /** The item, held until the transaction ends: of two who complete it at once the second finds it done. */
  private async hold(actor: Actor, id: string): Promise<ActionItem> {
    await this.uow.query(sql`SELECT id FROM action_items WHERE id = ${id} FOR UPDATE`);
    return this.registers.items.get(actor, id);
  }

  private async item(
    actor: Actor,
    meeting: Meeting,
    input: ActionItemInput,
    at: number,
  ): Promise<ActionItem> {
    const { text, ownerId, dueOn } = input;
    const ownerPersonId = input.ownerPersonId ?? null;
    const path = ['input', 'actionItems', String(at)];
    if (!meeting.partyIds.includes(ownerId)) throw refuse('liaison.action-owner', {}, [...path, 'ownerId']);
    const today = this.clock.today();
    const earliest = meeting.meetsOn < today ? meeting.meetsOn : today;
    if (dueOn < earliest) throw refuse('liaison.action-due', { dueOn }, [...path, 'dueOn']);
    if (ownerPersonId !== null) {
      const places = await this.registers.accounts.organisationsOf([ownerPersonId]);
      if (!places.get(ownerPersonId)!.has(ownerId))
        throw refuse('actions.owner-person', {}, [...path, 'ownerPersonId']);
    }
    const about = await linked(this.registers.nodes, actor, input.subjectId, [...path, 'subjectId']);
    const id = newId(this.clock.now());
    const stands = { id, version: 1, state: actionKind.lifecycle.initial, meetingId: meeting.id };
    const ends = { doneAt: null, confirmedAt: null };
    return Object.assign(new ActionItem(), {
      ...stands,
      text,
      ownerId,
      ownerPersonId,
      dueOn,
      ...about,
      ...ends,
    });
  }
}

/** What an id from outside links to, if the actor may read it. Refuses anything else, naming the field. */
export async function linked(
  nodes: Nodes,
  actor: Actor,
  value: string | null | undefined,
  path: readonly string[],
): Promise<{ subjectType: string | null; subjectId: string | null }> {
  if (value === null || value === undefined) return { subjectType: null, subjectId: null };
  const { prefix, uuid } = parseId(value, 'subjectId', path);
  if (!(await nodes.find(actor, prefix, uuid))) throw refuseAccess('NOT_FOUND', { field: 'subjectId' }, path);
  return { subjectType: prefix, subjectId: uuid };
}
