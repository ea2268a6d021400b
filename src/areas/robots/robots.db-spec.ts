import { randomUUID } from 'node:crypto';
import { ANONYMOUS, SYSTEM } from '../../kernel/actor';
import { actorWith } from '../../../test/support/actors';
import { disagreements } from '../../../test/support/agreement';
import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { GroupRobots, says } from '../../../test/support/group-robots';
import { statementCount } from '../../../test/support/statements';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { createLogger } from '../../kernel/log';
import { Moves } from '../../kernel/moves';
import { SecretBox } from '../../kernel/secret-box';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { placeOf, Robot } from './robot';
import { robotPolicy } from './robot.kind';
import { ROBOT_STATES } from './robot.lifecycle';
import { RobotLine } from './robot-sender';
import { RobotsReader } from './robots.reader';
import { RobotsAndOwners, RobotsService } from './robots.service';

const FIELDS =
  'id version state kind name signed keyEnding mutedUntil organisation { id } actions { name allowed }';
const ADD = `mutation($input: AddRobotInput!) { addRobot(input: $input) { ${FIELDS} } }`;
const CHANGE = `mutation($input: ChangeRobotInput!) { changeRobot(input: $input) { ${FIELDS} } }`;
const MOVE = (verb: string): string =>
  `mutation($input: MoveRobotInput!) { ${verb}Robot(input: $input) { ${FIELDS} } }`;
const TEST = 'mutation($id: ID!) { testRobot(id: $id) { outcome until errcode message } }';
const SECRET = `SEC${'a'.repeat(64)}`;
const log: string[] = [];

let app: TestApp;
let group: GroupRobots;
let bureau: ApiClient;
let enterprise: ApiClient;
let organisationId: string;

const wecom = (): Data => ({ kind: 'WECOM', name: '盐湖群', webhook: group.wecom(randomUUID()) });
const dingtalk = (): Data => ({
  ...{ kind: 'DINGTALK', name: '钉钉群', secret: SECRET },
  webhook: group.dingtalk(randomUUID(), SECRET),
});
const added = async (client = bureau, input: Data = wecom()): Promise<Data> =>
  (await client.mutate(ADD, { input })).addRobot;

beforeAll(async () => {
  group = await GroupRobots.start();
  const logger = createLogger('trace', (line) => log.push(line));
  app = await startApp({ environment: { ROBOT_HOSTS: group.origin }, logger });
  [bureau, enterprise] = [await app.as('bureau'), await app.as('enterprise')];
  organisationId = await app.organisation('enterprise');
});
afterAll(async () => {
  await app.close();
  await group.close();
});

describe('a robot', () => {
  it('is added, changed, disabled and enabled by the bureau and by representatives', async () => {
    const robot = await added(enterprise, { ...dingtalk(), organisationId });
    const made = { state: 'ACTIVE', version: 1, signed: true, organisation: { id: organisationId } };
    expect(robot).toMatchObject(made);
    const { id } = robot;
    const changed = await bureau.mutate(CHANGE, { input: { id, name: '月对接群', expectedVersion: 1 } });
    expect(changed.changeRobot).toMatchObject({ name: '月对接群', version: 2 });
    const disabled = await enterprise.mutate(MOVE('disable'), { input: { id, note: '群已解散' } });
    expect(disabled.disableRobot).toMatchObject({ state: 'DISABLED', version: 3 });
    await bureau.refused('move.illegal', MOVE('disable'), { input: { id } });
    const enabled = await bureau.mutate(MOVE('enable'), { input: { id } });
    expect(enabled.enableRobot).toMatchObject({ state: 'ACTIVE', keyEnding: robot.keyEnding });
    await bureau.refused('CONFLICT', CHANGE, { input: { id, name: '旧', expectedVersion: 1 } });
    const { robot: read } = await enterprise.query(
      'query($id: ID!) { robot(id: $id) { history { nodes { topic } } } }',
      { id },
    );
    const topics = read.history.nodes.map(({ topic }: Data) => topic as string);
    expect(topics).toEqual(['robot.added', 'robot.changed', 'robot.disabled', 'robot.enabled']);
  });

  it('sends a test, which the group reads and the history tells', async () => {
    const input = dingtalk();
    const { id } = await added(bureau, input);
    expect((await bureau.mutate(TEST, { id })).testRobot).toMatchObject({ outcome: 'SENT', message: null });
    const [text] = group.textsOf(new URL(input.webhook as string).searchParams.get('access_token')!);
    expect(text).toMatch(/^Benfu test message.*\nhttp/);
    group.instead = says(200, { errcode: 93000, errmsg: 'invalid webhook url' });
    const refused = { outcome: 'REFUSED', errcode: 93000, message: 'invalid webhook url', until: null };
    expect((await bureau.mutate(TEST, { id })).testRobot).toEqual(refused);
    group.instead = undefined;
    const facts = await app.sql<{ payload: Data }>(
      `SELECT payload FROM facts WHERE topic = 'robot.tested' ORDER BY seq`,
    );
    expect(facts.map(({ payload }) => payload.outcome as string)).toEqual(['SENT', 'REFUSED']);
  });

  it('goes on with a new webhook and a new secret', async () => {
    const { id } = await added(bureau, dingtalk());
    const [key, secret] = [randomUUID(), `SEC${'b'.repeat(64)}`];
    await bureau.mutate(CHANGE, { input: { id, webhook: group.dingtalk(key, secret), secret } });
    expect((await bureau.mutate(TEST, { id })).testRobot.outcome).toBe('SENT');
    expect(group.textsOf(key)).toHaveLength(1);
  });
});

