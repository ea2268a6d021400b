import { Injectable } from '@nestjs/common';
import { isBureau, SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { publicId } from '../../kernel/ids';
import type { Locale } from '../../kernel/messages';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { MeetingsReader, type Meeting } from '../liaison';
import { AgendaItem, AgendaPoint, type AgendaTopic } from './agenda';
import { keyOf, pointsOf, wordsOf, type Point } from './agenda.points';
import { AgendaSources } from './agenda.sources';
import { AgendaPointsReader, AgendaTopicsReader } from './agendas.reader';

const NOT_HELD = ['PLANNED', 'MISSED'];

/** Fills agendas from what is open, and keeps them as they stood when the minutes were filed. */
@Injectable()
export class Agenda {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly meetings: MeetingsReader,
    private readonly sources: AgendaSources,
    private readonly topics: AgendaTopicsReader,
    private readonly kept: AgendaPointsReader,
  ) {}

  /** The agendas of some meetings, in their order; a constant number of statements. */
  async of(viewer: Actor, meetingIds: readonly string[], locale: Locale): Promise<AgendaItem[][]> {
    const meetings = await this.meetings.byIds(viewer, meetingIds);
    const all = [...meetings.values()];
    const waiting = all.filter(({ state }) => NOT_HELD.includes(state));
    const points = await this.points(viewer, waiting);
    const held = all.filter(({ state }) => state === 'HELD').map(({ id }) => id);
    const kept = held.length > 0 ? await this.kept.ofMeetings(viewer, held) : [];
    return meetingIds.map((id) => {
      const live = points.get(id);
      if (live) return live.map((point) => shown(viewer, point, locale));
      return kept.filter((point) => point.meetingId === id).map((point) => unchanged(point, locale));
    });
  }

  /** Keeps the agenda of a meeting as it stands, each point for those who may read it now; in the caller's transaction. */
  async freeze(meeting: Meeting): Promise<void> {
    const { bureau, members } = await this.sources.viewers(meeting);
    const seenBy = async (viewer: Actor): Promise<Set<string>> =>
      new Set((await this.points(viewer, [meeting])).get(meeting.id)!.map(keyOf));
    const all = (await this.points(SYSTEM, [meeting])).get(meeting.id)!;
    const officers = await seenBy(bureau);
    const seen = new Map<string, Set<string>>();
    for (const [id, member] of members) seen.set(id, await seenBy(member));
    const rows = all.map((point, at) => ({
      ...{ meetingId: meeting.id, position: at + 1, kind: point.kind },
      ...{ textZh: wordsOf(point, 'zh'), textEn: wordsOf(point, 'en') },
      ...{ subjectType: point.subjectType, subjectId: point.subjectId },
      addedById: point.topic?.addedById ?? null,
      audience: [...seen].filter(([, keys]) => keys.has(keyOf(point))).map(([id]) => id),
      forBureau: officers.has(keyOf(point)),
    }));
    if (rows.length > 0) await this.uow.manager.insert(AgendaPoint, rows);
  }

  /** What stands on the agendas of meetings that are not held yet, by meeting. */
  private async points(viewer: Actor, meetings: readonly Meeting[]): Promise<Map<string, Point[]>> {
    if (meetings.length === 0) return new Map();
    const open = await this.sources.open(viewer, meetings);
    const ids = meetings.map(({ id }) => id);
    const topics = await this.topics.ofMeetings(viewer, ids);
    const today = this.clock.today();
    return new Map(meetings.map((meeting) => [meeting.id, pointsOf(meeting, open, topics, today)]));
  }
}

/** Whether the actor may take a point off: those who put it there. */
export const mayRemove = (actor: Actor, { addedById }: AgendaTopic): boolean =>
  actor.kind === 'system' ||
  (addedById === null ? isBureau(actor) : actor.organisationIds.includes(addedById));

function shown(viewer: Actor, point: Point, locale: Locale): AgendaItem {
  const { kind, subjectType, subjectId, topic } = point;
  return Object.assign(new AgendaItem(), {
    ...{ kind, subjectType, subjectId, text: wordsOf(point, locale) },
    id: topic ? publicId('agenda', topic.id) : null,
    removable: topic !== undefined && mayRemove(viewer, topic),
    addedById: topic?.addedById ?? null,
  });
}

const unchanged = ({ kind, textZh, textEn, ...point }: AgendaPoint, locale: Locale): AgendaItem =>
  Object.assign(new AgendaItem(), {
    ...{ kind, subjectType: point.subjectType, subjectId: point.subjectId, addedById: point.addedById },
    ...{ id: null, removable: false, text: locale === 'zh' ? textZh : textEn },
  });
