import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import type { Refusal } from '../../kernel/messages';
import { Moves } from '../../kernel/moves';
import { permits, sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { term } from '../programmes';
import { ReviewsService, type Weighed } from '../reviews';
import { castIn, outcomeOf, quorumOf, withVote } from './ballot';
import { Panel } from './panel';
import type { AgendaItemInput, CancelPanelInput, CastVoteInput, ConvenePanelsInput } from './panel.inputs';
import { panelKind } from './panel.kind';
import { panelConvened, panelVoted } from './panel.lifecycle';
import { panelPolicy } from './panel.policy';
import { refuse } from './panels.messages';
import { PanelsReader } from './panels.reader';

/** The share of the members who have to vote, in percent. */
const PANEL_QUORUM = term('panels.quorum-percent', 67, {
  zh: '会评有效所需的最低投票比例（百分比，含弃权，向上取整）',
  en: 'Share of its members who have to vote for a panel to be closed (percent, abstentions included, rounded up)',
  min: 1,
  max: 100,
});

/** Convenes panels, takes their votes and closes them. */
@Injectable()
export class PanelsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly panels: PanelsReader,
    private readonly reviews: ReviewsService,
  ) {}

  /** The experts of each application vote on it, in the order of the agenda; all of it or nothing. */
  convene(actor: Actor, { items }: ConvenePanelsInput): Promise<Panel[]> {
    return this.uow.run(async () => {
      const ids = items.map(({ applicationId }) => applicationId);
      if (ids.length === 0) throw refuse('panels.agenda-empty', {}, ['input', 'items']);
      if (new Set(ids).size < ids.length) throw refuse('panels.agenda-twice', {}, ['input', 'items']);
      // Held in one order whatever the agenda: two meetings that are convened at once must not wait for each other.
      const weighed = new Map<string, Weighed>();
      for (const id of [...ids].sort()) weighed.set(id, await this.reviews.weigh(actor, id));
      const standing = await this.panels.standing(ids);
      if (standing.size > 0) throw refuse('panels.convened-already', {}, ['input', 'items']);
      const made: Panel[] = [];
      for (const [at, item] of items.entries())
        made.push(await this.open(actor, weighed.get(item.applicationId)!, item, at + 1));
      return made;
    });
  }

  /** Takes a member's vote, once, and checks again that nothing binds them to a party. */
  vote(actor: Actor, { panelId, vote }: CastVoteInput): Promise<Panel> {
    return this.uow.run(async () => {
      const panel = await this.held(actor, panelId);
      const refusal = this.voteRefusal(actor, panel);
      if (refusal) throw refusal;
      await this.expectStillReviewing(panel.applicationId, actor.personId!);
      const votedIds = [...panel.votedIds, actor.personId!].sort();
      const voted = await this.moves.write(panelKind, panel, { ...withVote(panel, vote), votedIds });
      await this.facts.state(panelVoted, {
        subject: { type: 'panel', id: panel.id },
        actor: unnamed(actor),
        payload: { cast: castIn(voted) },
      });
      return voted;
    });
  }

  /** The chair closes the vote; the result is open to the bureau and the members. */
  close(actor: Actor, panelId: string): Promise<Panel> {
    return this.uow.run(async () => {
      const panel = await this.held(actor, panelId);
      const set = { closedAt: this.clock.now(), outcome: outcomeOf(panel) };
      return this.moves.move(panelKind, unnamed(actor), panel, 'CLOSE', { set });
    });
  }

  /** The bureau ends a vote that cannot be finished; another panel can be convened. */
  cancel(actor: Actor, { panelId, reason }: CancelPanelInput): Promise<Panel> {
    return this.uow.run(async () => {
      const panel = await this.held(actor, panelId);
      return this.moves.move(panelKind, actor, panel, 'CANCEL', { note: reason });
    });
  }

  /** The application will not be decided, or is judged anew: its panel has lost its object. */
  drop(applicationId: string): Promise<void> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT 1 FROM panels WHERE application_id = ${applicationId} FOR UPDATE`);
      const panel = (await this.panels.standing([applicationId])).get(applicationId);
      if (panel) await this.moves.move(panelKind, SYSTEM, panel, 'ANNUL');
    });
  }

  /** Why `actor` cannot vote now, or undefined, as far as the panel itself tells. */
  voteRefusal(actor: Actor, panel: Panel): Refusal | undefined {
    if (!permits(panelPolicy, actor, 'VOTE', panel) || actor.personId === null)
      return refuseAccess('FORBIDDEN', {});
    if (panel.state !== 'VOTING') return refuse('panels.not-voting', {});
    return panel.votedIds.includes(actor.personId) ? refuse('panels.voted-already', {}) : undefined;
  }

  private async open(
    actor: Actor,
    { application, reviews, terms }: Weighed,
    { chairReviewId }: AgendaItemInput,
    position: number,
  ): Promise<Panel> {
    const chair = chairReviewId ? reviews.find(({ id }) => id === chairReviewId) : reviews[0];
    if (!chair) throw refuse('panels.chair-not-reviewer', {}, ['input', 'items']);
    const { id: applicationId, partyIds } = application;
    const now = this.clock.now();
    const memberIds = reviews.map(({ reviewerId }) => reviewerId).sort();
    const quorum = quorumOf(memberIds.length, PANEL_QUORUM.of(terms));
    const panel = Object.assign(new Panel(), {
      ...{ id: newId(now), version: 1, state: panelKind.lifecycle.initial, applicationId, position },
      ...{ chairId: chair.reviewerId, recorderId: actor.personId, memberIds, votedIds: [], quorum },
      ...{
        convenedAt: now,
        closedAt: null,
        supports: 0,
        opposes: 0,
        abstentions: 0,
        outcome: null,
        partyIds,
      },
    });
    await this.uow.manager.insert(Panel, panel);
    const payload = { applicationId, members: memberIds.length, quorum };
    await this.facts.state(panelConvened, { subject: { type: 'panel', id: panel.id }, actor, payload });
    return panel;
  }

  private async expectStillReviewing(applicationId: string, personId: string): Promise<void> {
    const reviewing = await this.reviews.reviewing(applicationId);
    if (!reviewing.includes(personId)) throw refuse('panels.not-member-any-more', {});
    const found = await this.reviews.conflictsOf(applicationId, personId);
    if (found.length > 0)
      throw refuse('panels.conflict', { conflict: found.map(({ text }) => text).join('; ') });
  }

  /** The panel, held until the transaction ends: votes are counted one by one. */
  private async held(actor: Actor, id: string): Promise<Panel> {
    await this.uow.query(sql`SELECT 1 FROM panels WHERE id = ${id} FOR UPDATE`);
    return this.panels.get(actor, id, 'panelId');
  }
}

/** The account stays in the record; no screen shows the name. */
const unnamed = (actor: Actor): Actor => ({ ...actor, name: null });
