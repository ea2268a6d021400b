import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import { runsOf } from '../../src/kernel/text';

const jieba = Jieba.withDict(dict);
const HAN = /^\p{Script=Han}/u;

/** The words of a text as a plain search has them: Chinese ones by jieba, others in lower case, unstemmed. */
export const wordsOf = (text: string): string[] =>
  runsOf(text).flatMap((run) => (HAN.test(run) ? jieba.cut(run, true) : [run]));
