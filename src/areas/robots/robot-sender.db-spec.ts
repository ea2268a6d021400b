import { DataSource } from 'typeorm';
import { startApp, type TestApp } from '../../../test/support/app';
import * as servers from '../../../test/support/group-robots';
import { AllowedHosts } from '../../kernel/allowed-hosts';
import { Config } from '../../kernel/config';
import { databaseOptions } from '../../kernel/database';
import { createLogger } from '../../kernel/log';
import { Outward } from '../../kernel/outward';
import { SecretBox } from '../../kernel/secret-box';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { RobotLine, RobotSender, type RobotDelivery, type RobotOutcome } from './robot-sender';
import { RobotTurns } from './robot-turns';
import type { RobotKind } from './robot.lifecycle';
import { aRobot } from './robots.testing';
import { RobotsReader } from './robots.reader';

const { GroupRobots, says } = servers;
const KINDS = ['WECOM', 'DINGTALK'] as const;
const log: string[] = [];

let app: TestApp;
let group: servers.GroupRobots;
let sender: RobotSender;
/** Gives a server up after a fraction of a second: for those that never answer. */
let hasty: RobotSender;
let count = 0;

const delivery = (robotId: string, part: Partial<RobotDelivery> = {}): RobotDelivery => ({
  ...{ robotId, key: `delivery-${++count}`, title: '月对接将于明日举行' },
  lines: [{ about: 'organisation', text: '测试盐湖研究所' }],
  link: `${app.get(Config).publicUrl}/meetings/1`,
  ...part,
});
const send = (robotId: string, part?: Partial<RobotDelivery>): Promise<RobotOutcome> =>
  sender.send(delivery(robotId, part));

/** A sender as in the program, with other servers or another process's database. */
function senderWith(outward: Outward, uow = app.get(UnitOfWork)): RobotSender {
  const line = new RobotLine(app.get(SecretBox), outward, app.get(Config), app.clock);
  return new RobotSender(app.get(RobotsReader), new RobotTurns(uow, app.clock), line);
}

beforeAll(async () => {
  group = await GroupRobots.start();
  const logger = createLogger('trace', (line) => log.push(line));
  app = await startApp({
    now: '2025-10-13T10:00:00+08:00',
    environment: { ROBOT_HOSTS: group.origin },
    logger,
  });
  group.now = () => app.clock.now().getTime();
  sender = app.get(RobotSender);
  hasty = senderWith(new Outward(new AllowedHosts([group.origin]), 300));
});
afterAll(async () => {
  await app.close();
  await group.close();
});
afterEach(() => (group.instead = undefined));

