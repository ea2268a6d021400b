import Big from 'big.js';
import { DateTime } from 'luxon';
import { Day, Decimal } from '../kernel/scalars';
import { refuse } from './import.messages';

/** Reads one cell into what the API takes for its field; `unit` is what the header says in brackets. */
export type Cell = (value: unknown, unit: string | undefined) => unknown;

/** Text as it stands; a number or a day in a spreadsheet is text all the same. */
export const text: Cell = (value) => {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
};

/** Several texts in one cell, separated by ; ； 、 , ， | or line breaks. */
export const list: Cell = (value) => {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const parts = String(value).split(/[;；、,，|\n]/);
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))];
};

const DAY_FORMS = ['yyyy-M-d', 'yyyy/M/d', 'yyyy.M.d', 'yyyy年M月d日', 'yyyyMMdd'];

/** A day however offices write it: 2025-03-14, 2025/3/14, 2025年3月14日. */
export const day: Cell = (value) => {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  const written = String(value).trim();
  const read = DAY_FORMS.map((form) => DateTime.fromFormat(written, form)).find(({ isValid }) => isValid);
  return orRefuse(() => Day.parseValue(read?.toFormat('yyyy-MM-dd')), 'import.day', written);
};

const MULTIPLES: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

/** Yuan; 30万, 1.2 亿元, ￥3,500,000 and a header such as 预算（万元） are understood. */
export const yuan: Cell = (value, unit) => {
  const written = String(value).normalize('NFKC').trim();
  const amount = /^¥?([\d,]+(?:\.\d+)?)(万|亿)?元?$/.exec(written.replace(/\s/g, ''));
  const multiple = MULTIPLES[amount?.[2] ?? unit?.charAt(0) ?? ''] ?? 1;
  const yuanText = amount && new Big(amount[1]!.replaceAll(',', '')).times(multiple).toFixed();
  return orRefuse(() => Decimal.parseValue(yuanText), 'import.yuan', written);
};

/** A whole number; a technology readiness may be written TRL 6 or 6级. */
export const whole: Cell = (value) => {
  const written = String(value).normalize('NFKC').trim();
  const digits = /^(?:TRL)?[\s-]*(\d{1,9})\s*级?$/i.exec(written)?.[1];
  return orRefuse(() => digits && Number(digits), 'import.whole', written);
};

/** One word of an enum, or what it is called in Chinese; any other is left for the validator to refuse. */
export const word =
  (words: Readonly<Record<string, string>>): Cell =>
  (value) => {
    const written = String(value).trim();
    return words[written] ?? written.toUpperCase();
  };

/** Several words of an enum. */
export const words =
  (known: Readonly<Record<string, string>>): Cell =>
  (value, unit) => {
    const parts = list(value, unit);
    return Array.isArray(parts) ? parts.map((part) => word(known)(part, unit)) : parts;
  };

function orRefuse(
  read: () => unknown,
  code: 'import.day' | 'import.yuan' | 'import.whole',
  value: string,
): unknown {
  let result: unknown;
  try {
    result = read();
  } catch {
    result = undefined;
  }
  if (result === undefined || result === '') throw refuse(code, { value: value.slice(0, 80) });
  return result;
}
