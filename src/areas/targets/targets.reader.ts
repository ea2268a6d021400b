import { Injectable } from '@nestjs/common';
import { instantOf } from '../../kernel/clock';
import type { Actor } from '../../kernel/actor';
import { always, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext, type Order } from '../../kernel/reader';
import { INDICATORS, isMeasured } from './indicators';
import { elapsedOf, statusOf } from './pace';
import { Target } from './target';

/** The city as a whole, GB/T 2260. */
const CITY = '630100';
const OLDEST_FIRST: Order = { by: 'id', descending: false };

/** Reads targets and what has been reached of them: both are public. */
@Injectable()
export class TargetsReader extends Reader<Target> {
  constructor(context: ReaderContext) {
    super(context, Target, () => always);
  }

  /** The targets of a year: by indicator, the city's before those of its parts. */
  async ofYear(actor: Actor, year: number): Promise<Target[]> {
    const found = await this.list(actor, sql`t.year = ${year}`, OLDEST_FIRST);
    const rank = ({ indicator, ownerId, district }: Target): number =>
      INDICATORS.findIndex(({ code }) => code === indicator) * 4 + (ownerId ? 2 : 0) + (district ? 1 : 0);
    return found.sort((a, b) => rank(a) - rank(b));
  }

  /** What has been reached of each target, as a decimal string by its id: one statement for each indicator. */
  async actuals(targets: readonly Target[]): Promise<Map<string, string>> {
    const found = new Map(targets.map(({ id }) => [id, '0']));
    for (const indicator of INDICATORS) {
      const wanted = targets.filter((target) => target.indicator === indicator.code);
      if (wanted.length === 0 || !indicator.actual) continue;
      for (const { id, actual } of await this.measure(indicator.actual, wanted)) found.set(id, actual);
    }
    return found;
  }

  /** Those of some targets that are behind their pace on `today`, with what has been reached. */
  async behind(targets: readonly Target[], today: string): Promise<(Target & { readonly actual: string })[]> {
    const measured = targets.filter(({ indicator }) => isMeasured(indicator));
    const actuals = await this.actuals(measured);
    return measured
      .map((target) => ({ ...target, actual: actuals.get(target.id)! }))
      .filter(({ goal, actual, year }) => statusOf(goal, actual, elapsedOf(year, today)) === 'BEHIND');
  }

  /** A government body answers for everybody in its target's district, or in the city; others for what is theirs. */
  private measure(actual: Sql, targets: readonly Target[]): Promise<{ id: string; actual: string }[]> {
    const column = <K extends keyof Target>(key: K): Target[K][] => targets.map((target) => target[key]);
    const starts = (after: number): Date[] =>
      targets.map(({ year }) => instantOf(`${year + after}-01-01`, '00:00'));
    return this.context.uow.query(sql`
      WITH s AS (
        SELECT t.id, t.year, t.since, t.until, nullif(t.district, ${CITY}) AS district,
               CASE WHEN body.kind <> 'GOVERNMENT' THEN t.owner END AS owner
        FROM unnest(${column('id')}::uuid[], ${column('year')}::int[], ${column('ownerId')}::uuid[],
                    ${column('district')}::text[], ${starts(0)}::timestamptz[], ${starts(1)}::timestamptz[])
             AS t(id, year, owner, district, since, until)
        LEFT JOIN organisations body ON body.id = t.owner
      )
      SELECT s.id, (${actual})::text AS actual FROM s`);
  }
}
