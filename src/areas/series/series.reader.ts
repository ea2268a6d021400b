import { Injectable } from '@nestjs/common';
import { sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { LiaisonSeries } from './series';
import { seriesPolicy } from './series.kind';

/** As SQL, the parties of a series in their order; `seriesId` is the expression that names it. */
export const partiesOf = (seriesId: Sql): Sql =>
  sql`ARRAY(SELECT party.organisation_id FROM series_parties party
    WHERE party.series_id = ${seriesId} ORDER BY party.position)`;

/** Reads liaison series: for their parties and the bureau. */
@Injectable()
export class SeriesReader extends Reader<LiaisonSeries> {
  constructor(context: ReaderContext) {
    super(context, LiaisonSeries, seriesPolicy.readable, { partyIds: partiesOf(sql`t.id`) });
  }

  /** Series that go on and have no meeting yet in the month `horizon` (YYYY-MM), or in their last month if that is earlier. */
  shortOf(horizon: string): Promise<LiaisonSeries[]> {
    return this.select(sql`
      t.state <> 'ENDED' AND NOT (t.state = 'PAUSED' AND t.resumes_on IS NULL)
      AND coalesce((SELECT max(m.month) FROM meetings m WHERE m.series_id = t.id AND m.extra = 0), '')
        < least(${horizon}::text, coalesce(to_char(t.ends_on, 'YYYY-MM'), ${horizon}::text))`);
  }

  /** Series whose pause is over on `today`. */
  rested(today: string): Promise<LiaisonSeries[]> {
    return this.select(sql`t.state = 'PAUSED' AND t.resumes_on <= ${today}::date`);
  }

  /** Series whose last day has passed on `today`. */
  over(today: string): Promise<LiaisonSeries[]> {
    return this.select(sql`t.state <> 'ENDED' AND t.ends_on < ${today}::date`);
  }
}
