import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { isBureau, type Actor } from '../../kernel/actor';
import { canonical } from '../../kernel/canonical';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import type { Refusal } from '../../kernel/messages';
import { Moves } from '../../kernel/moves';
import { permits } from '../../kernel/policy';
import { indexWords } from '../../kernel/search';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { isSector } from '../organisations';
import { Need } from './need';
import * as facts from './need.facts';
import type { DraftNeedInput, EditNeedInput, MoveNeedInput } from './need.inputs';
import { needKind } from './need.kind';
import { needPolicy } from './need.policy';
import { refuse } from './needs.messages';
import { NeedsReader } from './needs.reader';

/** The content of a need, whoever brings it. */
export type NeedContent = Omit<DraftNeedInput, 'organisationId'>;

/** Drafts, edits and moves needs. */
@Injectable()
export class NeedsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly needs: NeedsReader,
  ) {}

  /** Opens a draft for one of the actor's organisations. `externalId` is the owner's own number for it. */
  draft(actor: Actor, input: DraftNeedInput, externalId: string | null = null): Promise<Need> {
    const mine = actor.kind === 'system' || actor.organisationIds.includes(input.organisationId);
    if (!mine) throw refuseStranger();
    return this.uow.run(async () => {
      const need = Object.assign(unsaved(input), { id: newId(this.clock.now()), externalId });
      check(need);
      await this.uow.manager.insert(Need, need);
      await this.index(need);
      const payload = { organisationId: need.organisationId };
      await this.facts.state(facts.needDrafted, { subject: { type: 'need', id: need.id }, actor, payload });
      return need;
    });
  }

  /** The need that an input would become, its faults with it: nothing is saved. For members and for the bureau. */
  sketch(actor: Actor, input: DraftNeedInput): Need {
    const known = actor.organisationIds.includes(input.organisationId) || isBureau(actor);
    if (!known) throw refuseStranger();
    return unsaved(input);
  }

  /** Changes a draft; an edit that changes nothing leaves no trace. Refuses in any other state, and who was too late. */
  edit(actor: Actor, { id, expectedVersion, ...content }: EditNeedInput): Promise<Need> {
    return this.uow.run(async () => {
      const need = await this.needs.get(actor, id);
      this.moves.expect(need, expectedVersion);
      if (!permits(needPolicy, actor, 'EDIT', need)) throw refuse('needs.not-member', {});
      if (need.state !== 'DRAFT') throw refuse('needs.not-editable', {});
      const set = given(content);
      check({ ...need, ...set });
      if (!changes(need, set)) return need;
      const edited = await this.moves.write(needKind, need, set, expectedVersion);
      await this.index(edited);
      const payload = { fields: Object.keys(set) };
      await this.facts.state(facts.needEdited, { subject: { type: 'need', id }, actor, payload });
      return edited;
    });
  }

  /** Takes one step of a need's lifecycle. */
  async move(actor: Actor, { id, verb, note, expectedVersion }: MoveNeedInput): Promise<Need> {
    const need = await this.needs.get(actor, id);
    const now = this.clock.now();
    const set =
      verb === 'APPROVE' ? { publishedAt: need.publishedAt ?? now, confirmedAt: now, askedAt: null } : {};
    return this.moves.move(needKind, actor, need, verb, { note, expectedVersion, set });
  }

  /** The owner says that the need still stands. */
  confirm(actor: Actor, id: string): Promise<Need> {
    return this.uow.run(async () => {
      const need = await this.needs.get(actor, id);
      if (!permits(needPolicy, actor, 'EDIT', need)) throw refuse('needs.not-member', {});
      if (need.state !== 'OPEN') throw refuse('needs.not-open', {});
      const confirmed = await this.moves.write(needKind, need, {
        confirmedAt: this.clock.now(),
        askedAt: null,
      });
      await this.facts.state(facts.needConfirmed, { subject: { type: 'need', id }, actor, payload: {} });
      return confirmed;
    });
  }

  /** Lets an organisation read the need from now on, whatever its visibility; each disclosure is a fact. */
  disclose(actor: Actor, need: Need, organisationId: string): Promise<Need> {
    return this.uow.run(async () => {
      if (need.disclosedTo.includes(organisationId)) return need;
      const told = await this.moves.write(needKind, need, {
        disclosedTo: [...need.disclosedTo, organisationId],
      });
      const subject = { type: 'need', id: need.id };
      await this.facts.state(facts.needDisclosed, { subject, actor, payload: { organisationId } });
      return told;
    });
  }

  private async index(need: Need): Promise<void> {
    await this.uow.query(indexWords('needs', need.id, textOf(need)));
  }
}

