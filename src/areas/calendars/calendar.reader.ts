import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import { addDays, addWorkdays } from '../../kernel/calendar';
import { dayOf, instantOf } from '../../kernel/clock';
import { always, both, sql, type Sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ActionItemsReader } from '../actions';
import { ApplicationsReader } from '../applications';
import { Deadlines } from '../deadlines';
import { MeetingsReader, SeriesReader } from '../liaison';
import { ProjectsReader } from '../projects';
import { RoundsReader } from '../rounds';
import { REVIEW_WORKDAYS, type CalendarKind } from './calendar';

/** A span of days, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** What stands in a calendar before it is put into a language. */
export interface Dated {
  readonly kind: CalendarKind;
  readonly day: string;
  readonly startsAt?: Date;
  readonly text: string;
  readonly what?: string;
  readonly place?: string | null;
  readonly subjectType: string;
  readonly subjectId: string;
  /** Where one subject has several days. */
  readonly about?: string;
}

const AT_MOST = { first: 100 };

/** The records that have days. */
@Injectable()
export class DatedReaders {
  constructor(
    readonly meetings: MeetingsReader,
    readonly series: SeriesReader,
    readonly projects: ProjectsReader,
    readonly applications: ApplicationsReader,
    readonly actionItems: ActionItemsReader,
    readonly rounds: RoundsReader,
  ) {}
}

/** Reads what concerns a person within some days: a constant number of statements, nothing that they may not read. */
@Injectable()
export class CalendarReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly readers: DatedReaders,
    private readonly deadlines: Deadlines,
  ) {}

  /** At most a hundred of each kind, by day. */
  async of(viewer: Actor, span: Span): Promise<Dated[]> {
    const found = [
      ...(await this.meetings(viewer, span)),
      ...(await this.due(viewer, span)),
      ...(await this.notices(viewer, span)),
      ...(await this.reviews(viewer, span)),
      ...(await this.actions(viewer, span)),
      ...(await this.rounds(viewer, span)),
    ];
    return found.sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
  }

  private async meetings(viewer: Actor, span: Span): Promise<Dated[]> {
    const order = { by: 'startsAt', descending: false };
    const wanted = both(sql`t.state <> 'CANCELLED'`, within(sql`t.meets_on`, span));
    const { nodes } = await this.readers.meetings.page(viewer, AT_MOST, wanted, order);
    const series = await this.readers.series.byIds(
      viewer,
      nodes.map(({ seriesId }) => seriesId),
    );
    return nodes.map(({ id, meetsOn, startsAt, seriesId }) => ({
      ...{ kind: 'MEETING', day: meetsOn, startsAt, subjectType: 'meeting', subjectId: id },
      text: series.get(seriesId)?.title ?? '',
      place: series.get(seriesId)?.place ?? null,
    }));
  }

  /** What the projects of the viewer's organisations owe. */
  private async due(viewer: Actor, span: Span): Promise<Dated[]> {
    const wanted = sql`t.party_ids ?| ${viewer.organisationIds} AND EXISTS (SELECT FROM deadlines d
      WHERE d.project_id = t.id AND d.settled_on IS NULL AND ${within(sql`d.due_on`, span)})`;
    const { nodes } = await this.readers.projects.page(viewer, AT_MOST, wanted);
    const found = await this.deadlines.ofProjects(nodes.map(({ id }) => id));
    return nodes.flatMap(({ id, title }) =>
      found
        .get(id)!
        .filter(({ dueOn, settledOn }) => settledOn === null && dueOn >= span.from && dueOn <= span.to)
        .map(({ kind, dueOn, id: about }) => ({
          ...{ kind: 'DEADLINE' as const, day: dueOn, text: title, what: `deadlines.kind.${kind}`, about },
          ...{ subjectType: 'project', subjectId: id },
        })),
    );
  }

  /** Public notices: for an officer all, for others those of their organisations. */
  private async notices(viewer: Actor, span: Span): Promise<Dated[]> {
    const theirs = isBureau(viewer) ? always : sql`t.party_ids ?| ${viewer.organisationIds}`;
    const running = sql`t.state IN ('PUBLIC_NOTICE', 'OBJECTED')`;
    const order = { by: 'noticeEndsOn', descending: false };
    const wanted = both(running, theirs, within(sql`t.notice_ends_on`, span));
    const { nodes } = await this.readers.applications.page(viewer, AT_MOST, wanted, order);
    const titles = await this.readers.projects.byIds(
      viewer,
      nodes.map(({ projectId }) => projectId),
    );
    return nodes.map(({ id, projectId, noticeEndsOn }) => ({
      ...{ kind: 'PUBLIC_NOTICE_ENDS', day: noticeEndsOn!, text: titles.get(projectId)?.title ?? '' },
      ...{ subjectType: 'application', subjectId: id },
    }));
  }

  /** Those that the viewer has to hand in: nobody else learns of them, and a calendar does not say of what they are. */
  private async reviews(viewer: Actor, { from, to }: Span): Promise<Dated[]> {
    if (viewer.personId === null) return [];
    const rows = await this.uow.query<{ id: string; at: Date }>(sql`
      SELECT v.id, d.at FROM reviews v JOIN draws d ON d.id = v.draw_id
      WHERE v.reviewer_id = ${viewer.personId} AND v.state = 'ASSIGNED' ORDER BY d.at, v.id LIMIT ${AT_MOST.first}`);
    return rows
      .map(({ id, at }) => ({
        ...{ kind: 'REVIEW_DUE' as const, text: '', subjectType: 'review', subjectId: id },
        day: addWorkdays(dayOf(at), REVIEW_WORKDAYS.value),
      }))
      .filter(({ day }) => day >= from && day <= to);
  }

  private async actions(viewer: Actor, span: Span): Promise<Dated[]> {
    const order = { by: 'dueOn', descending: false };
    const theirs = sql`(t.owner_id = ANY(${viewer.organisationIds}) OR t.owner_person_id = ${viewer.personId})`;
    const wanted = both(sql`t.state = 'OPEN'`, theirs, within(sql`t.due_on`, span));
    const { nodes } = await this.readers.actionItems.page(viewer, AT_MOST, wanted, order);
    return nodes.map(({ id, dueOn, text }) => ({
      ...{ kind: 'ACTION_DUE', day: dueOn, text, subjectType: 'action', subjectId: id },
    }));
  }

  private async rounds(viewer: Actor, { from, to }: Span): Promise<Dated[]> {
    const order = { by: 'closesAt', descending: false };
    // Nothing is taken any more at the closing instant: midnight belongs to the day before.
    const [first, end] = [instantOf(from, '00:00'), instantOf(addDays(to, 1), '00:00')];
    const wanted = sql`t.state IN ('PLANNED', 'OPEN') AND t.closes_at > ${first} AND t.closes_at <= ${end}`;
    const { nodes } = await this.readers.rounds.page(viewer, AT_MOST, wanted, order);
    return nodes.map(({ id, title, closesAt }) => ({
      ...{ kind: 'ROUND_CLOSES', text: title, subjectType: 'round', subjectId: id },
      day: dayOf(new Date(closesAt.getTime() - 1)),
    }));
  }
}

const within = (column: Sql, { from, to }: Span): Sql => sql`${column} BETWEEN ${from}::date AND ${to}::date`;
