import 'reflect-metadata';
import { readGlossary } from '../../seeds/reference';
import { countSide, learn, lessonOf } from '../../src/engine/counting';
import { scoreOfWorks } from '../../src/engine/experts';
import type { Side, SideStatistics } from '../../src/engine/statistics';
import { TextIndex } from '../../src/engine/text-index';
import { Vocabulary } from '../../src/engine/vocabulary';
import { useLexicon } from '../../src/kernel/lexicon';
import { byCandidate, worksOf, type Collection, type Scorer } from './collection';

/** What the engine can be run without, to see what it is worth. */
export const ENGINE_LEVERS = ['body', 'fade', 'meaning', 'concepts', 'bridge'] as const;
export type EngineLever = (typeof ENGINE_LEVERS)[number];

/**
 * The need's body left out of the query; every work of a person counting alike; no meanings learnt; no
 * glossary; nothing carried into the other language.
 */
export interface EngineOptions {
  readonly without?: EngineLever;
}

const pause = (): Promise<void> => Promise.resolve();
const everything = (): boolean => true;

/** The code that serves matches: works of all candidates on one side, needs on the other, counted and learnt from. */
export async function engineScores(collection: Collection, { without }: EngineOptions = {}): Promise<Scorer> {
  useLexicon(without === 'concepts' ? [] : readGlossary());
  const vocabulary = new Vocabulary();
  const sides = { need: new TextIndex<null>(vocabulary), achievement: new TextIndex<null>(vocabulary) };
  worksOf(collection).forEach(({ title, text }, at) =>
    sides.achievement.put(String(at), { title, body: text }, null),
  );
  collection.needs.forEach(({ id, title, body }) => sides.need.put(id, { title, body }, null));
  const count = (side: Side): Promise<SideStatistics> =>
    countSide(sides[side].view(), vocabulary.size, everything, pause);
  const statistics = { need: await count('need'), achievement: await count('achievement') };
  const lesson = without === 'meaning' ? undefined : await lessonOf(sides, statistics, everything, pause);
  await sides.achievement.use(statistics.achievement, lesson && (await learn(lesson, {})), pause);
  const view = sides.achievement.view();
  const scoreOf = without === 'fade' ? mean : topWeighted;
  return ({ title, body }) => {
    const query = view.query({ title, body: without === 'body' ? '' : body });
    const asked =
      without === 'bridge' ? { language: query.language, own: query.own, other: query.own } : query;
    return byCandidate(collection, view.scores(asked), scoreOf);
  };
}

const mean = (scores: number[]): number => scores.reduce((sum, score) => sum + score, 0) / scores.length;

const topWeighted = (scores: number[]): number =>
  scoreOfWorks(scores.sort((a, b) => b - a).map((score, at) => ({ id: String(at), score })));
