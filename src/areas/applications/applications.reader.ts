import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { dayOf } from '../../kernel/clock';
import type { Page, PageArgs } from '../../kernel/page';
import { both, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { term, type Terms } from '../programmes';
import { Application } from './application';
import type { ApplicationFilter } from './application.inputs';
import { GRANTED_STATES, OPEN_STATES, OVER_STATES } from './application.lifecycle';
import { insider, applicationPolicy } from './application.policy';

/** Days after a round's closing in which the bureau may still admit late what was not submitted. */
export const LAPSE_DAYS = term('applications.lapse-days', 7, {
  zh: '批次截止后未提交的申报自动失效前的天数',
  en: 'Days after the closing of a round in which what was not submitted may still be admitted late',
  max: 366,
});

/** Reads applications. */
@Injectable()
export class ApplicationsReader extends Reader<Application> {
  constructor(context: ReaderContext) {
    super(context, Application, applicationPolicy.readable);
  }

  override mayFollow(actor: Actor, application: Application): boolean {
    return insider(actor, application);
  }

  /** A page of the applications that `actor` may see and `filter` asks for, newest first. */
  search(actor: Actor, args: PageArgs, filter: ApplicationFilter = {}): Promise<Page<Application>> {
    return this.page(actor, args, both(...conditions(actor, filter)));
  }

  /** The application of a project that is in progress or approved, whoever asks. */
  async activeOf(projectId: string): Promise<Application | undefined> {
    const failed = OVER_STATES.filter((state) => state !== 'APPROVED');
    return (await this.select(sql`t.project_id = ${projectId} AND NOT t.state = ANY(${failed})`))[0];
  }

  /** CNY yuan granted so far by what is recommended, noticed or approved in each round, whoever asks. */
  async grantedIn(roundIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.context.uow.query<{ id: string; sum: string }>(sql`
      SELECT round_id AS id, sum(granted_funding)::text AS sum FROM applications
      WHERE round_id = ANY(${roundIds}) AND state = ANY(${GRANTED_STATES}) GROUP BY round_id`);
    const sums = new Map(rows.map(({ id, sum }) => [id, sum]));
    return new Map(roundIds.map((id) => [id, sums.get(id) ?? '0.00']));
  }

  /** Drafts and returned applications of rounds that closed long enough ago and that are not let in late at `now`. */
  lapsed(now: Date): Promise<Application[]> {
    return this
      .select(sql`t.state IN ('DRAFT', 'RETURNED') AND (t.admitted_until IS NULL OR t.admitted_until <= ${now})
      AND (t.supplement_due_on IS NULL OR t.supplement_due_on < ${dayOf(now)}::date)
      AND EXISTS (SELECT 1 FROM rounds r WHERE r.id = t.round_id AND r.state = 'CLOSED'
        AND r.closes_at <= ${now}::timestamptz - make_interval(days => COALESCE((r.terms -> 'values' ->> ${LAPSE_DAYS.key})::int, ${LAPSE_DAYS.fallback}::int)))`);
  }

  /**
   * What was handed in since that day, or is still carried out or was until then, with one of these parties or led by
   * one of these people; whoever looks. What was never handed in is anybody's word.
   */
  earlierOf(
    partyIds: readonly string[],
    personIds: readonly string[],
    since: string,
  ): Promise<Application[]> {
    return this.select(sql`t.submitted_at IS NOT NULL AND t.state <> ALL(${OPEN_STATES})
      AND EXISTS (SELECT 1 FROM projects p WHERE p.id = t.project_id
        AND (t.submitted_at >= ${since}::timestamp AT TIME ZONE 'Asia/Shanghai'
          OR (t.state = 'APPROVED' AND p.ends_on >= ${since}::date))
        AND (t.party_ids ?| ${partyIds} OR p.leader_id = ANY(${personIds})))
      ORDER BY t.id DESC`);
  }

  /** The rules that each application stays on, those of its round, by its id, whoever asks. */
  async termsOf(ids: readonly string[]): Promise<Map<string, Terms>> {
    const rows = await this.context.uow.query<{ id: string; terms: Terms }>(
      sql`SELECT t.id, r.terms FROM applications t JOIN rounds r ON r.id = t.round_id WHERE t.id = ANY(${ids})`,
    );
    return new Map(rows.map(({ id, terms }) => [id, terms]));
  }

  /** Those of the given rounds in which something is still to be decided. */
  async undecidedRounds(roundIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.context.uow.query<{ id: string }>(sql`
      SELECT DISTINCT round_id AS id FROM applications
      WHERE round_id = ANY(${roundIds}) AND NOT state = ANY(${OVER_STATES})`);
    return new Set(rows.map(({ id }) => id));
  }
}

function conditions(actor: Actor, { states, roundId, year, mine }: ApplicationFilter): Sql[] {
  const wanted: Sql[] = [];
  if (states?.length) wanted.push(sql`t.state = ANY(${states})`);
  if (roundId) wanted.push(sql`t.round_id = ${roundId}`);
  if (year) wanted.push(sql`EXISTS (SELECT 1 FROM rounds r WHERE r.id = t.round_id AND r.year = ${year})`);
  if (mine) wanted.push(sql`t.party_ids ?| ${actor.organisationIds}`);
  return wanted;
}
