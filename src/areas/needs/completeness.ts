import type { Sentence } from '../../kernel/messages';
import type { Need } from './need';

type Content = Pick<
  Need,
  | 'title'
  | 'description'
  | 'keywords'
  | 'sectors'
  | 'metrics'
  | 'budgetMin'
  | 'budgetMax'
  | 'deadline'
  | 'trlNow'
  | 'trlWanted'
>;

const DIGIT = /(?<![\p{Script=Latin}\d])\d|\bpH\d/u;
const HAN_NUMBER =
  /[一二两三四五六七八九][十百千万亿]|十[一二三四五六七八九]|[一二两三四五六七八九十半][成倍度年天吨米克升]|[一二两三四五六七八九十半]个?(?:月|小时|分钟|百分点)|分之|[一减过]半(?!导)|翻[一两]?[番倍]|零(?:排放|缺陷|故障|泄漏|添加|废)/u;
const ENGLISH_NUMBER =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen|half|halve|halved|twice|double|triple|zero)\b/i;

/** Whether a text gives a number, in digits or in words; those within a formula or a code (CO2, C26) are none. */
export function holdsNumber(text: string): boolean {
  const plain = text.normalize('NFKC');
  return [DIGIT, HAN_NUMBER, ENGLISH_NUMBER].some((pattern) => pattern.test(plain));
}

/** One thing that makes a need easier to answer. */
export interface Criterion {
  readonly field: string;
  /** Points out of 100. */
  readonly points: number;
  readonly met: (need: Content) => boolean;
  readonly hint: Sentence;
}

/** What those who answer look for, heaviest first: numbers before adjectives. */
export const CRITERIA: readonly Criterion[] = [
  {
    field: 'metrics',
    points: 25,
    met: ({ metrics }) => metrics.some(({ target }) => holdsNumber(target)),
    hint: {
      zh: '至少写一项可量化的指标（现状 → 目标，单位），目标要有数值',
      en: 'Give at least one metric: today → wanted, with its unit, and a number for what is wanted',
    },
  },
  {
    field: 'description',
    points: 25,
    met: ({ description }) => [...description].length >= 60,
    hint: {
      zh: '描述至少 60 字：工况、难点、已试过的办法',
      en: 'Describe it in 60 characters or more: conditions, difficulty, what was tried',
    },
  },
  {
    field: 'budgetMax',
    points: 15,
    met: ({ budgetMin, budgetMax }) => budgetMin !== null || budgetMax !== null,
    hint: { zh: '填写预算（元）', en: 'Give a budget in yuan' },
  },
  {
    field: 'title',
    points: 10,
    met: ({ title }) => [...title].length >= 8,
    hint: {
      zh: '标题至少 8 个字，说清对象与目标',
      en: 'Use 8 characters or more in the title: what, and to what end',
    },
  },
  {
    field: 'deadline',
    points: 10,
    met: ({ deadline }) => deadline !== null,
    hint: { zh: '填写截止日期', en: 'Give a deadline' },
  },
  {
    field: 'trlWanted',
    points: 5,
    met: ({ trlNow, trlWanted }) => trlNow !== null && trlWanted !== null,
    hint: { zh: '填写当前与期望的技术就绪度（1–9）', en: 'Give the readiness today and wanted (TRL 1–9)' },
  },
  {
    field: 'keywords',
    points: 5,
    met: ({ keywords }) => keywords.length >= 2,
    hint: { zh: '至少两个关键词', en: 'Give two keywords or more' },
  },
  {
    field: 'sectors',
    points: 5,
    met: ({ sectors }) => sectors.length > 0,
    hint: { zh: '选择行业（GB/T 4754）', en: 'Choose a sector (GB/T 4754)' },
  },
];

/** 0 to 100. */
export const completenessOf = (need: Content): number =>
  CRITERIA.reduce((total, { met, points }) => total + (met(need) ? points : 0), 0);

/** What is missing, the heaviest first. */
export const missingFrom = (need: Content): Criterion[] => CRITERIA.filter(({ met }) => !met(need));
