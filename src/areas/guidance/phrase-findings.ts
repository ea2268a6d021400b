import { holdsNumber } from '../needs';
import { advice, type Found } from './finding';
import { anyOf, VAGUE_GROUPS, VAGUE_PHRASES, type VagueGroup } from './vague-phrases';

const same = (phrase: string): string => phrase.toLowerCase().replace(/[\s-]+/g, ' ');
const GROUP_OF: ReadonlyMap<string, VagueGroup> = new Map(
  VAGUE_GROUPS.flatMap((group) => VAGUE_PHRASES[group].map((phrase) => [phrase, group] as const)),
);

/** 国际领先 is one finding, and the 领先 in it none. */
const PHRASES = anyOf([...GROUP_OF.keys()]);
/** A comma or a full stop ends a clause unless it stands inside a number or a word. */
const CLAUSES = /(?:[^，。；：！？,.;:!?\n]|[,.:](?=\S))+/gu;
const MEASURED =
  /(?<![\p{Script=Latin}\d.])(?!(?:19|20)\d\d\s*年)\d+(?:[.,]\d+){0,5}\s*(?:[%％‰°℃²³]|[\p{Script=Latin}\p{Script=Greek}Ωµ]+(?![\d])|[个多余]?百分点|[万亿千百]|[倍成吨克升米元度天年次秒亩]|个月|公斤|公顷|毫|微|纳|厘|兆|帕|瓦|伏|安|小时|分钟)/u;

/** A number with its unit; one in words (三成, 两倍) says what it counts. */
const isMeasured = (clause: string): boolean =>
  MEASURED.test(clause) || holdsNumber(clause.replace(/\p{N}/gu, ''));

/** More than these in one field help nobody. */
const MOST_PHRASES = 50;

/** Vague phrases in a text, each pointed at; one that shares its clause with a number and a unit is not vague. */
export function phraseFindings(field: 'title' | 'description', text: string): Found[] {
  const found: Found[] = [];
  for (const { 0: clause, index } of text.matchAll(CLAUSES)) {
    if (found.length >= MOST_PHRASES) break;
    const phrases = [...clause.matchAll(PHRASES)];
    if (phrases.length === 0 || isMeasured(clause)) continue;
    for (const { 0: phrase, index: at } of phrases.slice(0, MOST_PHRASES - found.length)) {
      const start = index + at;
      const group = GROUP_OF.get(same(phrase))!;
      found.push(advice(field, `guidance.${group}`, { phrase }, { start, end: start + phrase.length }));
    }
  }
  return found;
}
