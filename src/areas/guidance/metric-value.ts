/** What a text such as “≥ 95 %” or “3–5 万吨” allows, in the unit without its multiplier. */
export interface MetricValue {
  /** The least it allows; -Infinity where there is none. */
  readonly low: number;
  /** The most it allows; Infinity where there is none. */
  readonly high: number;
  /** As symbols where there are any (吨 → t); undefined where neither the text nor the metric gives one. */
  readonly unit: string | undefined;
}

const NUMBER = String.raw`[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+|\s*[x×*]\s*10\^[+-]?\d+)?|10\^[+-]?\d+`;
/** k and M multiply only when they touch the number and no letter follows: 5k 次, but 5 kg and 0.5 M. */
const TIMES = String.raw`(?:\s*(?<$>万亿|亿|千万|百万|万)|(?<$Latin>[kM])(?![A-Za-zΑ-Ωα-ω]))?`;
const UNIT = String.raw`(?<$>[%‰°\p{L}$¥€](?:[%‰°\p{L}\d²³/·^()-]| (?=[a-z]))*)?`;

const part = (pattern: string, name: string): string => pattern.replaceAll('$', name);
const value = (name: string): string =>
  `(?<${name}>${NUMBER})${part(TIMES, `${name}Times`)}\\s*${part(UNIT, `${name}Unit`)}`;

const RANGE = new RegExp(`^${value('low')}\\s*(?:[-–—~〜至到]|to|and)\\s*${value('high')}$`, 'u');
const TOLERANCE = new RegExp(`^${value('low')}\\s*(?:±|\\+/-)\\s*${value('high')}$`, 'u');
const SINGLE = new RegExp(`^${value('low')}$`, 'u');

/** Words before or after a number that open it to one side; the longer first, since they hold the shorter. */
const SIDES: readonly { readonly side: 'up' | 'down'; readonly before: RegExp; readonly after: RegExp }[] = [
  {
    side: 'up',
    before:
      /^(?:[≥≧⩾]|>=?|[不非无][低小少]于|大于或?等于|至少|最低|大于|高于|超过|多于|优于|(?:at least|no(?:t)? (?:less|lower|fewer) than|(?:a )?minimum(?: of)?|more than|greater than|higher than|above|over|exceed(?:s|ing)?)(?![a-z]))\s*/i,
    after: /\s*(?:及?以上|or (?:more|above|higher|better)|and above)$/i,
  },
  {
    side: 'down',
    before:
      /^(?:[≤≦⩽]|<=?|不[高大多]于|不超过|不超|小于或?等于|至多|最多|最高|小于|低于|少于|(?:at most|no(?:t)? (?:more|greater|higher) than|(?:a )?maximum(?: of)?|not exceed(?:ing)?|less than|lower than|fewer than|below|under|up to|within)(?![a-z]))\s*/i,
    after: /\s*(?:及?以[下内]|之?内|or (?:less|below|lower|fewer)|and below)$/i,
  },
];

/** Words that lead up to a value and change nothing in it. */
const LEAD =
  /^(?:(?:目标|力争|稳定|提[高升]|增[加至]|[降减缩延][低少短长]?|下降|控制|保持|维持|目前|现为|平均|达)*(?:达到|达|[到至在为](?![少多]))|(?:目前|现状|平均)|(?:increased?|raised?|reduced?|lowered|cut|kept|down|now|today|currently)\b(?: to| at)?|between|from)\s*:?\s*/i;
const ABOUT = /^(?:大?约为?|近|≈|~|about|around|approx(?:\.|imately)?|ca\.)\s*/i;
const ASIDE = /\s*\([^()]*\)$/;

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻';
const raised = (power: string): string =>
  `10^${[...power].map((digit) => '0123456789-'[SUPERSCRIPT.indexOf(digit)]).join('')}`;

/** One way to write each thing: powers as ^, half width, no separators of thousands, no aside. */
const plain = (text: string): string =>
  text
    .replace(new RegExp(`(?<![\\d.])10([${SUPERSCRIPT}]+)`, 'gu'), (_, power: string) => raised(power))
    .normalize('NFKC')
    .replace(/[−﹣]/g, '-')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(ASIDE, '')
    .trim();

