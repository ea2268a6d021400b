import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import { isBureau, type Actor } from '../../kernel/actor';
import { isProvisional } from '../../kernel/calendar';
import { dayOf, instantOf } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Moves } from '../../kernel/moves';
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
import type { CancelMeetingInput, ReinstateMeetingInput, RescheduleMeetingInput } from './liaison.inputs';
import { MeetingPlanner } from './liaison.jobs';
import { refuse } from './liaison.messages';
import { LiaisonRegisters } from './liaison.reader';
import { Meeting } from './meeting';
import { dayRefusal, meetingKind } from './meeting.kind';

/** Starts liaisons, moves, cancels and reinstates their meetings. */
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
}
