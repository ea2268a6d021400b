import { startApp, type TestApp } from './support/app';
import type { ApiClient } from './support/client';

const DRAFT =
  'mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id title description keywords metrics { name target } } }';

let app: TestApp;
let enterprise: ApiClient;
let organisationId: string;
const draft = (content: object): { input: object } => ({
  input: { organisationId, title: '标题', description: '描述', ...content },
});

beforeAll(async () => {
  app = await startApp();
  enterprise = await app.as('enterprise');
  organisationId = await app.organisation('enterprise');
});
afterAll(() => app.close());

describe('text', () => {
  it.each([
    ['emoji', '电池🔋与家庭👨‍👩‍👧‍👦'],
    ['traditional characters', '鹽湖提鋰與綜合開發'],
    ['rare characters outside the BMP', '𠮷野家与𬭚、𬬭'],
    ['right-to-left and combining marks', 'مرحبا e\u0301 ok'.normalize('NFC')],
    ['quotes and markup', `'"; DROP TABLE needs; -- <script>alert(1)</script> \${x} {{y}} %_\\`],
    ['lines and tabs', '第一行\n第二行\t列'],
  ])('with %s comes back as it was', async (_name, text) => {
    const content = {
      title: text.slice(0, 190),
      description: text,
      keywords: [text.slice(0, 50)],
      metrics: [{ name: text.slice(0, 90), target: text.slice(0, 90) }],
    };
    const { draftNeed } = await enterprise.mutate(DRAFT, draft(content));
    expect(draftNeed).toMatchObject(content);
    const found = await enterprise.query(
      'query($id: ID!) { need(id: $id) { title description keywords metrics { name target } } }',
      { id: draftNeed.id },
    );
    expect(found.need).toEqual(content);
  });

  it('is normalised and trimmed', async () => {
    const { draftNeed } = await enterprise.mutate(DRAFT, draft({ title: '  Cafe\u0301  ' }));
    expect(draftNeed.title).toBe('Caf\u00e9');
  });

  it.each(['\u0000', '\u0007', '\u001b[31m', '\u007f', '\ud800', '\udc00'])(
    'with the control character %j is refused',
    async (character) => {
      for (const content of [
        { title: `a${character}b` },
        { keywords: [`a${character}b`] },
        { metrics: [{ name: `a${character}b`, target: '1' }] },
      ]) {
        const refused = await enterprise.refused('input.not-printable', DRAFT, draft(content));
        expect(refused.extensions.path).toEqual(expect.arrayContaining(['input', Object.keys(content)[0]]));
      }
    },
  );

  it.each([
    ['needs', 'query($t: String!) { needs(filter: { text: $t }) { totalCount } }'],
    ['organisations', 'query($t: String!) { organisations(text: $t) { totalCount } }'],
    ['people', 'query($t: String!) { people(text: $t) { totalCount } }'],
    ['a cursor', 'query($t: String!) { needs(after: $t) { totalCount } }'],
    [
      'an id',
      'query($t: String!) { node(id: "need_01h455vb4pex5vsknk084sn02q") { id } organisations(text: $t) { totalCount } }',
    ],
  ])('with NUL as the search of %s is a refusal, no defect', async (_name, query) => {
    const { errors } = await enterprise.ask(query, { t: 'a\u0000b' });
    for (const { extensions } of errors!)
      expect(extensions.code).toMatch(/^(input\.not-printable|page\.cursor|NOT_FOUND)$/);
  });

  it.each(['%', '_', '\\', "'", '"', '&|!():*<>', '锂 & !', '*:', 'a'.repeat(200), '的', '🔋'])(
    'finds or not, but does not break: %j',
    async (text) => {
      for (const list of ['needs(filter: { text: $t })', 'organisations(text: $t)', 'people(text: $t)']) {
        await enterprise.query(`query($t: String!) { ${list} { totalCount nodes { id } } }`, { t: text });
      }
    },
  );

  it('has its length', async () => {
    const refused = await enterprise.refused('input.too-long', DRAFT, draft({ title: '长'.repeat(201) }));
    expect(refused).toMatchObject({
      message: '“title” has at most 200 characters',
      extensions: { path: ['input', 'title'], params: { field: 'title', max: 200 } },
    });
    await enterprise.refused('input.too-long', DRAFT, draft({ description: 'x'.repeat(20_001) }));
    await enterprise.refused('input.too-many', DRAFT, draft({ keywords: Array(21).fill('词') }));
  });
});

