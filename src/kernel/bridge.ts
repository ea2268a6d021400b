import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { dict } from '@node-rs/jieba/dict';
import { wordKey } from './pieces';
import { LATIN_STOP_WORDS } from './stop-words';

/*
 * A dictionary between texts of different languages: weak evidence, where the glossary has none. It is CC-CEDICT
 * (https://cc-cedict.org, published by MDBG) under CC BY-SA 4.0, by way of the package cc-cedict; what is kept of it
 * here are Chinese words with the stems of their shortest glosses.
 */

/** Words of the other language at most. */
const MOST = 6;

/** By word, the keys of the other language, the likeliest first, joined by `BAR`: a text costs less than a list. */
interface Bridge {
  readonly english: ReadonlyMap<string, string>;
  readonly chinese: ReadonlyMap<string, string>;
}

const BAR = '|';
/** The process is given away after so long, milliseconds. */
const SLICE_MS = 20;
let bridge: Bridge | undefined;

/** What a Chinese word of 2 to 6 characters can mean: at most 6 stems, or pairs of stems, as `analyse` gives them. */
export const toEnglish = (zhWord: string): readonly string[] =>
  split((bridge ??= load()).english.get(zhWord));

/** The Chinese words for an English stem: at most 6, the most common first. */
export const toChinese = (enStem: string): readonly string[] =>
  split((bridge ??= load()).chinese.get(enStem));

const split = (joined: string | undefined): readonly string[] => joined?.split(BAR) ?? [];

const DATA = 'cc-cedict/data/all.js';
const STRING = String.raw`"(?:[^"\\]|\\.)*"`;
/** Traditional, simplified, pinyin, and one definition or several, in JSON. Words of 2 to 6 characters only. */
const ENTRY = new RegExp(
  String.raw`\["[^"]*","(\p{Script=Han}{2,6})","[^"]*",(${STRING}|\[${STRING}(?:,${STRING})*\])`,
  'gu',
);

/** Read by pattern: the package's own reader keeps 200 MB in memory, and parsing it all takes as much for a moment. */
function* entries(): Generator<readonly [zh: string, definitions: readonly string[]]> {
  const places = (require.resolve.paths(DATA) ?? []).map((folder) => join(folder, DATA));
  const file = places.find(existsSync);
  if (!file) throw new Error(`${DATA} is not installed`);
  for (const [, zh, definitions] of readFileSync(file, 'utf8').matchAll(ENTRY))
    yield [zh!, [JSON.parse(definitions!) as string | string[]].flat()];
}

/** Opens the dictionary without holding the process for the second that it takes; else the first word asked for does. */
export async function openBridge(): Promise<void> {
  if (bridge) return;
  const english = new Map<string, string>();
  let since = performance.now();
  for (const entry of entries()) {
    keep(english, entry);
    if (performance.now() - since < SLICE_MS) continue;
    await turn();
    since = performance.now();
  }
  bridge ??= { english, chinese: reversed(english) };
}

function load(): Bridge {
  const english = new Map<string, string>();
  for (const entry of entries()) keep(english, entry);
  return { english, chinese: reversed(english) };
}

function keep(english: Map<string, string>, [zh, definitions]: readonly [string, readonly string[]]): void {
  const known = english.get(zh)?.split(BAR) ?? [];
  const keys = new Set([...known, ...definitions.flatMap(glossesOf)]);
  if (keys.size > 0) english.set(zh, [...keys].slice(0, MOST).join(BAR));
}

/** How often the segmenter's dictionary has seen each of these words. */
function frequencies(words: ReadonlyMap<string, unknown>): Map<string, number> {
  const seen = new Map<string, number>();
  for (const [, word, frequency] of Buffer.from(dict)
    .toString('utf8')
    .matchAll(/^(\S+) (\d+)/gm))
    if (words.has(word!)) seen.set(word!, Number(frequency));
  return seen;
}

/** By single stems; a word counts less where it is a further meaning. */
function reversed(english: ReadonlyMap<string, string>): Map<string, string> {
  const seen = frequencies(english);
  const found = new Map<string, { readonly zh: string; readonly weight: number }[]>();
  for (const [zh, keys] of english) {
    keys.split(BAR).forEach((key, rank) => {
      if (key.includes(' ')) return;
      const words = found.get(key) ?? [];
      words.push({ zh, weight: (1 + (seen.get(zh) ?? 0)) / (1 + rank) });
      found.set(key, words);
    });
  }
  const best = (words: { readonly zh: string; readonly weight: number }[]): string =>
    words
      .sort((a, b) => b.weight - a.weight || a.zh.length - b.zh.length)
      .slice(0, MOST)
      .map(({ zh }) => zh)
      .join(BAR);
  return new Map([...found].map(([key, words]) => [key, best(words)]));
}

/** What tells of a word instead of saying what it means. */
const ABOUT =
  /^(surname|(old |archaic |erhua |japanese )?variant|abbr|see |see also|also |used |old |ancient pr|tw pr|cl:|one of|name of|classifier|radical|equivalent|same as|genus |\(?lit\.|\(?fig\.)/i;
const ASIDES = /\([^)]*\)|\[[^\]]*\]|"/g;
const LEADING = /^(to be|to|a|an|the) /;

/** The words and two-word phrases of one definition, as keys. */
function glossesOf(definition: string): string[] {
  return definition.split(';').flatMap((part) => {
    if (ABOUT.test(part.trim())) return [];
    const gloss = part.replace(ASIDES, ' ').trim();
    const words = gloss.toLowerCase().replace(LEADING, '').split(/[\s-]+/).filter(Boolean); // prettier-ignore
    if (words.length > 2 || !words.every((word) => /^[a-z]{2,}$/.test(word))) return [];
    const said = words.filter((word) => !LATIN_STOP_WORDS.has(word));
    return said.length > 0 ? [said.map(wordKey).join(' ')] : [];
  });
}
