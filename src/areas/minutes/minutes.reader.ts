import { Injectable } from '@nestjs/common';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { MinutesVersion } from './minutes';

const MOST = 100;

/** Reads the versions of minutes; whoever asks has read the meeting. */
@Injectable()
export class MinutesReader {
  constructor(private readonly uow: UnitOfWork) {}

  /** The last versions of each meeting's minutes, the latest first. */
  async of(meetingIds: readonly string[]): Promise<Map<string, MinutesVersion[]>> {
    const rows = await this.uow.query<MinutesVersion>(sql`
      SELECT v.* FROM unnest(${meetingIds}::uuid[]) AS m(id) CROSS JOIN LATERAL (
        SELECT meeting_id "meetingId", number, text, decisions, guests, attendee_ids "attendeeIds",
               written_at "writtenAt", written_by "writtenBy", author_id "authorId"
        FROM minutes_versions WHERE meeting_id = m.id ORDER BY number DESC LIMIT ${MOST}) v`);
    const found = new Map(meetingIds.map((id) => [id, [] as MinutesVersion[]]));
    for (const row of rows) found.get(row.meetingId)!.push(row);
    return found;
  }
}