describe.each(KINDS)('a robot of %s', (kind: RobotKind) => {
  it('writes into its group', async () => {
    const { robotId, key } = await aRobot(app, group, kind);
    expect(await send(robotId)).toEqual({ kind: 'sent' });
    const link = `${app.get(Config).publicUrl}/meetings/1`;
    expect(group.textsOf(key)).toEqual([`月对接将于明日举行\n单位：测试盐湖研究所\n${link}`]);
  });

  it('sends what is far too long cut, with its link', async () => {
    const { robotId, key } = await aRobot(app, group, kind);
    const lines = Array.from({ length: 50 }, () => ({
      about: 'project' as const,
      text: '盐湖🧂提锂'.repeat(100),
    }));
    expect(await send(robotId, { lines })).toEqual({ kind: 'sent' });
    expect(group.textsOf(key)[0]).toMatch(/…\n\S+\/meetings\/1$/);
  });

  it.each([
    ['a silent server', servers.isSilent, { kind: 'unreachable', why: 'TIMEOUT' }],
    ['an answer that never ends', servers.trickles, { kind: 'unreachable', why: 'TIMEOUT' }],
    ['a connection that is cut', servers.hangsUp, { kind: 'unreachable', why: 'CONNECTION' }],
    ['a yes that is cut', servers.breaksOff, { kind: 'unreachable', why: 'CONNECTION' }],
    [
      'an endless answer',
      says(200, `{"errcode":0,"x":"${'x'.repeat(70_000)}"}`),
      { kind: 'unreachable', why: 'TOO_LONG' },
    ],
    ['500', says(500, { errcode: 0 }), { kind: 'refused', permanent: false, errcode: null }],
    ['no JSON', says(200, '<html>ok</html>'), { kind: 'refused', permanent: false, errcode: null }],
    [
      'an errcode',
      says(200, { errcode: -1, errmsg: 'system busy' }),
      { kind: 'refused', permanent: false, errcode: -1, message: 'system busy' },
    ],
    [
      'a final errcode',
      says(200, { errcode: 40035, errmsg: 'invalid' }),
      { kind: 'refused', permanent: true, errcode: 40035 },
    ],
  ] as [string, servers.Misbehaviour, object][])(
    'says what became of it: %s',
    async (_name, instead, expected) => {
      const { robotId, key } = await aRobot(app, group, kind);
      group.instead = instead;
      const late = 'why' in expected && expected.why === 'TIMEOUT';
      expect(await (late ? hasty : sender).send(delivery(robotId))).toMatchObject(expected);
      group.instead = undefined;
      expect(group.textsOf(key)).toEqual([]);
      expect(await send(robotId)).toEqual({ kind: 'sent' });
    },
  );

  it('follows no redirect', async () => {
    const { robotId } = await aRobot(app, group, kind);
    const other = await GroupRobots.start();
    group.instead = says(307, '', { location: `${other.origin}/robot/send?access_token=x` });
    expect(await send(robotId)).toMatchObject({ kind: 'refused', permanent: true, message: 'HTTP 307' });
    expect(other.requests).toEqual([]);
    await other.close();
  });

  it('waits as long as a 429 says, and sends nothing meanwhile', async () => {
    const { robotId } = await aRobot(app, group, kind);
    const now = app.clock.now().getTime();
    group.instead = says(429, '', { 'retry-after': '120' });
    const limited = await send(robotId);
    expect(limited).toEqual({ kind: 'limited', until: expect.any(Date) as Date });
    const until = 'until' in limited ? limited.until.getTime() - now : 0;
    expect(Math.round(until / 10_000)).toBe(12);
    group.instead = undefined;
    const before = group.requests.length;
    expect(await send(robotId)).toMatchObject({ kind: 'muted' });
    expect(group.requests).toHaveLength(before);
    app.clock.advance({ seconds: 121 });
    expect(await send(robotId)).toEqual({ kind: 'sent' });
  });

  it('is never a 21st time in a minute at its server, however many processes send', async () => {
    const { robotId, key } = await aRobot(app, group, kind);
    const settings = { appName: 'benfu second', poolSize: 10, statementTimeoutMs: 20_000 };
    const dataSource = await new DataSource(databaseOptions(app.databaseUrl, settings)).initialize();
    const uow = new UnitOfWork(dataSource);
    const second = senderWith(new Outward(new AllowedHosts([group.origin])), uow);
    const start = app.clock.now().getTime();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) => (n % 2 ? second : sender).send(delivery(robotId))),
    );
    expect(outcomes.filter(({ kind: is }) => is === 'sent')).toHaveLength(20);
    const limited = outcomes.flatMap((one) => (one.kind === 'limited' ? [one.until.getTime() - start] : []));
    expect(limited).toHaveLength(30);
    // A minute, the ten seconds that a message may be on its way, and what the twenty took.
    expect(Math.min(...limited)).toBeGreaterThanOrEqual(70_000);
    expect(Math.max(...limited)).toBeLessThan(90_000);
    expect(group.textsOf(key)).toHaveLength(20);
    app.clock.advance({ seconds: 95 });
    expect(await second.send(delivery(robotId))).toEqual({ kind: 'sent' });
    await uow.onApplicationShutdown();
    await dataSource.destroy();
  });

  it('sends under one key once', async () => {
    const { robotId, key } = await aRobot(app, group, kind);
    const one = delivery(robotId);
    group.instead = says(500, '');
    expect(await sender.send(one)).toMatchObject({ kind: 'refused' });
    group.instead = undefined;
    expect([await sender.send(one), await sender.send(one)]).toEqual([{ kind: 'sent' }, { kind: 'sent' }]);
    expect(group.textsOf(key)).toHaveLength(1);
  });

  it('tells nobody what its webhook or secret is, even where its server repeats it', async () => {
    const { robotId, key, secret } = await aRobot(app, group, kind);
    log.length = 0;
    group.instead = (response, request) =>
      says(200, { errcode: 1, errmsg: `cannot send to http://x${request.url ?? ''} (${key})` })(
        response,
        request,
      );
    const outcome = await send(robotId);
    expect(outcome).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('cannot send') as string,
    });
    group.instead = servers.hangsUp;
    const cut = await send(robotId);
    expect(log.join('')).toContain(robotId);
    for (const told of [JSON.stringify([outcome, cut]), log.join('')])
      for (const hidden of [key, secret]) expect(told).not.toContain(hidden);
  });
});

