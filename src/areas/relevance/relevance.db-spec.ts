import { startApp, type TestApp } from '../../../test/support/app';
import { eventually } from '../../../test/support/eventually';
import { statementsOf } from '../../../test/support/statements';
import { SYSTEM } from '../../kernel/actor';
import { useLexicon } from '../../kernel/lexicon';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { AchievementsReader, AchievementsService } from '../achievements';
import { NeedsReader } from '../needs';
import { Corpus } from './corpus';
import { Fitting } from './fitting';
import { MatchIndex } from './match-index';
import { StatisticsStore } from './statistics.store';
import { StoredDocuments } from './stored-documents';

const TITLES = [
  '卤水提锂吸附剂',
  'Lithium adsorbent for brine',
  '光伏组件清洗机器人',
  '青稞秸秆黄贮发酵菌剂',
];
const ASKED = { title: '盐湖老卤提锂', body: 'lithium' };
const STATE = `{ matchingState { needs achievements statistics weights meanings recount { state progress endedAt } } }`;
const ASK = 'mutation { recountMatching { state } }';
const CANCEL = 'mutation { cancelRecount { state } }';

let app: TestApp;
let service: AchievementsService;
let organisationId: string;

const offer = (title: string, visibility: 'PUBLIC' | 'CONFIDENTIAL' = 'PUBLIC'): Promise<unknown> =>
  service.importOne(
    SYSTEM,
    organisationId,
    { title, abstract: `${title}的制备与应用研究。`, visibility },
    title,
  );
const scoresIn = ({ sides }: Corpus): Map<string, number> => {
  const view = sides.achievement.view();
  const scores = view.scores(view.query(ASKED));
  return new Map([...view.ordinals].map(([id, ordinal]) => [id, scores[ordinal]!]));
};

/** What another process would hold. */
const elsewhere = (): Corpus => {
  const uow = app.get(UnitOfWork);
  const readers = [app.get(NeedsReader), app.get(AchievementsReader)] as const;
  return new Corpus(uow, ...readers, new StoredDocuments(uow), app.get(StatisticsStore));
};
const fill = async (corpus: Corpus): Promise<void> => {
  const stale = { need: new Set<string>(), achievement: new Set<string>() };
  await corpus.followStatistics();
  await corpus.compare(stale);
  await corpus.refresh(stale);
};

beforeAll(async () => {
  app = await startApp({ now: '2025-03-14T09:00:00+08:00', works: true });
  service = app.get(AchievementsService);
  organisationId = await app.personas.organisation('tju');
  for (const title of TITLES) await offer(title);
});
afterAll(async () => {
  await app.close();
  useLexicon([]);
});

describe('the corpus', () => {
  it('is the same in every process, and is not taken apart again at a start', async () => {
    const index = app.get(MatchIndex);
    await index.current();
    await index.count();
    await offer('晚到的提锂膜');
    await index.current();
    const other = elsewhere();
    const sent = await statementsOf(app.dataSource, () => fill(other));
    expect(sent.filter((statement) => statement.includes('INSERT INTO match_documents'))).toEqual([]);
    expect(other.statistics.version).toBe(index.corpus.statistics.version);
    expect(scoresIn(other)).toEqual(scoresIn(index.corpus));
    expect([...scoresIn(other).values()].some((score) => score > 0)).toBe(true);
  });

  it('is taken apart again when the glossary changes', async () => {
    useLexicon([{ code: 'extraction', zh: ['提锂'], en: ['lithium adsorbent'] }]);
    const index = app.get(MatchIndex);
    const before = scoresIn(index.corpus);
    await index.current();
    const after = scoresIn(index.corpus);
    expect([...after].some(([id, score]) => score !== before.get(id))).toBe(true);
    expect(index.corpus.isCountedInThisLexicon).toBe(false);
    await app.get(Fitting).count();
    expect(index.corpus.isCountedInThisLexicon).toBe(true);
  });

  it('counts nothing that is confidential', async () => {
    const index = app.get(MatchIndex);
    const { documents } = (await index.count())!.sides.achievement;
    await offer('保密的提锂电极', 'CONFIDENTIAL');
    await index.current();
    expect((await index.count())!.sides.achievement.documents).toBe(documents);
  });
});

describe('a recount', () => {
  it('is asked for by the bureau, done by a worker, and tells how far it is', async () => {
    const [bureau, stranger] = [await app.as('bureau'), await app.as('enterprise')];
    await stranger.refused('FORBIDDEN', ASK);
    const before = (await bureau.query(STATE)).matchingState;
    expect(before).toMatchObject({ needs: 0, meanings: false });
    expect((await bureau.mutate(ASK)).recountMatching.state).toBe('WAITING');
    const after = await eventually(async () => {
      const { matchingState } = await bureau.query(STATE);
      return matchingState.recount?.state === 'DONE' ? matchingState : undefined;
    });
    expect(after.statistics).toBe(before.statistics + 1);
    expect(after.recount).toMatchObject({ progress: 1, endedAt: expect.any(String) });
  });

  it('is one at a time, and can be ended', async () => {
    const bureau = await app.as('bureau');
    await app.sql(
      `INSERT INTO match_recounts (id, state, started_at) VALUES (gen_random_uuid(), 'RUNNING', now())`,
    );
    await bureau.refused('relevance.recounting', ASK);
    expect((await bureau.mutate(CANCEL)).cancelRecount.state).toBe('CANCELLED');
    expect((await bureau.mutate(CANCEL)).cancelRecount).toBeNull();
  });
});
