import { sentence } from '../../kernel/messages';
import type { Cell, Sheet } from '../../kernel/workbook';
import type { RoundBoardRow } from './round-board';

/** What one application shows of its review, through the eyes of the officer. */
export interface Reviewed {
  readonly id: string;
  readonly determinationReason: string | null;
  readonly approvedOn: string | null;
  readonly notice: {
    readonly startsOn: string;
    readonly endsOn: string;
    readonly objections: readonly { text: string; upheld: boolean | null; reason: string | null }[];
  } | null;
  readonly reviews: readonly {
    readonly state: string;
    readonly total: number | null;
    readonly recommendation: string | null;
    readonly comment: string | null;
    readonly criteria: readonly { readonly code: string; readonly name: string }[];
    readonly reviewer: { readonly name: string } | null;
    readonly scores: readonly { readonly criterion: string; readonly score: number }[] | null;
  }[];
  readonly draws: readonly {
    readonly excluded: readonly {
      readonly person: { readonly name: string } | null;
      readonly conflicts: readonly { readonly ground: string; readonly text: string }[];
    }[];
  }[];
}

/** An application on the board, with what its review shows. */
export interface Pair {
  readonly row: RoundBoardRow;
  readonly found: Reviewed;
}

/** What the reviews of a round score, by code: a round keeps to the criteria that it opened with. */
const criteriaOf = (pairs: readonly Pair[]): Map<string, string> =>
  new Map(
    pairs.flatMap(({ found }) =>
      found.reviews.flatMap(({ criteria }) => criteria.map(({ code, name }) => [code, name] as const)),
    ),
  );

const APPLICATION = ['申报 Application', '立项编号 Number', '项目 Project', '牵头单位 Lead', '状态 State'];
const RANKING = [
  ...['名次 Rank', ...APPLICATION, '申请经费（元） Requested (CNY)', '立项经费（元） Granted (CNY)'],
  ...['评审专家数 Assigned', '已提交 Submitted', '平均分 Average', '分差 Spread'],
  ...['支持 Support', '中立 Neutral', '反对 Oppose'],
];
const OPINION = ['总分 Total', '建议 Recommendation', '意见 Comment'];
const CONFLICTS = [...APPLICATION, '专家 Expert', '情形 Ground', '说明 Text'];
const DECISIONS = [
  ...[...APPLICATION, '立项经费（元） Granted (CNY)', '决定理由 Reason', '公示起 Notice from'],
  ...['公示止 Notice to', '异议 Objections', '立项日期 Approved on'],
];

/** The four sheets of a round's workbook: ranking, scores, conflicts, decisions. */
export function sheetsOf(pairs: readonly Pair[]): Sheet[] {
  const criteria = criteriaOf(pairs);
  const codes = [...criteria.keys()];
  const scored = [...criteria].map(([code, name]) => `${code} ${name}`);
  const judged = [...APPLICATION, '评审专家 Reviewer', '评审状态 Review', ...scored, ...OPINION];
  const of = (rows: (pair: Pair) => Cell[][]): Cell[][] => pairs.flatMap(rows);
  return [
    { name: '排名 Ranking', headers: RANKING, rows: ranked(pairs.map(({ row }) => row)) },
    { name: '评分 Scores', headers: judged, rows: of(({ row, found }) => scores(row, found, codes)) },
    { name: '回避 Conflicts', headers: CONFLICTS, rows: of(({ row, found }) => conflicts(row, found)) },
    { name: '决定 Decisions', headers: DECISIONS, rows: of(({ row, found }) => [decision(row, found)]) },
  ];
}

const applicationOf = ({ applicationId, number, title, lead, state }: RoundBoardRow): Cell[] => [
  ...[applicationId, number, title, lead],
  inBoth(`application.state.${state}`),
];

/** The highest average first; equal averages share a rank, and what is sealed or not reviewed has none. */
function ranked(rows: readonly RoundBoardRow[]): Cell[][] {
  const sorted = [...rows].sort((a, b) => (b.average ?? -1) - (a.average ?? -1));
  const rankOf = ({ average }: RoundBoardRow): number | null =>
    average === null ? null : 1 + sorted.findIndex((other) => other.average === average);
  return sorted.map((row) => [
    ...[rankOf(row), ...applicationOf(row), row.requestedFunding, row.grantedFunding],
    ...[row.assigned, row.submitted, row.average, row.spread, row.support, row.neutral, row.oppose],
  ]);
}

const scores = (row: RoundBoardRow, { reviews }: Reviewed, codes: readonly string[]): Cell[][] =>
  reviews.map(({ reviewer, state, scores: given, total, recommendation, comment }) => [
    ...[...applicationOf(row), reviewer?.name ?? null, inBoth(`review.state.${state}`)],
    ...codes.map((code) => given?.find(({ criterion }) => criterion === code)?.score ?? null),
    ...[total, recommendation, comment],
  ]);

const conflicts = (row: RoundBoardRow, { draws }: Reviewed): Cell[][] =>
  draws.flatMap(({ excluded }) =>
    excluded.flatMap(({ person, conflicts: found }) =>
      found.map(({ ground, text }) => [...applicationOf(row), person?.name ?? null, ground, text]),
    ),
  );

const decision = (row: RoundBoardRow, { notice, determinationReason, approvedOn }: Reviewed): Cell[] => [
  ...[...applicationOf(row), row.grantedFunding, determinationReason],
  ...[notice?.startsOn ?? null, notice?.endsOn ?? null],
  (notice?.objections ?? [])
    .map(({ text, upheld, reason }) => `${outcome(upheld)} ${text} ${reason ?? ''}`.trim())
    .join('\n') || null,
  approvedOn,
];

const outcome = (upheld: boolean | null): string =>
  upheld === null ? '未处理 open:' : upheld ? '成立 upheld:' : '不成立 overruled:';

const inBoth = (code: string): string => `${sentence(code, {}, 'zh')} ${sentence(code, {}, 'en')}`;
