import { NoticeStage, PLAIN, SERVING } from '../../../test/support/notices';
import { statementCount } from '../../../test/support/statements';
import type { ApiClient, Data } from '../../../test/support/client';
import { until } from '../../kernel/kernel.testing';
import { parseId, publicId } from '../../kernel/ids';

const INBOX = `query ($first: Int, $after: String, $unread: Boolean, $kind: NoticeKind) {
  inbox(first: $first, after: $after, unread: $unread, kind: $kind) {
    totalCount nodes { id kind title text next why link toldAt readAt subject { id } } pageInfo { hasNextPage endCursor } } }`;
const READ = 'mutation ($ids: [ID!]) { markNotificationsRead(ids: $ids) }';
const SET =
  'mutation ($i: SetMailPreferenceInput!) { setMailPreference(input: $i) { kind mail scope { id } } }';
const PROFILE =
  'mutation ($i: SetMailProfileInput!) { setMailProfile(input: $i) { language quietFrom quietUntil } }';

let stage: NoticeStage;
let tju: ApiClient;

beforeAll(async () => {
  stage = await NoticeStage.open();
  tju = await stage.app.as('tju');
});
beforeEach(() => stage.clear());
afterAll(() => stage.close());

const inbox = async (client: ApiClient, variables: object = {}): Promise<Data> =>
  (await client.query(INBOX, { ...variables })).inbox;
const unread = async (): Promise<number> => (await tju.query('{ unreadCount }')).unreadCount;

