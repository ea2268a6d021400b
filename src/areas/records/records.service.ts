import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { sql } from '../../kernel/policy';
import { ActionItemsReader } from '../actions';
import { Agenda } from '../agendas';
import { MeetingsReader, SeriesReader, type LiaisonSeries, type Meeting } from '../liaison';
import { MinutesReader } from '../minutes';
import { OrganisationsReader, type Organisation } from '../organisations';
import { PeopleReader } from '../people';
import { LiaisonBoardReader } from './board.reader';
import { monthRecord, yearRecord, type RecordContent, type Told } from './record.content';

const BY_TIME = { by: 'startsAt', descending: false };

/** What records are told from. */
@Injectable()
export class RecordReaders {
  constructor(
    readonly meetings: MeetingsReader,
    readonly series: SeriesReader,
    readonly actionItems: ActionItemsReader,
    readonly minutes: MinutesReader,
    readonly organisations: OrganisationsReader,
    readonly people: PeopleReader,
  ) {}
}

/** Tells the record of a month or a year, as far as the one who asks may read it. */
@Injectable()
export class RecordsService {
  constructor(
    private readonly readers: RecordReaders,
    private readonly agendas: Agenda,
    private readonly board: LiaisonBoardReader,
  ) {}

  /** The record of one meeting. Refuses whoever may not read the meeting. */
  async ofMeeting(viewer: Actor, id: string): Promise<RecordContent> {
    const meeting = await this.readers.meetings.get(viewer, id);
    const series = await this.readers.series.get(viewer, meeting.seriesId);
    return monthRecord((await this.told(viewer, series, [meeting]))[0]!);
  }

  /** The record of a year of a liaison. */
  async ofYear(viewer: Actor, seriesId: string, year: number): Promise<RecordContent> {
    const series = await this.readers.series.get(viewer, seriesId);
    const inYear = sql`t.series_id = ${seriesId} AND t.month BETWEEN ${`${year}-01`} AND ${`${year}-12`}`;
    const meetings = await this.readers.meetings.list(viewer, inYear, BY_TIME);
    const [row] = await this.board.rows([series], year);
    const parties = await this.parties(viewer, series);
    const told = await this.told(viewer, series, meetings);
    return yearRecord(series, year, named(series.partyIds, parties), row!.months, told);
  }

  private parties(viewer: Actor, { partyIds }: LiaisonSeries): Promise<Map<string, Organisation>> {
    return this.readers.organisations.byIds(viewer, partyIds);
  }

  private async told(viewer: Actor, series: LiaisonSeries, meetings: readonly Meeting[]): Promise<Told[]> {
    const ids = meetings.map(({ id }) => id);
    const parties = await this.parties(viewer, series);
    const ofThem = sql`t.meeting_id = ANY(${ids})`;
    const items = await this.readers.actionItems.list(viewer, ofThem, { by: 'dueOn', descending: false });
    const owners = await this.readers.organisations.byIds(viewer, [
      ...new Set(items.map(({ ownerId }) => ownerId)),
    ]);
    const versions = await this.readers.minutes.of(ids);
    const agendas = await this.agendas.of(viewer, ids, 'zh');
    const people = await this.readers.people.byIds(viewer, [
      ...new Set(meetings.flatMap((one) => one.attendeeIds)),
    ]);
    const planned = sql`t.series_id = ${series.id} AND t.state <> 'CANCELLED'`;
    const all = await this.readers.meetings.list(viewer, planned, BY_TIME);
    return meetings.map((meeting, at) => ({
      ...{ meeting, series, parties: named(series.partyIds, parties), agenda: agendas[at]! },
      attendees: named(meeting.attendeeIds, people),
      version: versions.get(meeting.id)![0],
      actions: items
        .filter(({ meetingId }) => meetingId === meeting.id)
        .map((item) => Object.assign(item, { owner: owners.get(item.ownerId)?.name ?? '' })),
      next: all.find(({ startsAt }) => startsAt > meeting.startsAt),
    }));
  }
}

const named = (ids: readonly string[], records: ReadonlyMap<string, { readonly name: string }>): string[] =>
  ids.flatMap((id) => records.get(id)?.name ?? []);
