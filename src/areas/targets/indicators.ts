import type { Sentence } from '../../kernel/messages';
import { sql, type Sql } from '../../kernel/policy';

/** Something that is counted in a year; a number of facts, never typed in. */
export interface Indicator {
  readonly code: string;
  readonly name: Sentence;
  readonly unit: Sentence;
  /**
   * One number for the scope `s(year, owner, district, since, until)`: `owner` and `district` are null for all,
   * the instants bound the year in Asia/Shanghai. Missing where the facts are not kept on the platform yet.
   */
  readonly actual?: Sql;
}

/** The sum of a column over the contracts registered in the year, by their first seller; the totals are kept by the database. */
const ofContracts = (total: Sql, sum: Sql): Sql => sql`
  SELECT CASE WHEN s.owner IS NULL
    THEN (SELECT coalesce(sum(${total}), 0) FROM contract_totals k
      WHERE k.year = s.year AND (s.district IS NULL OR k.district = s.district))
    ELSE (SELECT coalesce(sum(${sum}), 0) FROM contracts c
      WHERE c.seller_id = s.owner AND c.state IN ('REGISTERED', 'CHANGED')
        AND c.registered_on BETWEEN make_date(s.year, 1, 1) AND make_date(s.year, 12, 31)
        AND (s.district IS NULL OR c.district = s.district)) END`;

const PEOPLE: Sentence = { zh: '人', en: 'people' };

/** The scope's organisation is `id` of `o`, or is in the scope's district. */
const owned = sql`(s.owner IS NULL OR o.id = s.owner) AND (s.district IS NULL OR o.district = s.district)`;

/** Every indicator that a target may be set for. */
export const INDICATORS: readonly Indicator[] = [
  {
    code: 'projects.approved',
    name: { zh: '联合申报立项项目', en: 'Approved joint projects' },
    unit: { zh: '项', en: 'projects' },
    // Once per project, on its day of approval (立项), for the party that leads it.
    actual: sql`
      SELECT count(DISTINCT a.project_id) FROM applications a JOIN organisations o ON o.id = a.lead_id
      WHERE a.state = 'APPROVED' AND extract(year FROM a.approved_on) = s.year AND ${owned}`,
  },
  {
    code: 'needs.published',
    name: { zh: '发布技术需求', en: 'Needs published' },
    unit: { zh: '项', en: 'needs' },
    actual: sql`
      SELECT count(*) FROM needs n JOIN organisations o ON o.id = n.organisation_id
      WHERE n.published_at >= s.since AND n.published_at < s.until AND ${owned}`,
  },
  {
    code: 'organisations.registered',
    name: { zh: '注册单位', en: 'Organisations registered' },
    unit: { zh: '家', en: 'organisations' },
    actual: sql`
      SELECT count(DISTINCT o.id) FROM facts f JOIN organisations o ON o.id = f.subject_id
      WHERE f.topic = 'organisation.registered' AND f.at >= s.since AND f.at < s.until AND ${owned}`,
  },
  {
    code: 'liaison.meetings-held',
    name: { zh: '召开月对接会议', en: 'Monthly liaison meetings held' },
    unit: { zh: '次', en: 'meetings' },
    // A meeting counts for its month, and once for each organisation or district that takes part.
    actual: sql`
      SELECT count(*) FROM meetings m
      WHERE m.state = 'HELD' AND left(m.month, 4)::int = s.year AND EXISTS (
        SELECT FROM series_parties p JOIN organisations o ON o.id = p.organisation_id
        WHERE p.series_id = m.series_id AND ${owned})`,
  },
  {
    code: 'contracts.registered',
    name: { zh: '登记技术合同', en: 'Technology contracts registered' },
    unit: { zh: '项', en: 'contracts' },
    actual: ofContracts(sql`k.registered`, sql`1`),
  },
  {
    code: 'contracts.turnover',
    name: { zh: '技术合同成交额', en: 'Turnover of registered technology contracts' },
    unit: { zh: '元', en: 'yuan' },
    actual: ofContracts(sql`k.turnover`, sql`c.turnover`),
  },
  {
    code: 'salt-lake-engineers.trained',
    name: { zh: '培养盐湖化工领域人才', en: 'Salt-lake chemical engineers trained' },
    unit: PEOPLE,
  },
  {
    code: 'ai-trainers.trained',
    name: {
      zh: '培养人工智能训练师等绿色算力人才',
      en: 'AI trainers and other green-computing talent trained',
    },
    unit: PEOPLE,
  },
  {
    code: 'fund.lithium-carbonate',
    name: { zh: '高纯碳酸锂关键技术研究专项资金', en: 'Special fund for high-purity lithium carbonate' },
    unit: { zh: '元', en: 'yuan' },
    // What documents have allocated to it for the year, whoever answers for it.
    actual: sql`
      SELECT coalesce(-sum(a.balance), 0) FROM ledger_accounts a JOIN fund_years y ON y.id = a.fund_year_id
      JOIN funds f ON f.id = y.fund_id
      WHERE a.kind = 'SOURCE' AND y.year = s.year AND f.code = 'lithium-carbonate'`,
  },
];

const byCode = new Map(INDICATORS.map((indicator) => [indicator.code, indicator]));

/** The indicator of a code, if there is one. */
export const indicatorOf = (code: string): Indicator | undefined => byCode.get(code);

/** Whether the platform keeps the facts that the indicator counts. */
export const isMeasured = (code: string): boolean => indicatorOf(code)?.actual !== undefined;
