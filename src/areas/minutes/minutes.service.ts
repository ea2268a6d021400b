import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Moves } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ActionsService } from '../actions';
import { Agenda } from '../agendas';
import { meetingKind, MeetingsReader, type Meeting } from '../liaison';
import { PeopleReader } from '../people';
import { MinutesVersion } from './minutes';
import type { AmendMinutesInput, HoldMeetingInput } from './minutes.inputs';
import { refuse } from './minutes.messages';
import { MinutesReader } from './minutes.reader';

/** What minutes say. */
type Content = Pick<MinutesVersion, 'text' | 'decisions' | 'guests' | 'attendeeIds'>;

const MOST_VERSIONS = 100;

/** What the minutes of a meeting are made from. */
@Injectable()
export class MinutesRegisters {
  constructor(
    readonly meetings: MeetingsReader,
    readonly people: PeopleReader,
    readonly versions: MinutesReader,
  ) {}
}

/** Takes the minutes of meetings, and keeps every version of them. */
@Injectable()
export class MinutesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly moves: Moves,
    private readonly registers: MinutesRegisters,
    private readonly actions: ActionsService,
    private readonly agendas: Agenda,
  ) {}

  /** Takes the minutes, in time or late: the agenda stands from then on, and what was agreed is to be done. */
  hold(actor: Actor, input: HoldMeetingInput): Promise<Meeting> {
    const { meetingId, minutes, expectedVersion } = input;
    return this.uow.run(async () => {
      const meeting = await this.locked(actor, meetingId);
      const attendeeIds = await this.attendees(actor, input.attendeeIds);
      const set = { minutes, attendeeIds, heldAt: this.moves.now() };
      const held = await this.moves.move(meetingKind, actor, meeting, 'HOLD', { expectedVersion, set });
      const { decisions, guests } = input;
      await this.keep(actor, meetingId, 1, {
        ...{ text: minutes, attendeeIds, decisions: decisions ?? [], guests: guests ?? [] },
      });
      await this.agendas.freeze(meeting);
      await this.actions.set(actor, meeting, input.actionItems ?? []);
      return held;
    });
  }

  /** Writes another version of the minutes; the earlier ones stay. */
  amend(actor: Actor, input: AmendMinutesInput): Promise<Meeting> {
    const { meetingId, note, expectedVersion } = input;
    return this.uow.run(async () => {
      const meeting = await this.locked(actor, meetingId);
      const last = (await this.registers.versions.of([meetingId])).get(meetingId)![0];
      const known = { attendeeIds: meeting.attendeeIds, decisions: [], guests: [], ...last };
      const content: Content = {
        text: input.minutes ?? meeting.minutes ?? '',
        decisions: input.decisions ?? known.decisions,
        guests: input.guests ?? known.guests,
        attendeeIds: input.attendeeIds ? await this.attendees(actor, input.attendeeIds) : known.attendeeIds,
      };
      const set = { minutes: content.text, attendeeIds: content.attendeeIds };
      const options = { note, expectedVersion, set };
      const amended = await this.moves.move(meetingKind, actor, meeting, 'AMEND', options);
      if (last && isSame(content, last)) throw refuse('minutes.unchanged', {}, ['input']);
      const number = (last?.number ?? 0) + 1;
      if (number > MOST_VERSIONS)
        throw refuse('minutes.full', { max: MOST_VERSIONS - 1 }, ['input', 'meetingId']);
      await this.keep(actor, meetingId, number, content);
      return amended;
    });
  }

  private async keep(actor: Actor, meetingId: string, number: number, content: Content): Promise<void> {
    await this.uow.manager.insert(MinutesVersion, {
      ...{ meetingId, number, ...content, writtenAt: this.moves.now() },
      ...{ authorId: actor.accountId, writtenBy: actor.kind === 'system' ? null : actor.name },
    });
  }

  /** The meeting, held until the transaction ends: nobody adds to its agenda while it is being kept. */
  private async locked(actor: Actor, id: string): Promise<Meeting> {
    await this.uow.query(sql`SELECT id FROM meetings WHERE id = ${id} FOR NO KEY UPDATE`);
    return this.registers.meetings.get(actor, id, 'meetingId');
  }

  private async attendees(actor: Actor, ids: readonly string[] | null | undefined): Promise<string[]> {
    const attendeeIds = [...new Set(ids ?? [])];
    const known = await this.registers.people.byIds(actor, attendeeIds);
    if (known.size < attendeeIds.length) throw refuse('liaison.attendee', {}, ['input', 'attendeeIds']);
    return attendeeIds;
  }
}

const isSame = (one: Content, other: Content): boolean =>
  one.text === other.text &&
  (['decisions', 'guests', 'attendeeIds'] as const).every(
    (key) => JSON.stringify(one[key]) === JSON.stringify(other[key]),
  );