describe('a refusal names its field', () => {
  const OFFICIAL =
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa-4bc4-97a0-0ec2aaaaaaaa';
  it.each([
    ['robots.webhook', 'webhook', () => ({ ...wecom(), webhook: 'https://qyapi.weixin.qq.com/' })],
    ['robots.webhook', 'webhook', () => ({ ...wecom(), kind: 'DINGTALK', secret: SECRET })],
    [
      'robots.host',
      'webhook',
      () => ({ ...wecom(), webhook: OFFICIAL.replace('qyapi.weixin.qq.com', 'evil.example') }),
    ],
    [
      'robots.host',
      'webhook',
      () => ({ ...wecom(), webhook: OFFICIAL.replace('https://', 'https://user:word@') }),
    ],
    [
      'robots.host',
      'webhook',
      () => ({ ...wecom(), webhook: OFFICIAL.replace('qyapi.weixin.qq.com', '127.0.0.1') }),
    ],
    ['robots.secret-missing', 'secret', () => ({ ...dingtalk(), secret: null })],
    ['robots.secret-unwanted', 'secret', () => ({ ...wecom(), secret: SECRET })],
    ['robots.secret-form', 'secret', () => ({ ...dingtalk(), secret: '密钥密钥密钥密钥' })],
    ['input.too-long', 'name', () => ({ ...wecom(), name: '群'.repeat(61) })],
  ] as [string, string, () => object][])('%s: %s', async (code, field, input) => {
    const refused = await bureau.refused(code, ADD, { input: input() });
    expect(refused.extensions.path).toEqual(['input', field]);
  });

  it('where it is known, whoever added it', async () => {
    const input = { ...wecom(), organisationId };
    const { id } = await added(enterprise, input);
    const refused = await bureau.refused('robots.known', ADD, { input: { ...input, organisationId: null } });
    expect(refused.extensions.path).toEqual(['input', 'webhook']);
    await enterprise.mutate(CHANGE, { input: { id, webhook: input.webhook as string } });
    const other = await added(bureau);
    await bureau.refused('robots.known', CHANGE, {
      input: { id: other.id, webhook: input.webhook as string },
    });
  });

  it('where an organisation has too many', async () => {
    const isl = await app.organisation('isl');
    const client = await app.as('isl');
    const both = Array.from({ length: 25 }, () =>
      client.ask(ADD, { input: { ...wecom(), organisationId: isl } }),
    );
    const codes = (await Promise.all(both)).flatMap(
      ({ errors }) => errors?.map(({ extensions }) => extensions.code) ?? [],
    );
    expect(codes).toEqual(Array<string>(5).fill('robots.too-many'));
  });
});