it('a profile keeps what it must have where null is sent', async () => {
  const UPDATE =
    'mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { name expertise nameEn } }';
  const none = { name: null, expertise: null, listed: null, nameEn: null, orcid: null };
  const { updateProfile } = await enterprise.mutate(UPDATE, { input: none });
  expect(updateProfile).toEqual({ name: '测试 enterprise', expertise: [], nameEn: null });
});

describe('numbers, days and money', () => {
  it.each([
    [{ budgetMin: '-1' }, 'input.negative'],
    [{ budgetMin: '1.234' }, 'BAD_USER_INPUT'],
    [{ budgetMin: '1e9' }, 'BAD_USER_INPUT'],
    [{ budgetMin: '999999999999999.00' }, 'BAD_USER_INPUT'],
    [{ budgetMin: 'NaN' }, 'BAD_USER_INPUT'],
    [{ deadline: '2025-02-30' }, 'BAD_USER_INPUT'],
    [{ deadline: '2025-2-3' }, 'BAD_USER_INPUT'],
    [{ deadline: '10000-01-01' }, 'BAD_USER_INPUT'],
    [{ deadline: '0000-01-01' }, 'BAD_USER_INPUT'],
    [{ deadline: '0000-01-01' }, 'BAD_USER_INPUT'],
    [{ trlNow: 0 }, 'input.too-small'],
    [{ trlNow: 10 }, 'input.too-large'],
    [{ trlNow: 4, trlWanted: 3 }, 'needs.trl-order'],
    [{ trlNow: 3_000_000_000 }, 'BAD_USER_INPUT'],
    [{ trlNow: 1.5 }, 'BAD_USER_INPUT'],
    [{ sectors: ['Z99'] }, 'needs.sector'],
    [{ visibility: 'SECRET' }, 'BAD_USER_INPUT'],
    [{ unknown: 1 }, 'BAD_USER_INPUT'],
  ])('%j is refused as %s', (content, code) => enterprise.refused(code, DRAFT, draft(content)));

  it('money comes back with two decimals', async () => {
    const created = await enterprise.mutate(
      DRAFT,
      draft({ budgetMin: '3500000', budgetMax: 99999999999999.99 }),
    );
    const { need } = await enterprise.query('query($id: ID!) { need(id: $id) { budgetMin budgetMax } }', {
      id: created.draftNeed.id,
    });
    expect(need).toEqual({ budgetMin: '3500000.00', budgetMax: '99999999999999.98' });
  });
});

