import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock, dayOf } from '../../kernel/clock';
import { publicId } from '../../kernel/ids';
import { cursorOf, Page, type PageArgs } from '../../kernel/page';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { MINUTES_AFTER_DAYS, SeriesReader, type LiaisonSeries } from '../liaison';
import { LiaisonBoardRow, LiaisonMonth, type MonthState } from './board';

interface Row {
  readonly id: string;
  readonly seriesId: string;
  readonly month: string;
  readonly state: MonthState;
  readonly provisional: boolean;
  readonly meetsOn: string;
  readonly heldAt: Date | null;
  readonly set: number;
  readonly open: number;
  readonly overdue: number;
}

/** Reads the board of a year: two statements, however many liaisons and meetings. */
@Injectable()
export class LiaisonBoardReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly series: SeriesReader,
  ) {}

  /** A page of the liaisons that the viewer takes part in; for the bureau, of all. */
  async page(viewer: Actor, year: number, args: PageArgs): Promise<Page<LiaisonBoardRow>> {
    const page = await this.series.page(viewer, args);
    const { hasNextPage, hasPreviousPage } = page.pageInfo;
    const rows = await this.rows(page.nodes, year);
    return new Page(rows, hasNextPage, hasPreviousPage, ({ id }) => cursorOf('', id), page.count);
  }

  /** The year of some liaisons; whoever asks has read them. */
  async rows(series: readonly LiaisonSeries[], year: number): Promise<LiaisonBoardRow[]> {
    const today = this.clock.today();
    const found = await this.uow.query<Row>(sql`
      SELECT m.id, m.series_id "seriesId", m.month, m.state, m.provisional, m.meets_on "meetsOn", m.held_at "heldAt",
             a.set, a.open, a.overdue
      FROM meetings m CROSS JOIN LATERAL (
        SELECT count(*)::int AS set, count(*) FILTER (WHERE i.state = 'OPEN')::int AS open,
               count(*) FILTER (WHERE i.state = 'OPEN' AND i.due_on < ${today}::date)::int AS overdue
        FROM action_items i WHERE i.meeting_id = m.id
      ) a
      WHERE m.series_id = ANY(${series.map(({ id }) => id)}) AND m.month BETWEEN ${`${year}-01`} AND ${`${year}-12`}`);
    return series.map((one) =>
      Object.assign(new LiaisonBoardRow(), {
        ...{ id: one.id, series: one },
        months: MONTHS.map((month) => {
          const row = found.find((other) => other.seriesId === one.id && other.month === `${year}-${month}`);
          return row ? monthOf(row, today) : empty(`${year}-${month}`);
        }),
      }),
    );
  }
}

const MONTHS = Array.from({ length: 12 }, (_, at) => String(at + 1).padStart(2, '0'));
const DAY_MS = 86_400_000;

const empty = (month: string): LiaisonMonth =>
  Object.assign(new LiaisonMonth(), {
    ...{ month, state: 'NONE', meetingId: null, provisional: false, minutesLateDays: 0 },
    ...{ actionsSet: 0, actionsOpen: 0, actionsOverdue: 0 },
  });

function monthOf(row: Row, today: string): LiaisonMonth {
  const { id, month, state, provisional, set, open, overdue } = row;
  return Object.assign(new LiaisonMonth(), {
    ...{
      month,
      state,
      provisional,
      meetingId: publicId('meeting', id),
      minutesLateDays: lateness(row, today),
    },
    ...{ actionsSet: set, actionsOpen: open, actionsOverdue: overdue },
  });
}

/** Days from the day on which minutes are asked for to the day on which they came, or to today. */
function lateness({ state, meetsOn, heldAt }: Row, today: string): number {
  if (state === 'CANCELLED') return 0;
  const came = heldAt === null ? today : dayOf(heldAt);
  const days = (Date.parse(came) - Date.parse(meetsOn)) / DAY_MS;
  return Math.max(0, days - MINUTES_AFTER_DAYS.value);
}