const MULTIPLES: Readonly<Record<string, number>> = {
  ...{ 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8, 万亿: 1e12 },
  ...{ k: 1e3, M: 1e6 },
};
const SYMBOLS: Readonly<Record<string, string>> = {
  ...{ 吨: 't', 千克: 'kg', 公斤: 'kg', 克: 'g', 毫克: 'mg', 米: 'm', 厘米: 'cm', 毫米: 'mm', 微米: 'μm', 纳米: 'nm' },
  ...{ 升: 'L', 毫升: 'mL', 小时: 'h', 分钟: 'min', 秒: 's', 天: 'd', 日: 'd', 摄氏度: '°C', 千瓦时: 'kWh', 千瓦: 'kW' },
  ...{ 兆瓦: 'MW', 兆帕: 'MPa', 年: 'a', 月: 'months', 个月: 'months', month: 'months', 次: 'times', 倍: 'times' },
  ...{ percent: '%', 'per cent': '%', 百分比: '%', tonne: 't', ton: 't', gram: 'g', metre: 'm', meter: 'm' },
  ...{ hour: 'h', minute: 'min', second: 's', day: 'd', year: 'a', time: 'times', cycle: 'cycles', 循环: 'cycles' },
}; // prettier-ignore

const symbol = (word: string): string => {
  const known = SYMBOLS[word] ?? SYMBOLS[word.toLowerCase().replace(/s$/, '')];
  return known ?? word.replace(/(?<![A-Za-z])([mμ]?)l(?![A-Za-z])/g, '$1L');
};

/** A unit as symbols, and what it multiplies by: 万吨 → 10,000 t. Undefined for what is a sentence, not a unit. */
function unitOf(text: string): { factor: number; unit: string } | undefined {
  const [, many = '', rest = ''] = /^(万亿|亿|千万|百万|万)?\s*(.*)$/u.exec(plain(text))!;
  if ([...rest].length > 16 || (rest.match(/\p{Script=Han}/gu) ?? []).length > 6) return undefined;
  const unit = rest.split('/').map((piece) => symbol(piece.trim())).join('/'); // prettier-ignore
  return { factor: MULTIPLES[many] ?? 1, unit };
}

const numberOf = (text: string): number => {
  const [mantissa = '', power] = text.replace(/\s/g, '').split(/(?:[x×*]|^)10\^/);
  return power === undefined ? Number(mantissa) : Number(`${mantissa || 1}e${Number(power)}`);
};

type Groups = Readonly<Record<string, string | undefined>>;

const timesOf = (groups: Groups, name: string): string | undefined =>
  groups[`${name}Times`] ?? groups[`${name}TimesLatin`];

/** The numbers of a match in the same unit; undefined where its two ends have different ones. */
function read(groups: Groups, metricUnit: string | undefined): { ends: number[]; unit?: string } | undefined {
  const given = ['low', 'high'].filter((name) => groups[name] !== undefined);
  const units = given.flatMap((name) => groups[`${name}Unit`] ?? []).map(unitOf);
  const own = units.at(-1) ?? (metricUnit ? unitOf(metricUnit) : undefined);
  if (units.some((unit) => !unit || unit.unit !== own?.unit)) return undefined;
  const last = timesOf(groups, given.at(-1)!);
  const ends = given.map((name) => {
    const times = timesOf(groups, name) ?? last;
    return numberOf(groups[name]!) * (times ? MULTIPLES[times]! : (own?.factor ?? 1));
  });
  return own?.unit ? { ends, unit: own.unit } : { ends };
}

/**
 * Reads a value out of the text of a metric: a number, a range, a comparison or a tolerance; undefined where the whole
 * text is none of these. `metricUnit` holds where the text itself gives no unit.
 */
export function metricValue(text: string, metricUnit?: string | null): MetricValue | undefined {
  let rest = plain(text).replace(LEAD, '').replace(ABOUT, '');
  const open = SIDES.find(({ before, after }) => before.test(rest) || after.test(rest));
  if (open) rest = rest.replace(open.before, '').replace(open.after, '').replace(ABOUT, '');
  for (const pattern of open ? [SINGLE] : [RANGE, TOLERANCE, SINGLE]) {
    const groups = pattern.exec(rest)?.groups;
    if (!groups) continue;
    const found = read(groups, metricUnit ?? undefined);
    if (!found) return undefined;
    const [first = NaN, second = first] = found.ends;
    const bounds =
      pattern === TOLERANCE ? [first - second, first + second] : [first, second].sort((a, b) => a - b);
    const [low = NaN, high = NaN] = bounds;
    if (!Number.isFinite(low) || !Number.isFinite(high)) return undefined;
    return {
      low: open?.side === 'down' ? -Infinity : low,
      high: open?.side === 'up' ? Infinity : high,
      unit: found.unit,
    };
  }
  return undefined;
}

/** The unit of a metric by itself, comparable with that of a value. */
export const metricUnit = (text: string | null): string | undefined =>
  (text && unitOf(text)?.unit) || undefined;