describe('who may', () => {
  it('add a robot: neither strangers, nor members, nor those whom nobody has verified', async () => {
    await app.anonymous().refused('UNAUTHENTICATED', ADD, { input: wecom() });
    for (const who of ['rival', 'colleague', 'guest', 'admin'] as const)
      for (const whose of [organisationId, null])
        await (
          await app.as(who)
        ).refused('robots.not-yours', ADD, { input: { ...wecom(), organisationId: whose } });
    const newcomer = { ...wecom(), organisationId: await app.organisation('newcomer') };
    await (await app.as('newcomer')).refused('robots.not-verified', ADD, { input: newcomer });
  });

  it('change, move and test one: a member reads, a stranger finds nothing', async () => {
    const { id } = await added(enterprise, { ...wecom(), organisationId });
    const attempts = (client: ApiClient, code: string): Promise<unknown>[] => [
      client.refused(code, CHANGE, { input: { id, name: '别人的群' } }),
      client.refused(code, MOVE('disable'), { input: { id } }),
      client.refused(code, TEST, { id }),
    ];
    await Promise.all(attempts(await app.as('colleague'), 'FORBIDDEN'));
    await Promise.all(attempts(await app.as('rival'), 'NOT_FOUND'));
    const { robots } = await (
      await app.as('colleague')
    ).query('{ robots { nodes { id actions { allowed } } } }');
    expect(robots.nodes[0]).toEqual({ id, actions: [{ allowed: false }, { allowed: false }] });
  });

  it('know of one: the same for a list as for one record', async () => {
    const owner = await app.personas.organisation('enterprise');
    const records = ROBOT_STATES.flatMap((state) =>
      [owner, null].map((of) => {
        const id = newId(new Date());
        const told = { id, state, version: 1, kind: 'WECOM' as const, name: '群', organisationId: of };
        const kept = { keyEnding: 'aaaa', addedAt: new Date(), sealedWebhook: 'v1', sealedSecret: null };
        return Object.assign(new Robot(), { ...told, ...kept, webhookHash: id });
      }),
    );
    await app.dataSource.manager.insert(
      Robot,
      records.map((one) => ({ ...one })),
    );
    const actors = {
      ...{ anonymous: ANONYMOUS, system: SYSTEM, guest: actorWith() },
      representative: actorWith({ organisationIds: [owner] }),
      member: actorWith({ organisationIds: [owner], representedIds: [] }),
      rival: actorWith({ organisationIds: [newId(new Date())] }),
      bureau: actorWith({ roles: ['BUREAU_OFFICER'] }),
      admin: actorWith({ roles: ['ADMIN'] }),
    };
    const reader = app.get(RobotsReader);
    const name = ({ state, organisationId: of }: Robot): string => `${state} ${of}`;
    const found = await disagreements({ reader, policy: robotPolicy, actors, records, name });
    expect(found).toEqual({ wrong: [], seen: 12, hidden: 20 });
    await app.sql(`DELETE FROM robots WHERE sealed_webhook = 'v1'`);
  });
});

describe('its secrets', () => {
  it('stand nowhere but encrypted: in no answer, no log, no row', async () => {
    log.length = 0;
    const [key, secret] = [randomUUID(), `SEC${randomUUID()}`];
    const webhook = group.dingtalk(key, secret);
    const answers: unknown[] = [await added(bureau, { kind: 'DINGTALK', name: '密', webhook, secret })];
    const { id, keyEnding } = answers[0] as Data;
    expect(keyEnding).toBe(key.slice(-4));
    answers.push(
      await bureau.ask(TEST, { id }),
      await bureau.ask(ADD, { input: { ...dingtalk(), webhook } }),
    );
    answers.push(await bureau.ask(CHANGE, { input: { id, webhook: `${webhook}&x=1`, secret } }));
    const tables = await app.sql<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    for (const { name } of tables)
      answers.push(
        await app.sql(`SELECT t::text FROM "${name}" t WHERE t::text ~ $1 OR t::text ~ $2`, [key, secret]),
      );
    for (const told of [JSON.stringify(answers), log.join('')])
      for (const hidden of [key, secret]) expect(told).not.toContain(hidden);
    const [row] = await app.sql<{ webhook: string }>(
      `SELECT sealed_webhook AS webhook FROM robots WHERE key_ending = $1`,
      [keyEnding],
    );
    expect(row!.webhook).toMatch(/^v1\.[\da-f]{8}\.[\w-]+$/);
  });

  it('are sealed again with a new key, a night after it came', async () => {
    const { id } = await added(bureau, dingtalk());
    const [uuid] = await app.sql<{ id: string }>(`SELECT id FROM robots ORDER BY id DESC LIMIT 1`);
    const { config, outward, clock, box: old } = app.get(RobotLine);
    const box = new SecretBox(['n'.repeat(32), ...config.secretsKeys]);
    const [uow, facts, moves] = [app.get(UnitOfWork), app.get(Facts), app.get(Moves)];
    const line = new RobotLine(box, outward, config, clock);
    await new RobotsService(uow, facts, moves, app.get(RobotsAndOwners), line).reseal();
    expect(await app.get(RobotsReader).sealedOtherwise(box.prefix)).toEqual([]);
    const robot = (await app.get(RobotsReader).find(SYSTEM, uuid!.id))!;
    expect(new SecretBox(['n'.repeat(32)]).open(robot.sealedSecret!, placeOf(robot.id, 'secret'))).toBe(
      SECRET,
    );
    expect(() => old.open(robot.sealedSecret!, placeOf(robot.id, 'secret'))).toThrow('no key');
    expect((await bureau.mutate(TEST, { id })).testRobot).toMatchObject({ outcome: 'REFUSED' });
  });
});

it('a list costs the same, however long it is', async () => {
  const isl = await app.organisation('isl');
  const list = (first: number): Promise<Data> =>
    bureau.query(`{ robots(first: ${first}, organisationId: "${isl}") { nodes { ${FIELDS} } } }`);
  expect((await list(30)).robots.nodes).toHaveLength(20);
  const [few, many] = [await statementCount(app, () => list(1)), await statementCount(app, () => list(20))];
  expect(many).toBe(few);
});
