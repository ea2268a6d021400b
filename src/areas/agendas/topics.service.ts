import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Nodes } from '../../kernel/nodes';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { linked } from '../actions';
import { MeetingsReader, type Meeting } from '../liaison';
import { agendaPointAdded, agendaPointRemoved, AgendaTopic } from './agenda';
import type { AddAgendaItemInput } from './agendas.inputs';
import { refuse } from './agendas.messages';
import { AgendaTopicsReader } from './agendas.reader';
import { mayRemove } from './agendas.service';

const MOST = 50;

/** Lets parties and the bureau put points on agendas, and take them off. */
@Injectable()
export class AgendaTopics {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly nodes: Nodes,
    private readonly meetings: MeetingsReader,
    private readonly topics: AgendaTopicsReader,
  ) {}

  /** Puts a point on the agenda of a meeting that has no minutes yet. */
  add(actor: Actor, input: AddAgendaItemInput): Promise<Meeting> {
    const { meetingId, text } = input;
    return this.uow.run(async () => {
      const meeting = await this.open(actor, meetingId, ['input', 'meetingId']);
      if ((await this.topics.ofMeetings(actor, [meetingId])).length >= MOST)
        throw refuse('agendas.full', { max: MOST }, ['input', 'meetingId']);
      const about = await linked(this.nodes, actor, input.subjectId, ['input', 'subjectId']);
      const now = this.clock.now();
      await this.uow.manager.insert(AgendaTopic, {
        ...{ id: newId(now), meetingId, text, ...about, authorId: actor.accountId, addedAt: now },
        addedById: meeting.partyIds.find((id) => actor.organisationIds.includes(id)) ?? null,
      });
      const subject = { type: 'meeting', id: meetingId };
      await this.facts.state(agendaPointAdded, { subject, actor, payload: { text } });
      return meeting;
    });
  }

  /** Takes off a point, until the minutes are filed. Only who put it there may. */
  remove(actor: Actor, id: string): Promise<Meeting> {
    return this.uow.run(async () => {
      const { meetingId } = await this.topics.get(actor, id);
      const meeting = await this.open(actor, meetingId, ['id']);
      // Held by the meeting's lock: whoever is second finds nothing.
      const topic = await this.topics.get(actor, id);
      if (!mayRemove(actor, topic)) throw refuse('agendas.not-yours', {});
      await this.uow.manager.delete(AgendaTopic, { id });
      const subject = { type: 'meeting', id: meetingId };
      await this.facts.state(agendaPointRemoved, { subject, actor, payload: { text: topic.text } });
      return meeting;
    });
  }

  /** The meeting, held until the transaction ends, so that no minutes are filed meanwhile. */
  private async open(actor: Actor, id: string, path: readonly string[]): Promise<Meeting> {
    await this.uow.query(sql`SELECT id FROM meetings WHERE id = ${id} FOR NO KEY UPDATE`);
    const meeting = await this.meetings.find(actor, id);
    if (!meeting) throw refuseAccess('NOT_FOUND', { field: path.at(-1)! }, path);
    if (meeting.state !== 'PLANNED' && meeting.state !== 'MISSED') throw refuse('agendas.closed', {}, path);
    return meeting;
  }
}
