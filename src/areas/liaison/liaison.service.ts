import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import { isBureau, type Actor } from '../../kernel/actor';
import { isProvisional } from '../../kernel/calendar';
import { Clock, instantOf } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import type { Refusal } from '../../kernel/messages';
import { Moves } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { OrganisationsReader } from '../organisations';
import { PeopleReader } from '../people';
import * as facts from './liaison.facts';
import type {
  ActionItemInput,
  CancelMeetingInput,
  HoldMeetingInput,
  RescheduleMeetingInput,
  StartLiaisonInput,
} from './liaison.inputs';
import { refuse } from './liaison.messages';
import { ActionItemsReader, MeetingsReader, SeriesReader } from './liaison.reader';
import { ActionItem, Meeting } from './meeting';
import { meetingKind } from './meeting.kind';
import {
  checkTime,
  horizonOf,
  LiaisonSeries,
  meetingsOf,
  SeriesParty,
  seriesOf,
  type PlannedMeeting,
} from './series';

/** What a liaison is checked against and read from. */
@Injectable()
export class LiaisonRegisters {
  constructor(
    readonly series: SeriesReader,
    readonly meetings: MeetingsReader,
    readonly actionItems: ActionItemsReader,
    readonly organisations: OrganisationsReader,
    readonly people: PeopleReader,
  ) {}
}

