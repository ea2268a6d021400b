import { seedReference } from '../../seeds/reference';
import { CurrentLexicon } from '../../src/areas/glossary';
import { MatchIndex } from '../../src/areas/relevance';
import { useLexicon } from '../../src/kernel/lexicon';
import { startApp, type TestApp } from '../support/app';
import * as operations from '../support/case-operations';
import type { Data } from '../support/client';
import type { OrganisationName, Persona } from '../support/personas';

const NEED = {
  title: '高镁锂比老卤提锂吸附剂',
  description:
    '老卤镁锂比约40，现用进口吸附剂溶损率0.3 %，夏季25 ℃、冬季零下工况均需稳定运行，两家国产吸附剂循环200次后容量衰减30 %以上，希望溶损降到0.05 %以下。',
  metrics: [{ name: '溶损率', unit: '%', current: '0.3', target: '≤ 0.05' }],
  budgetMax: '3500000.00',
  trlWanted: 7,
  visibility: 'PUBLIC',
};
const OFFERS = {
  english: {
    title: 'Granular aluminium-based lithium adsorbent for brines with a high Mg/Li ratio',
    abstract:
      'The adsorbent keeps 94 % of its capacity after 1,200 cycles of adsorption and desorption in old brine; dissolution loss is below 0.02 %.',
    trl: 8,
  },
  floor: {
    title: '老卤提锂吸附剂车间防腐地坪',
    abstract:
      '高镁锂比老卤提锂吸附剂车间地坪的防腐层施工方法，冬季零下可施工，循环冻融200次不开裂，已用于两家国产吸附剂厂。',
  },
  works: {
    title: '提锂吸附剂车间地坪防腐施工',
    abstract: '老卤提锂吸附剂车间防腐地坪的施工方法，冬季零下可施工。',
  },
} as const;

const MATCHES = `query ($id: ID!) { need(id: $id) { matches(first: 10) { nodes { score version feedback
  candidate { ... on Achievement { id title } } missing { factor text } reasons { factor contribution text terms }
  highlights { side field start end term } } } } }`;
const JUDGE = `mutation ($subject: ID!, $candidate: ID!, $verdict: MatchVerdict!) {
  judgeMatch(subjectId: $subject, candidateId: $candidate, verdict: $verdict) }`;
const EXPLAIN = `query ($subject: ID!, $candidate: ID!, $version: String) {
  explainMatch(subjectId: $subject, candidateId: $candidate, version: $version) { score version reasons { contribution } } }`;

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ now: '2025-07-07T10:00:00+08:00' });
  await seedReference(app.app);
  await app.get(CurrentLexicon).current();
});
afterAll(async () => {
  await app.close();
  useLexicon([]);
});

const as = async (who: Persona, query: string, variables: Record<string, unknown> = {}): Promise<Data> =>
  (await app.as(who)).query(query, variables);
const sumOf = ({ reasons }: Data): number =>
  (reasons as Data[]).reduce((sum, { contribution }) => sum + (contribution as number), 0);

/** Each step is one test, in order. */
describe('a Chinese need and an English achievement', () => {
  let need: string;
  const offers: Record<keyof typeof OFFERS, string> = { english: '', floor: '', works: '' };
  const matches = async (): Promise<Data[]> =>
    (await as('enterprise', MATCHES, { id: need })).need.matches.nodes;
  const idsOf = (found: Data[]): string[] => found.map(({ candidate }) => candidate.id as string);
  let before: Data;

  const offer = async (name: keyof typeof OFFERS, who: Persona & OrganisationName): Promise<void> => {
    const input = { ...OFFERS[name], visibility: 'PUBLIC', organisationId: await app.organisation(who) };
    const { draftAchievement } = await as(who, operations.DRAFT_ACHIEVEMENT, { input });
    offers[name] = draftAchievement.id;
    await as(who, operations.MOVE_ACHIEVEMENT, { id: offers[name], verb: 'SUBMIT' });
    await as('bureau', operations.MOVE_ACHIEVEMENT, { id: offers[name], verb: 'APPROVE' });
  };

  it('meet: the engine carries the words of the one into the language of the other', async () => {
    await offer('english', 'tju');
    await offer('floor', 'qmu');
    await offer('works', 'isl');
    const input = { ...NEED, organisationId: await app.organisation('enterprise') };
    need = (await as('enterprise', operations.DRAFT_NEED, { input })).draftNeed.id;
    await as('enterprise', operations.MOVE_NEED, { id: need, verb: 'SUBMIT' });
    await as('bureau', operations.MOVE_NEED, { id: need, verb: 'APPROVE' });
    const found = await matches();
    expect(idsOf(found)).toContain(offers.english);
    before = found.find(({ candidate }) => candidate.id === offers.english)!;
    const terms = (before.reasons as Data[]).flatMap((reason) => reason.terms as string[]);
    expect(terms).toContain('锂吸附剂');
    for (const match of found) expect(Math.abs(sumOf(match) - match.score)).toBeLessThan(1e-6);
  });

  it('show where: every named term is found in both texts', () => {
    const words = (before.highlights as Data[]).map(({ side, field, start, end, term }) => {
      const text =
        side === 'SUBJECT' ? NEED : { title: OFFERS.english.title, abstract: OFFERS.english.abstract };
      return [side, term, (text as Record<string, unknown>)[field]?.toString().slice(start, end)];
    });
    expect(words).toContainEqual(['SUBJECT', '锂吸附剂', '锂吸附剂']);
    expect(words).toContainEqual(['CANDIDATE', '锂吸附剂', 'lithium adsorbent']);
    expect((before.missing as Data[]).map(({ factor }) => factor)).toContain('field');
  });

  it('change places with what is like the one that the enterprise dismissed', async () => {
    const [first] = idsOf(await matches());
    expect([offers.floor, offers.works]).toContain(first);
    await as('enterprise', JUDGE, { subject: need, candidate: first, verdict: 'NOT_RELEVANT' });
    const found = await matches();
    expect(idsOf(found)[0]).toBe(offers.english);
    expect(idsOf(found).at(-1)).toBe(first);
    const alike = found.find(({ candidate }) => ![offers.english, first].includes(candidate.id))!;
    const why = (alike.reasons as Data[]).find(({ factor }) => factor === 'like.not-relevant')!;
    expect(why.contribution).toBeLessThan(0);
    expect(why.text).toMatch(/^Like “.+”, which you found not relevant$/);
    for (const match of found) expect(Math.abs(sumOf(match) - match.score)).toBeLessThan(1e-6);
  });

  it('can be worked out again as they were, after the texts were counted anew', async () => {
    const ask = { subject: need, candidate: offers.english };
    expect(before.version).toMatch(/^0\.1\./);
    const counted = await app.get(MatchIndex).count();
    expect(counted!.version).toBe(1);
    const now = (await as('enterprise', EXPLAIN, ask)).explainMatch;
    expect(now.version).toMatch(/^1\.1\./);
    expect(now.score).not.toBeCloseTo(before.score, 6);
    expect(Math.abs(sumOf(now) - now.score)).toBeLessThan(1e-6);
    const listed = (await matches()).find(({ candidate }) => candidate.id === offers.english)!;
    const echoes = (listed.reasons as Data[]).filter(({ factor }) => factor.startsWith('like.'));
    const opinions = echoes.reduce((sum, { contribution }) => sum + (contribution as number), 0);
    expect(now.score).toBeCloseTo(listed.score - opinions, 9);
  });
});
