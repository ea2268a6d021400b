import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import { always, sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { involvedIn } from '../liaison';
import { AgendaTopic, type AgendaPoint } from './agenda';

/** Reads the points that people put on agendas: for whoever reads the meeting. */
@Injectable()
export class AgendaTopicsReader extends Reader<AgendaTopic> {
  constructor(context: ReaderContext) {
    const series = sql`(SELECT m.series_id FROM meetings m WHERE m.id = t.meeting_id)`;
    super(context, AgendaTopic, (actor) => involvedIn(actor, series));
  }

  /** Those of some meetings, the oldest first. */
  ofMeetings(viewer: Actor, meetingIds: readonly string[]): Promise<AgendaTopic[]> {
    return this.list(viewer, sql`t.meeting_id = ANY(${meetingIds})`, { by: 'id', descending: false });
  }
}

/** Reads agendas as they stood when the minutes were filed. */
@Injectable()
export class AgendaPointsReader {
  constructor(private readonly uow: UnitOfWork) {}

  /** The points that the viewer's organisations could read then; for the bureau those that it could. Whoever asks reads the meetings. */
  ofMeetings(viewer: Actor, meetingIds: readonly string[]): Promise<AgendaPoint[]> {
    const bureau = isBureau(viewer) ? sql`for_bureau OR` : sql``;
    const seen =
      viewer.kind === 'system' ? always : sql`(${bureau} audience && ${viewer.organisationIds}::uuid[])`;
    return this.uow.query<AgendaPoint>(sql`
      SELECT meeting_id "meetingId", position, kind, text_zh "textZh", text_en "textEn",
             subject_type "subjectType", subject_id "subjectId", added_by_id "addedById"
      FROM agenda_points WHERE meeting_id = ANY(${meetingIds}) AND ${seen} ORDER BY meeting_id, position`);
  }
}