describe('the inbox', () => {
  it('holds what one was told, the latest first, page by page', async () => {
    for (const title of ['一', '二', '三', '四', '五']) {
      await stage.tell(PLAIN, ['tju'], { title });
      await stage.deliver();
      stage.app.clock.advance({ seconds: 1 });
    }
    const found: string[] = [];
    for (let after: string | null = null; ;) {
      const page: Data = await inbox(tju, { first: 2, after });
      expect(page.totalCount).toBe(5);
      found.push(...page.nodes.map(({ text }: Data) => text));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(found).toEqual(['五', '四', '三', '二', '一'].map((title) => `It happened: ${title}`));
    const { nodes } = await inbox(tju, { first: 1 });
    expect(nodes[0]).toMatchObject({
      ...{ kind: 'NEEDS', title: 'Notice 五', next: 'Have a look:', why: 'you are in a test', readAt: null },
      subject: { id: publicId('need', stage.need) },
    });
    expect(nodes[0].link).toContain(`/needs/${publicId('need', stage.need)}`);
  });

  it('is one’s own, and shows nothing before it is told', async () => {
    await stage.tell(PLAIN, ['tju', 'enterprise']);
    expect((await inbox(tju)).nodes).toEqual([]);
    await stage.deliver();
    const [mine] = (await inbox(tju)).nodes;
    const enterprise = await stage.app.as('enterprise');
    await enterprise.refused('NOT_FOUND', 'query($id: ID!) { node(id: $id) { id } }', { id: mine.id });
    expect(await enterprise.query(READ, { ids: [mine.id] })).toEqual({ markNotificationsRead: 0 });
    expect(await unread()).toBe(1);
    await stage.app.anonymous().refused('UNAUTHENTICATED', INBOX);
  });

  it('counts and finds what is unread, and marks it as read, some or all, once', async () => {
    await stage.tell(PLAIN, ['tju']);
    await stage.tell(PLAIN, ['tju']);
    await stage.tell(SERVING, ['tju']);
    await stage.deliver();
    expect(await unread()).toBe(3);
    const { nodes } = await inbox(tju, { kind: 'DECISIONS' });
    expect(nodes).toHaveLength(1);
    expect(await tju.query(READ, { ids: [nodes[0].id] })).toEqual({ markNotificationsRead: 1 });
    expect(await tju.query(READ, { ids: [nodes[0].id] })).toEqual({ markNotificationsRead: 0 });
    expect((await inbox(tju, { unread: true })).nodes.map(({ kind }: Data) => kind)).toEqual([
      'NEEDS',
      'NEEDS',
    ]);
    expect(await tju.query(READ)).toEqual({ markNotificationsRead: 2 });
    expect(await unread()).toBe(0);
    expect((await inbox(tju)).nodes.every(({ readAt }: Data) => readAt !== null)).toBe(true);
  });

  it('keeps its words back once the record may not be seen', async () => {
    const organisation = await stage.app.personas.organisation('tju');
    const subjectId = await stage.anotherNeed('CONFIDENTIAL', [organisation]);
    await stage.tell(PLAIN, ['tju'], { subjectId, title: '秘密' });
    await stage.deliver();
    expect((await inbox(tju)).nodes[0].title).toBe('Notice 秘密');
    await stage.app.sql(`UPDATE needs SET disclosed_to = '{}' WHERE id = $1`, [subjectId]);
    const { nodes } = await inbox(tju);
    expect(nodes[0]).toMatchObject({ title: '(the record is no longer open to you)', subject: null });
    expect(JSON.stringify(nodes)).not.toContain('秘密');
  });

  it('takes as many statements for many as for one', async () => {
    await stage.tell(PLAIN, ['tju']);
    await stage.deliver();
    const one = await statementCount(stage.app, () => inbox(tju));
    for (let count = 0; count < 10; count++)
      await stage.tell(PLAIN, ['tju'], { subjectId: await stage.anotherNeed('PUBLIC') });
    await stage.deliver();
    expect((await inbox(tju)).nodes).toHaveLength(11);
    expect(await statementCount(stage.app, () => inbox(tju))).toBe(one);
  });

  it('tells live of what comes into it, and only its owner', async () => {
    const query = 'subscription { facts { id topic } }';
    const clients = { tju, enterprise: await stage.app.as('enterprise') };
    const live = await Promise.all(Object.values(clients).map((client) => client.subscribe<Data>(query)));
    const heard = (received: (typeof live)[number]): string[] =>
      received.all.flatMap(({ data }) => (data?.facts.topic === 'notification.told' ? [data.facts.id] : []));
    await until(async () => {
      await stage.tell(PLAIN, ['tju', 'enterprise']);
      await stage.deliver();
      return live.every((received) => heard(received).length > 0);
    });
    for (const [at, who] of (['tju', 'enterprise'] as const).entries()) {
      const owners = await stage.app.sql(
        `SELECT DISTINCT n.account_id AS id FROM facts f JOIN notifications n ON n.id = f.subject_id WHERE f.id = ANY($1)`,
        [heard(live[at]!).map((id) => parseId(id, 'id').uuid)],
      );
      expect(owners).toEqual([{ id: (await stage.app.personas.account(who)).accountId }]);
    }
    for (const received of live) received.stop();
  });
});

describe('wishes', () => {
  it('are set, shown and taken back, kind by kind', async () => {
    await tju.query(SET, { i: { kind: 'NEEDS', mail: 'DAILY' } });
    const both = await tju.query(SET, { i: { kind: 'LIAISON', mail: 'NEVER' } });
    expect(both.setMailPreference).toEqual([
      { kind: 'LIAISON', mail: 'NEVER', scope: null },
      { kind: 'NEEDS', mail: 'DAILY', scope: null },
    ]);
    await tju.query(SET, { i: { kind: 'NEEDS', mail: 'WEEKLY' } });
    await tju.query(SET, { i: { kind: 'LIAISON', mail: null } });
    expect((await tju.query('{ mailPreferences { kind mail } }')).mailPreferences).toEqual([
      { kind: 'NEEDS', mail: 'WEEKLY' },
    ]);
    expect(
      (await (await stage.app.as('enterprise')).query('{ mailPreferences { kind } }')).mailPreferences,
    ).toEqual([]);
  });

  it('cannot put off what is served, nor be set for a record that has none or that one may not know of', async () => {
    await tju.refused('notifications.served', SET, { i: { kind: 'DECISIONS', mail: 'NEVER' } });
    await tju.refused('notifications.served', SET, { i: { kind: 'ACCOUNT', mail: 'DAILY' } });
    const scopeId = publicId('need', stage.need);
    await tju.refused('notifications.scope', SET, { i: { kind: 'NEEDS', mail: 'NEVER', scopeId } });
    const unknown = publicId('series', stage.need);
    await tju.refused('NOT_FOUND', SET, { i: { kind: 'LIAISON', mail: 'NEVER', scopeId: unknown } });
  });

  it.each([
    ['notifications.quiet', '22:00', null],
    ['notifications.quiet', null, '07:00'],
    ['notifications.quiet', '22:00', '22:00'],
    ['notifications.time', '24:00', '07:00'],
    ['notifications.time', '7:00', '08:00'],
  ])('of quiet hours need two times of day: %s for %s to %s', async (code, quietFrom, quietUntil) => {
    await tju.refused(code, PROFILE, { i: { language: 'ZH', quietFrom, quietUntil } });
  });

  it('of all mail are both languages and no quiet hours unless set', async () => {
    const profile = async (): Promise<Data> =>
      (await tju.query('{ mailProfile { language quietFrom quietUntil } }')).mailProfile;
    expect(await profile()).toEqual({ language: 'BOTH', quietFrom: null, quietUntil: null });
    await tju.query(PROFILE, { i: { language: 'EN', quietFrom: '22:00', quietUntil: '07:00' } });
    expect(await profile()).toEqual({ language: 'EN', quietFrom: '22:00', quietUntil: '07:00' });
  });
});