/** Starts liaisons, holds, moves and cancels their meetings. */
@Injectable()
export class LiaisonService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    readonly registers: LiaisonRegisters,
  ) {}

  /** Begins a monthly liaison and plans its meetings a year ahead. Only the bureau may. */
  start(actor: Actor, input: StartLiaisonInput): Promise<LiaisonSeries> {
    if (actor.kind !== 'system' && !isBureau(actor)) throw refuseAccess('FORBIDDEN', {});
    const today = this.clock.today();
    const series = seriesOf(input, newId(this.clock.now()), today);
    return this.uow.run(async () => {
      const known = await this.registers.organisations.byIds(actor, series.partyIds);
      if (known.size < series.partyIds.length)
        throw refuseAccess('NOT_FOUND', { field: 'partyIds' }, ['input', 'partyIds']);
      await this.uow.manager.insert(LiaisonSeries, series);
      const parties = series.partyIds.map((organisationId, position) => ({
        seriesId: series.id,
        organisationId,
        position,
      }));
      await this.uow.manager.insert(SeriesParty, parties);
      const payload = { partyIds: series.partyIds, rule: series.rule };
      await this.facts.state(facts.seriesStarted, {
        subject: { type: 'series', id: series.id },
        actor,
        payload,
      });
      await this.plan(actor, series, horizonOf(today, series.startsOn));
      return series;
    });
  }

  /** Sets the last day of a series; meetings planned after it are cancelled. Only the bureau may. */
  end(actor: Actor, id: string, endsOn: string): Promise<LiaisonSeries> {
    return this.uow.run(async () => {
      const series = await this.registers.series.get(actor, id);
      const refusal = this.endRefusal(actor);
      if (refusal) throw refusal;
      if (endsOn < series.startsOn) throw refuse('liaison.dates', {}, ['on']);
      await this.uow.manager.update(LiaisonSeries, { id }, { endsOn });
      for (const meeting of await this.registers.meetings.plannedAfter(id, endsOn)) {
        await this.drop(actor, meeting, { note: endsOn });
      }
      await this.facts.state(facts.seriesEnded, {
        subject: { type: 'series', id },
        actor,
        payload: { endsOn },
      });
      return Object.assign(new LiaisonSeries(), series, { endsOn });
    });
  }

  /** Why the actor cannot end a series, or undefined. */
  endRefusal(actor: Actor): Refusal | undefined {
    return actor.kind === 'system' || isBureau(actor) ? undefined : refuseAccess('FORBIDDEN', {});
  }

  /** Plans the meetings of a series up to the month `until`; those that stand already stay as they are. */
  async plan(actor: Actor, series: LiaisonSeries, until: string): Promise<void> {
    for (const planned of meetingsOf(series, until)) {
      const id = await this.add(series.id, planned);
      if (id === undefined) continue;
      const payload = { meetsOn: planned.meetsOn, provisional: planned.provisional };
      await this.facts.state(facts.meetingPlanned, { subject: { type: 'meeting', id }, actor, payload });
    }
  }

  /** Takes the minutes, in time or late; what was agreed becomes action items of the parties. */
  hold(actor: Actor, input: HoldMeetingInput): Promise<Meeting> {
    return this.uow.run(async () => {
      const meeting = await this.registers.meetings.get(actor, input.meetingId, 'meetingId');
      const attendeeIds = [...new Set(input.attendeeIds ?? [])];
      const known = await this.registers.people.byIds(actor, attendeeIds);
      if (known.size < attendeeIds.length) throw refuse('liaison.attendee', {}, ['input', 'attendeeIds']);
      const now = this.clock.now();
      const items = (input.actionItems ?? []).map((item, at) => this.item(meeting, item, at));
      const set = { minutes: input.minutes, attendeeIds, heldAt: now };
      const held = await this.moves.move(meetingKind, actor, meeting, 'HOLD', {
        expectedVersion: input.expectedVersion,
        set,
      });
      if (items.length > 0) await this.uow.manager.insert(ActionItem, items);
      return held;
    });
  }

  /** Gives a meeting another day; those concerned are told, and reminded anew. */
  reschedule(actor: Actor, input: RescheduleMeetingInput): Promise<Meeting> {
    return this.uow.run(async () => {
      const meeting = await this.registers.meetings.get(actor, input.meetingId, 'meetingId');
      const series = await this.registers.series.get(actor, meeting.seriesId);
      const { meetsOn, note, expectedVersion } = input;
      const startsAt = instantOf(meetsOn, checkTime(input.time ?? series.time));
      if (startsAt <= this.clock.now()) throw refuse('liaison.past', {}, ['input', 'meetsOn']);
      const outside = meetsOn < series.startsOn || (series.endsOn !== null && meetsOn > series.endsOn);
      if (outside) throw refuse('liaison.outside', {}, ['input', 'meetsOn']);
      const provisional = isProvisional(meetsOn);
      const set = { meetsOn, startsAt, provisional, fixed: true, sequence: meeting.sequence + 1 };
      return this.moves.move(meetingKind, actor, meeting, 'RESCHEDULE', { note, expectedVersion, set });
    });
  }

  /** Cancels a meeting; those concerned are told. */
  cancel(actor: Actor, { meetingId, note, expectedVersion }: CancelMeetingInput): Promise<Meeting> {
    return this.uow.run(async () => {
      const meeting = await this.registers.meetings.get(actor, meetingId, 'meetingId');
      return this.drop(actor, meeting, { note, expectedVersion });
    });
  }

  /** The owner has done what it undertook; a second call changes nothing. */
  complete(actor: Actor, id: string): Promise<ActionItem> {
    return this.uow.run(async () => {
      const item = await this.registers.actionItems.get(actor, id);
      const may = actor.kind === 'system' || isBureau(actor) || actor.organisationIds.includes(item.ownerId);
      if (!may) throw refuse('liaison.not-owner', {});
      const doneAt = this.clock.now();
      const rows = await this.uow.query(sql`
        WITH done AS (UPDATE action_items SET done_at = ${doneAt} WHERE id = ${id} AND done_at IS NULL RETURNING id)
        SELECT id FROM done`);
      if (rows.length === 0) return this.registers.actionItems.get(actor, id);
      const payload = { meetingId: item.meetingId };
      await this.facts.state(facts.actionCompleted, { subject: { type: 'action', id }, actor, payload });
      return Object.assign(new ActionItem(), item, { doneAt });
    });
  }

  private async drop(
    actor: Actor,
    meeting: Meeting,
    options: { note: string; expectedVersion?: number | null | undefined },
  ): Promise<Meeting> {
    return this.moves.move(meetingKind, actor, meeting, 'CANCEL', options);
  }

  private async add(
    seriesId: string,
    { month, meetsOn, startsAt, provisional }: PlannedMeeting,
  ): Promise<string | undefined> {
    const [row] = await this.uow.query<{ id: string }>(sql`
      WITH added AS (
        INSERT INTO meetings (id, state, series_id, month, meets_on, starts_at, provisional)
        VALUES (${newId(this.clock.now())}, ${meetingKind.lifecycle.initial}, ${seriesId}, ${month}, ${meetsOn}::date,
                ${startsAt}, ${provisional})
        ON CONFLICT (series_id, month) DO NOTHING RETURNING id
      ) SELECT id FROM added`);
    return row?.id;
  }

  private item(meeting: Meeting, { text, ownerId, dueOn }: ActionItemInput, at: number): Partial<ActionItem> {
    const path = ['input', 'actionItems', String(at)];
    if (!meeting.partyIds.includes(ownerId)) throw refuse('liaison.action-owner', {}, [...path, 'ownerId']);
    const today = this.clock.today();
    const earliest = meeting.meetsOn < today ? meeting.meetsOn : today;
    if (dueOn < earliest) throw refuse('liaison.action-due', { dueOn }, [...path, 'dueOn']);
    return { id: newId(this.clock.now()), meetingId: meeting.id, text, ownerId, dueOn, doneAt: null };
  }
}