/** All that a need says in words. */
const textOf = ({ title, description, keywords, metrics }: Need): string =>
  [title, description, ...keywords, ...metrics.map(({ name }) => name)].join('\n');

const BLANK = {
  visibility: 'MEMBERS',
  keywords: [],
  sectors: [],
  modes: [],
  metrics: [],
  budgetMin: null,
  budgetMax: null,
  deadline: null,
  trlNow: null,
  trlWanted: null,
  publishedAt: null,
  confirmedAt: null,
  askedAt: null,
  disclosedTo: [],
} satisfies Partial<Need>;

const refuseStranger = (): Refusal => refuse('needs.not-member', {}, ['input', 'organisationId']);

/** A first draft, but for what makes it a record of its own. */
const unsaved = (input: DraftNeedInput): Need =>
  Object.assign(new Need(), BLANK, given(input), { version: 1, state: needKind.lifecycle.initial });

/** What the input says; what it leaves out keeps its value, and a list or visibility is never null. */
function given(input: Partial<NeedContent>): Partial<Need> {
  const { metrics, ...rest } = input;
  const listed = ['visibility', 'keywords', 'sectors', 'modes', 'title', 'description'];
  const said = Object.entries(rest).filter(
    ([key, value]) => value !== undefined && !(value === null && listed.includes(key)),
  );
  const rows = metrics?.map(({ name, unit, current, target }) => ({
    name,
    unit: unit ?? null,
    current: current ?? null,
    target,
  }));
  return { ...Object.fromEntries(said), ...(rows ? { metrics: rows } : {}) };
}

/** Whether it would say anything new; an amount is the same however it is written. */
function changes(need: Need, set: Partial<Need>): boolean {
  const plain = ({ budgetMin, budgetMax, ...rest }: Partial<Need>): string =>
    canonical({ ...rest, budgetMin: yuan(budgetMin), budgetMax: yuan(budgetMax) });
  return plain({ ...need, ...set }) !== plain(need);
}

const yuan = (amount: string | null | undefined): string | null =>
  (amount ?? null) === null ? null : new Big(amount!).toFixed(2);

type Checked = Pick<Need, 'budgetMin' | 'budgetMax' | 'trlNow' | 'trlWanted' | 'sectors'>;

/** Why this content cannot be kept, each with the input field at fault. */
export function faultsOf({ budgetMin, budgetMax, trlNow, trlWanted, sectors }: Checked): Refusal[] {
  const faults: Refusal[] = [];
  if (budgetMin !== null && budgetMax !== null && new Big(budgetMin).gt(budgetMax))
    faults.push(refuse('needs.budget-order', {}, ['input', 'budgetMin']));
  if (trlNow !== null && trlWanted !== null && trlWanted < trlNow)
    faults.push(refuse('needs.trl-order', {}, ['input', 'trlWanted']));
  const odd = sectors.find((code) => !isSector(code));
  if (odd !== undefined) faults.push(refuse('needs.sector', { value: odd }, ['input', 'sectors']));
  return faults;
}

function check(content: Checked): void {
  const [fault] = faultsOf(content);
  if (fault) throw fault;
}
