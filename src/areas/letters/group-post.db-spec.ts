import { GroupRobots, says } from '../../../test/support/group-robots';
import { startApp, type TestApp } from '../../../test/support/app';
import type { Data } from '../../../test/support/client';
import { Mailbox } from '../../../test/support/mailbox';
import { SYSTEM } from '../../kernel/actor';
import { Settings } from '../../kernel/settings';
import { LiaisonService } from '../liaison';
import { Reminders } from '../reminders/reminders';
import { aRobot } from '../robots/robots.testing';
import { Courier } from '.';

const REMINDERS = `{ meetings(first: 1) { nodes { reminders { kind channel to state attempts error } } } }`;
const INBOX = '{ inbox(first: 20) { nodes { kind title } } }';

let app: TestApp;
let groups: GroupRobots;
let mailbox: Mailbox;

beforeEach(async () => {
  groups = await GroupRobots.start(() => app.clock.now().getTime());
  mailbox = await new Mailbox().up();
  const environment = { ROBOT_HOSTS: groups.origin, SMTP_URL: mailbox.url };
  app = await startApp({ now: '2026-01-05T08:00:00+08:00', environment });
  for (const persona of ['bureau', 'isl'] as const) await app.personas.account(persona);
  const partyIds = [await app.personas.organisation('isl'), await app.personas.organisation('tju')];
  const rule = { rule: 'DAY_OF_MONTH', day: 15, startsOn: '2026-01-01', endsOn: '2026-02-28' } as const;
  await app.get(LiaisonService).start(SYSTEM, { title: '盐湖月对接', partyIds, ...rule });
});
afterEach(async () => {
  await app.close();
  await groups.close();
  await mailbox.down();
});

/** It is `local` in Xining, and all that is due has been tried once. */
async function at(local: string): Promise<void> {
  app.clock.set(`${local}+08:00`);
  await app.get(Reminders).insertDue();
  await app.get(Courier).deliver();
  await app.drain();
  await app.get(Courier).deliver();
}
const reminders = async (): Promise<Data[]> =>
  (await (await app.as('bureau')).query(REMINDERS)).meetings.nodes[0].reminders;

it('tells the groups of the parties and of the bureau of a meeting, once, and no person in it', async () => {
  await aRobot(app, groups, 'WECOM', await app.personas.organisation('isl'));
  await aRobot(app, groups, 'DINGTALK');
  await aRobot(app, groups, 'WECOM', await app.personas.organisation('rival'));
  await at('2026-01-08T09:00:00');
  await at('2026-01-08T09:05:00');
  const texts = groups.shown.map(({ text }) => text);
  expect(texts).toHaveLength(2);
  for (const text of texts) {
    expect(text).toContain('月对接提醒：盐湖月对接，2026年1月15日（星期四）09:30');
    expect(text).toMatch(/\/liaison\/meeting_\w+$/);
    expect(text).not.toMatch(/测试 isl|@/);
  }
  const sent = (await reminders()).filter(({ channel }) => channel === 'ROBOT');
  expect(sent.map(({ state, attempts }) => [state, attempts])).toEqual([
    ['SENT', 1],
    ['SENT', 1],
  ]);
});

it('tells by mail what a robot could not, and the officer that it could not', async () => {
  await app.get(Settings).change(SYSTEM, 'mail.attempts', 1, '测试');
  const tju = await app.personas.organisation('tju');
  await aRobot(app, groups, 'WECOM', tju);
  groups.instead = says(200, { errcode: 93000, errmsg: 'invalid webhook url' });
  await at('2026-01-08T09:00:00');
  const failed = (await reminders()).filter(({ channel }) => channel === 'ROBOT');
  expect(failed).toMatchObject([{ state: 'FAILED' }]);
  expect(failed[0]!.error).toContain('invalid webhook');
  const { inbox } = await (await app.as('bureau')).query(INBOX);
  expect(inbox.nodes.filter(({ kind }: Data) => kind === 'DELIVERY')).toHaveLength(1);
  const toBureau = mailbox.mails.filter(({ to }) => [to].flat()[0]!.text === 'bureau@test.example');
  expect(toBureau.map(({ text }) => text).join()).toContain('通知未能送达');
});