it('respects the mute of 钉钉: nothing is sent for ten minutes', async () => {
  const { robotId } = await aRobot(app, group, 'DINGTALK');
  group.instead = says(200, { errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' });
  const muted = await send(robotId);
  expect(muted).toEqual({ kind: 'muted', until: expect.any(Date) as Date });
  group.instead = undefined;
  const before = group.requests.length;
  app.clock.advance({ seconds: 590 });
  expect(await send(robotId)).toEqual(muted);
  expect(group.requests).toHaveLength(before);
  app.clock.advance({ seconds: 11 });
  expect(await send(robotId)).toEqual({ kind: 'sent' });
});

describe('nothing goes out', () => {
  it.each([
    ['robots.personal-data', { title: '请致电 13812345678' }],
    ['robots.link', { link: 'https://evil.example/' }],
  ])('of a message that breaks a rule: %s', async (code, part) => {
    const { robotId } = await aRobot(app, group, 'WECOM');
    const before = group.requests.length;
    expect(await send(robotId, part)).toMatchObject({ kind: 'refused', permanent: true, code });
    expect(group.requests).toHaveLength(before);
  });

  it('through a robot that is disabled, unknown, not allowed any more, or sealed with a lost key', async () => {
    const { robotId } = await aRobot(app, group, 'WECOM');
    const before = group.requests.length;
    const elsewhere = senderWith(new Outward(new AllowedHosts(['qyapi.weixin.qq.com'])));
    expect(await elsewhere.send(delivery(robotId))).toMatchObject({ permanent: true, code: 'robots.host' });
    await app.sql(`UPDATE robots SET sealed_webhook = 'v1.00000000.AAAA' WHERE id = $1`, [robotId]);
    expect(await send(robotId)).toMatchObject({ kind: 'refused', permanent: true, code: 'robots.sealed' });
    await app.sql(`UPDATE robots SET state = 'DISABLED' WHERE id = $1`, [robotId]);
    expect(await send(robotId)).toMatchObject({ permanent: true, code: 'robots.disabled' });
    const nobody = '0195923a-0000-7000-8000-000000000000';
    expect(await send(nobody)).toMatchObject({ permanent: true, code: 'robots.disabled' });
    expect(group.requests).toHaveLength(before);
  });

  it('to a server that is not there', async () => {
    const gone = await GroupRobots.start();
    const { robotId } = await aRobot(app, gone, 'WECOM');
    const outward = new Outward(new AllowedHosts([gone.origin]), 300);
    await gone.close();
    expect(await senderWith(outward).send(delivery(robotId))).toEqual({
      kind: 'unreachable',
      why: 'CONNECTION',
    });
  });
});
