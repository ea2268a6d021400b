import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';

let jieba = Jieba.withDict(dict);
let taught: ReadonlySet<string> = new Set();

/** How often a taught word is supposed to occur (of 60 million): more than chance, less than common words. */
const FREQUENCY = 1_000;

/** A stretch of Chinese as words, one after another. */
export const cut = (run: string): string[] => jieba.cut(run, true);

/** The same with the words inside them. */
export const cutForSearch = (run: string): string[] => jieba.cutForSearch(run, true);

/** Makes these, and of those taught before only these, words. Cheap unless one is dropped: a dictionary cannot forget. */
export function teach(words: ReadonlySet<string>): void {
  const dropped = [...taught].some((word) => !words.has(word));
  if (dropped) jieba = Jieba.withDict(dict);
  const fresh = dropped ? [...words] : [...words].filter((word) => !taught.has(word));
  if (fresh.length > 0) jieba.loadDict(Buffer.from(fresh.map((word) => `${word} ${FREQUENCY} n\n`).join('')));
  taught = words;
}