describe('pages and ids', () => {
  const page =
    'query($first: Int, $after: String) { needs(first: $first, after: $after) { nodes { id } pageInfo { endCursor hasNextPage hasPreviousPage } } }';

  it.each([-1, 101, 2_147_483_647])('first: %d is refused', async (first) => {
    const refused = await enterprise.refused('page.first', page, { first });
    expect(refused.extensions).toMatchObject({ params: { max: 100 }, path: ['first'] });
    await enterprise.refused(
      'page.first',
      '{ organisations { nodes { needs(first: -5) { nodes { id } } } } }',
    );
  });

  it.each([
    '',
    'x',
    '../../etc/passwd',
    Buffer.from('{"id":1}').toString('base64'),
    Buffer.from("' OR 1=1 --".padEnd(36, 'x')).toString('base64url'),
    'A'.repeat(10_000),
    Buffer.from('0195923a-0000-7000-8000-000000000000\u0000').toString('base64url'),
  ])('the cursor %.30j is refused', async (after) => {
    const refused = await enterprise.refused('page.cursor', page, { after });
    expect(refused.extensions.path).toEqual(['after']);
  });

  it('a cursor walks through the whole list, once each, and forward only', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const {
        needs,
      }: {
        needs: {
          nodes: { id: string }[];
          pageInfo: { endCursor: string; hasNextPage: boolean; hasPreviousPage: boolean };
        };
      } = await enterprise.query(page, { first: 3, after });
      expect(needs.pageInfo.hasPreviousPage).toBe(after !== null);
      seen.push(...needs.nodes.map(({ id }) => id));
      after = needs.pageInfo.hasNextPage ? needs.pageInfo.endCursor : null;
    } while (after);
    const { needs } = await enterprise.query('{ needs(first: 100) { totalCount nodes { id } } }');
    expect(seen).toEqual(needs.nodes.map(({ id }: { id: string }) => id));
    expect(needs.totalCount).toBe(seen.length);
    expect((await enterprise.query(page, { first: 0 })).needs.nodes).toEqual([]);
  });

  it.each([
    ['', 'ids.malformed'],
    ['1', 'ids.malformed'],
    ['need_', 'ids.malformed'],
    ['need_0195923a000070008000000000000000', 'ids.malformed'],
    ['need_81h455vb4pex5vsknk084sn02q', 'ids.malformed'],
    ['NEED_01h455vb4pex5vsknk084sn02q', 'ids.malformed'],
    ['need_01h455vb4pex5vsknk084sn02q', 'NOT_FOUND'],
    ['nothing_01h455vb4pex5vsknk084sn02q', 'NOT_FOUND'],
    ['account_01h455vb4pex5vsknk084sn02q', 'NOT_FOUND'],
  ])('node(id: %j) is refused as %s', async (id, code) => {
    expect(
      (await enterprise.refused(code, 'query($id: ID!) { node(id: $id) { id } }', { id })).extensions.path,
    ).toEqual(['id']);
  });

  it('an id of another type says what was wanted', async () => {
    const refused = await enterprise.refused('ids.wrong-type', 'query($id: ID!) { need(id: $id) { id } }', {
      id: organisationId,
    });
    expect(refused.message).toBe(`“id” must be the id of a need, not ${organisationId}`);
    const input = await enterprise.refused(
      'ids.wrong-type',
      DRAFT,
      draft({ organisationId: 'need_01h455vb4pex5vsknk084sn02q' }),
    );
    expect(input.extensions.path).toEqual(['input', 'organisationId']);
  });
});

describe('languages', () => {
  it.each([
    ['', '未找到“id”所指的记录'],
    ['zh-CN', '未找到“id”所指的记录'],
    ['fr', '未找到“id”所指的记录'],
    ['en-GB,en;q=0.9,zh;q=0.8', 'Nothing found for “id”'],
    ['zh-CN,zh;q=0.9,en;q=0.8', '未找到“id”所指的记录'],
  ])('%s', async (language, message) => {
    const caller = enterprise.with({ 'accept-language': language });
    const refused = await caller.refused(
      'NOT_FOUND',
      '{ need(id: "need_01h455vb4pex5vsknk084sn02q") { id } }',
    );
    expect(refused.message).toBe(message);
  });

  it('reach the reasons of actions and the hints', async () => {
    const { draftNeed } = await enterprise.mutate(DRAFT, draft({}));
    const query = 'query($id: ID!) { need(id: $id) { actions { name allowed code reason } hints { text } } }';
    const reason = async (language: string): Promise<{ reason: string; code: string }> => {
      const { need } = await enterprise
        .with({ 'accept-language': language })
        .query(query, { id: draftNeed.id });
      return need.actions.find(({ name }: { name: string }) => name === 'SUBMIT');
    };
    expect(await reason('en')).toMatchObject({
      code: 'needs.incomplete',
      reason: expect.stringMatching(/^Completeness is/) as string,
    });
    expect(await reason('zh-CN')).toMatchObject({ reason: expect.stringMatching(/^完整度/) as string });
  });
});
