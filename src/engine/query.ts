import { toChinese, toEnglish } from '../kernel/bridge';
import { analyse, languageOf, type TextUnit } from '../kernel/text';
import { countsOf, type Language, type Titled } from './document';

/** The weight of a subject's body beside its title (measured). */
export const BODY_WEIGHT = 0.2;
/** Saturation and length normalisation of BM25 (measured). */
export const K1 = 1.2;
export const B = 0.3;

/** How much a unit that occurs `count` times weighs in a text so many times as long as the average. */
export const saturated = (count: number, relativeLength: number): number =>
  (count * (K1 + 1)) / (count + K1 * (1 - B + B * relativeLength));

/** How much a word counts by what a dictionary says it can mean in the other language (measured on bench/judged). */
const BRIDGE_WEIGHT = 0.6;

/** A term of a subject, with its weight. */
export interface QueryTerm {
  /** What is looked up. */
  readonly key: string;
  /** The unit of the subject's text that it stands for. */
  readonly unit: TextUnit;
  readonly inTitle: boolean;
  readonly weight: number;
}

/** Terms and the length of their vector. */
export interface QueryVector {
  readonly terms: readonly QueryTerm[];
  readonly norm: number;
}

/** A subject ready to be compared: with texts of its own language, and over the bridge with those of the other. */
export interface Query {
  readonly language: Language;
  readonly own: QueryVector;
  readonly other: QueryVector;
}

/** What the weight of a unit is made of before its rarity: in full in the title, a fifth and saturated in the body. */
interface Said {
  readonly unit: TextUnit;
  readonly inTitle: boolean;
  readonly share: number;
}

type Rarity = (key: string) => number;

/** The vectors of a subject. `rarityOf` gives the weight of a unit by how rare it is among the candidates. */
export function queryOf(text: Titled, rarityOf: Rarity): Query {
  const said = saidIn(text);
  const language = languageOf(`${text.title}\n${text.body}`);
  let other: QueryVector | undefined;
  return {
    language,
    own: ownVector(said, rarityOf),
    // Where all texts are in one language, the dictionary need not be opened.
    get other() {
      return (other ??= otherVector(said, language, rarityOf));
    },
  };
}

function saidIn({ title, body }: Titled): Said[] {
  const inTitle = countsOf(analyse(title));
  const inBody = countsOf(analyse(body));
  return [...new Map([...inBody, ...inTitle])].map(([key, { unit }]) => {
    const share = (inTitle.has(key) ? 1 : 0) + BODY_WEIGHT * saturated(inBody.get(key)?.count ?? 0, 1);
    return { unit, inTitle: inTitle.has(key), share };
  });
}

const lengthOf = (weights: readonly number[]): number =>
  Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;

function ownVector(said: readonly Said[], rarityOf: Rarity): QueryVector {
  const terms = said.map(({ unit, inTitle, share }) => {
    return { key: unit.key, unit, inTitle, weight: share * rarityOf(unit.key) };
  });
  return { terms, norm: lengthOf(terms.map(({ weight }) => weight)) };
}

/** Concepts, names and codes as they are; other words by the dictionary. What no bridge carries still counts in the length. */
function otherVector(said: readonly Said[], language: Language, rarityOf: Rarity): QueryVector {
  const named = said.filter(({ unit }) => unit.kind === 'concept').map(({ unit }) => unit.surface);
  const whole = said.filter(({ unit }) => unit.kind !== 'pair' && !isWithin(unit, named));
  const terms = said.flatMap((one) => {
    const { unit, inTitle, share } = one;
    const carried = (key: string, factor: number): QueryTerm => {
      return { key, unit, inTitle, weight: factor * share * rarityOf(key) };
    };
    if (unit.kind === 'concept' || isForeign(unit, language)) return [carried(unit.key, 1)];
    if (unit.kind === 'pair' || isWithin(unit, named)) return [];
    const meanings = language === 'zh' ? toEnglish(unit.key) : toChinese(unit.key);
    return meanings.map((key) => carried(key, BRIDGE_WEIGHT));
  });
  return { terms, norm: lengthOf(whole.map(({ unit, share }) => share * rarityOf(unit.key))) };
}

/** A word that a concept of the glossary holds has been carried with it. */
const isWithin = ({ kind, surface }: TextUnit, named: readonly string[]): boolean =>
  kind !== 'concept' && named.some((name) => name.toLowerCase().includes(surface.toLowerCase()));

/** A Latin word or code in a Chinese text, which an English one may hold as it is; and a code in an English one. */
const isForeign = ({ key }: TextUnit, language: Language): boolean =>
  language === 'zh' ? !/\p{Script=Han}/u.test(key) : /\d/.test(key);
