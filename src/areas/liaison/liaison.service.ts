import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import { isBureau, type Actor } from '../../kernel/actor';
import { isProvisional } from '../../kernel/calendar';
import { dayOf, instantOf } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Moves } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import {
  checkTime,
  LiaisonSeries,
  SeriesParty,
  seriesOf,
  seriesStarted,
  timetableOf,
  type StartLiaisonInput,
} from '../series';
import { actionCompleted } from './liaison.facts';
import type {
  ActionItemInput,
  CancelMeetingInput,
  HoldMeetingInput,
  ReinstateMeetingInput,
  RescheduleMeetingInput,
} from './liaison.inputs';
import { MeetingPlanner } from './liaison.jobs';
import { refuse } from './liaison.messages';
import { LiaisonRegisters } from './liaison.reader';
import { ActionItem, Meeting } from './meeting';
import { dayRefusal, meetingKind } from './meeting.kind';

/** Starts liaisons, holds, moves, cancels and reinstates their meetings. */
@Injectable()
export class LiaisonService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly registers: LiaisonRegisters,
    private readonly planner: MeetingPlanner,
  ) {}

  /** Begins a monthly liaison and plans its meetings a year ahead. Only the bureau may. */
  start(actor: Actor, input: StartLiaisonInput): Promise<LiaisonSeries> {
    if (actor.kind !== 'system' && !isBureau(actor)) throw refuseAccess('FORBIDDEN', {});
    const now = this.moves.now();
    const series = seriesOf(input, newId(now), dayOf(now));
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
      await this.facts.state(seriesStarted, {
        subject: { type: 'series', id: series.id },
        actor,
        payload,
      });
      await this.planner.plan(actor, series);
      return series;
    });
  }

  /** Takes the minutes, in time or late; what was agreed becomes action items of the parties. */
  hold(actor: Actor, input: HoldMeetingInput): Promise<Meeting> {
    return this.uow.run(async () => {
      const meeting = await this.registers.meetings.get(actor, input.meetingId, 'meetingId');
      const attendeeIds = [...new Set(input.attendeeIds ?? [])];
      const known = await this.registers.people.byIds(actor, attendeeIds);
      if (known.size < attendeeIds.length) throw refuse('liaison.attendee', {}, ['input', 'attendeeIds']);
      const now = this.moves.now();
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
      const startsAt = instantOf(meetsOn, checkTime(input.time ?? timetableOf(series, meeting.month).time));
      if (startsAt <= this.moves.now()) throw refuse('liaison.past', {}, ['input', 'meetsOn']);
      const refusal = dayRefusal(series, meetsOn, 'meetsOn');
      if (refusal) throw refusal;
      const day = { meetsOn, movedFrom: null, startsAt, provisional: isProvisional(meetsOn) };
      const place = input.place ?? meeting.place;
      const set = { ...day, place, fixed: true, sequence: meeting.sequence + 1 };
      return this.moves.move(meetingKind, actor, meeting, 'RESCHEDULE', { note, expectedVersion, set });
    });
  }

  /** Cancels a meeting; those concerned are told. */
  cancel(actor: Actor, { meetingId, note, expectedVersion }: CancelMeetingInput): Promise<Meeting> {
    return this.uow.run(async () => {
      const meeting = await this.registers.meetings.get(actor, meetingId, 'meetingId');
      return this.moves.move(meetingKind, actor, meeting, 'CANCEL', { note, expectedVersion });
    });
  }

  /** Holds a cancelled meeting after all; whoever was told of it is told again. */
  reinstate(actor: Actor, { meetingId, note, expectedVersion }: ReinstateMeetingInput): Promise<Meeting> {
    return this.uow.run(async () => {
      const meeting = await this.registers.meetings.get(actor, meetingId, 'meetingId');
      const series = await this.registers.series.get(actor, meeting.seriesId);
      const { meetsOn } = { ...meeting, ...this.planner.due(series, meeting) };
      const back = await this.planner.reinstate(actor, series, meeting, { note, expectedVersion });
      const refusal = dayRefusal(series, meetsOn, 'meetingId');
      if (refusal) throw refusal;
      return back;
    });
  }

  /** The owner has done what it undertook; a second call changes nothing. */
  complete(actor: Actor, id: string): Promise<ActionItem> {
    return this.uow.run(async () => {
      const item = await this.registers.actionItems.get(actor, id);
      const may = actor.kind === 'system' || isBureau(actor) || actor.organisationIds.includes(item.ownerId);
      if (!may) throw refuse('liaison.not-owner', {});
      const doneAt = this.moves.now();
      const rows = await this.uow.query(sql`
        WITH done AS (UPDATE action_items SET done_at = ${doneAt} WHERE id = ${id} AND done_at IS NULL RETURNING id)
        SELECT id FROM done`);
      if (rows.length === 0) return this.registers.actionItems.get(actor, id);
      const payload = { meetingId: item.meetingId };
      await this.facts.state(actionCompleted, { subject: { type: 'action', id }, actor, payload });
      return Object.assign(new ActionItem(), item, { doneAt });
    });
  }

  private item(meeting: Meeting, { text, ownerId, dueOn }: ActionItemInput, at: number): Partial<ActionItem> {
    const path = ['input', 'actionItems', String(at)];
    if (!meeting.partyIds.includes(ownerId)) throw refuse('liaison.action-owner', {}, [...path, 'ownerId']);
    const today = dayOf(this.moves.now());
    const earliest = meeting.meetsOn < today ? meeting.meetsOn : today;
    if (dueOn < earliest) throw refuse('liaison.action-due', { dueOn }, [...path, 'dueOn']);
    return { id: newId(this.moves.now()), meetingId: meeting.id, text, ownerId, dueOn, doneAt: null };
  }
}
