import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { statementCount } from '../../../test/support/statements';
import { Settings } from '../../kernel/settings';
import { SYSTEM } from '../../kernel/actor';

const REVIEW = 'completeness submittable findings { field code severity points text excerpt start end }';
const ASK = `query($input: DraftNeedInput!) { reviewNeedText(input: $input) { ${REVIEW} } }`;
const DRAFT = 'mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id completeness } }';
const MOVE = 'mutation($input: MoveNeedInput!) { moveNeed(input: $input) { id } }';
const READ = `query($id: ID!) { need(id: $id) { completeness review { ${REVIEW} } } }`;

const CONTENT = {
  title: '高镁锂比卤水提锂吸附剂国产化',
  description:
    '老卤镁锂比约 40，现用国际领先的进口吸附剂，溶损偏高，需在冬季 -5 ℃ 下稳定运行；已试过两家国产产品，循环 200 次后吸附容量衰减三成以上，解吸时间变长。',
  metrics: [{ name: '吸附剂溶损率', unit: '%', current: '0.3', target: '≤ 0.05' }],
  budgetMax: '3500000',
  deadline: '2025-12-31',
  visibility: 'PUBLIC',
};

let app: TestApp;
let enterprise: ApiClient;
let bureau: ApiClient;
let organisationId: string;

const review = async (content: object, client = enterprise): Promise<Data> =>
  (await client.query(ASK, { input: { organisationId, ...content } })).reviewNeedText;
const reviewOf = async (client: ApiClient, id: string): Promise<Data> =>
  (await client.query(READ, { id })).need.review;
const draft = async (content: object = CONTENT): Promise<string> =>
  (await enterprise.mutate(DRAFT, { input: { organisationId, ...content } })).draftNeed.id;
const codes = ({ findings }: Data): string[] => findings.map(({ code }: Data) => code as string);

beforeAll(async () => {
  app = await startApp({ now: '2025-03-14T09:00:00+08:00' });
  enterprise = await app.as('enterprise');
  bureau = await app.as('bureau');
  organisationId = await app.organisation('enterprise');
});
afterAll(() => app.close());

describe('the review of a text', () => {
  it('points at a phrase, and says in the caller’s language what to do', async () => {
    const { completeness, submittable, findings } = await review(CONTENT);
    expect({ completeness, submittable }).toEqual({ completeness: 85, submittable: true });
    const found = findings.find(({ code }: Data) => code === 'guidance.praise');
    expect(found).toMatchObject({ field: 'description', severity: 'ADVICE', points: 0, excerpt: '国际领先' });
    expect(CONTENT.description.slice(found.start as number, found.end as number)).toBe('国际领先');
    expect(found.text).toMatch(/^“国际领先” cannot be checked/);
    const chinese = await review(CONTENT, enterprise.with({ 'accept-language': 'zh-CN' }));
    expect(chinese.findings.map(({ text }: Data) => text as string).join('')).toMatch(/“国际领先”无法核对/);
  });

  it('needs no more than a title and a description', async () => {
    const found = await review({ title: '一流技术', description: '大幅提高收率' });
    expect(found).toMatchObject({ completeness: 0, submittable: false });
    expect(found.findings[0]).toEqual({
      ...{ field: 'metrics', code: 'guidance.missing', severity: 'BLOCKING', points: 25 },
      ...{ text: expect.stringContaining('at least one metric') as string },
      ...{ excerpt: null, start: null, end: null },
    });
    expect(codes(found)).toEqual(
      expect.arrayContaining([
        ...['guidance.title-generic', 'guidance.praise', 'guidance.want', 'guidance.description-no-number'],
      ]),
    );
    expect(await review({ title: '提锂', description: '短', metrics: null, keywords: null })).toMatchObject({
      completeness: 0,
    });
  });

  it('tells beforehand what a draft or a submission would be refused for', async () => {
    const late = { ...CONTENT, budgetMin: '9000000', deadline: '2025-03-13', sectors: ['锂业'] };
    const found = await review(late);
    expect(found.submittable).toBe(false);
    expect(found.findings.slice(0, 3).map(({ field, severity }: Data) => `${field} ${severity}`)).toEqual([
      ...['budgetMin BLOCKING', 'sectors BLOCKING', 'deadline BLOCKING'],
    ]);
    await enterprise.refused('needs.budget-order', DRAFT, { input: { organisationId, ...late } });
  });

  it('follows the bureau’s threshold', async () => {
    const change = (value: number): Promise<unknown> =>
      app.get(Settings).change(SYSTEM, 'needs.completeness-threshold', value, '试验');
    await change(90);
    expect(await review(CONTENT)).toMatchObject({ completeness: 85, submittable: false });
    await change(85);
    expect(await review(CONTENT)).toMatchObject({ completeness: 85, submittable: true });
    await change(60);
  });

  it('saves nothing', async () => {
    const count = (): Promise<Data[]> =>
      app.sql('SELECT (SELECT count(*) FROM needs) AS needs, (SELECT count(*) FROM facts) AS facts');
    await draft();
    const before = await count();
    await review(CONTENT);
    await review({ title: '提锂', description: '短' });
    expect(await count()).toEqual(before);
    expect(Number(before[0]!.needs)).toBeGreaterThan(0);
  });

  it('is for those who have signed in, on a need of their own; the bureau may try any', async () => {
    const input = { organisationId, ...CONTENT };
    await app.anonymous().refused('UNAUTHENTICATED', ASK, { input });
    const refused = await (await app.as('rival')).refused('needs.not-member', ASK, { input });
    expect(refused.extensions.path).toEqual(['input', 'organisationId']);
    expect(await review(CONTENT, await app.as('colleague'))).toEqual(await review(CONTENT));
    expect(await review(CONTENT, bureau)).toEqual(await review(CONTENT));
  });
});

describe('the review of a need', () => {
  it('is that of its text, for its owner and the bureau only', async () => {
    const id = await draft();
    const text = await review(CONTENT);
    expect(await reviewOf(enterprise, id)).toEqual(text);
    await bureau.refused('NOT_FOUND', READ, { id });
    await enterprise.mutate(MOVE, { input: { id, verb: 'SUBMIT' } });
    expect(await reviewOf(bureau, id)).toEqual(text);
    await bureau.mutate(MOVE, { input: { id, verb: 'APPROVE' } });
    expect(await reviewOf(bureau, id)).toEqual(text);
    for (const stranger of [
      app.anonymous(),
      await app.as('rival'),
      await app.as('tju'),
      await app.as('admin'),
    ])
      expect(await reviewOf(stranger, id)).toBeNull();
  });

  it('costs no statement, in a list either', async () => {
    for (let made = 0; made < 5; made++) await draft();
    const list = (fields: string): Promise<number> =>
      statementCount(app, () => enterprise.query(`{ needs(first: 20) { nodes { id ${fields} } } }`));
    await list('title');
    expect(await list(`review { ${REVIEW} }`)).toBe(await list('title'));
  });
});
