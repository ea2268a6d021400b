import { startApp, type TestApp } from '../../../test/support/app';
import { Mailbox } from '../../../test/support/mailbox';
import { SYSTEM } from '../../kernel/actor';
import { Settings } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Courier } from '../letters';
import type { Project } from '../projects';
import { approved } from '../taskbooks/taskbook.testing';
import { Deadlines } from './deadlines';
import { DeadlineNotices } from './notices';

let app: TestApp;
let project: Project;
const mailbox = new Mailbox(/期限提醒|已逾期/);

beforeAll(async () => {
  await mailbox.up();
  app = await startApp({ now: '2025-10-13T10:00:00+08:00', environment: { SMTP_URL: mailbox.url } });
  await app.as('bureau');
  await app.as('tju');
  project = await approved(app, '2025-10-20');
});
afterAll(async () => {
  await app.close();
  await mailbox.down();
});

/** Two ticks on a day, with everything sent that is due, each by two workers at once; gives what came. */
async function mailsOn(day: string): Promise<string[]> {
  app.clock.set(`${day}T09:00:00+08:00`);
  mailbox.mails.length = 0;
  const [notices, courier] = [app.get(DeadlineNotices), app.get(Courier)];
  for (const _ of ['once', 'again']) {
    await notices.alarm();
    await notices.insertDue();
    await Promise.all([courier.deliver(), courier.deliver()]);
  }
  return mailbox.summary();
}
const within = <T>(work: () => Promise<T>): Promise<T> => app.get(UnitOfWork).run(work);
const inThirtyDays = (): Promise<void> =>
  within(() => app.get(Deadlines).set('FINAL_REPORT', project.id, project.id, '2026-06-30'));

it('reminds the lead once for each step, and after an outage of the nearest only', async () => {
  await within(() => app.get(Deadlines).end(project.id));
  await inThirtyDays();
  expect(await mailsOn('2026-05-30')).toEqual([]);
  expect(await mailsOn('2026-05-31')).toEqual(['enterprise@test.example 期限提醒']);
  expect(await mailsOn('2026-06-22')).toEqual([]);
  expect(await mailsOn('2026-06-26')).toEqual(['enterprise@test.example 期限提醒']);
  expect(mailbox.mails[0]!.text).toContain('2026-06-30');
  expect(await mailsOn('2026-06-30')).toEqual([]);
});

it('tells the lead and the bureau that the day has passed, and states it once', async () => {
  expect(await mailsOn('2026-07-01')).toEqual(['bureau@test.example 已逾期', 'enterprise@test.example 已逾期']); // prettier-ignore
  expect(await mailsOn('2026-07-02')).toEqual([]);
  const missed = await app.sql(`SELECT payload FROM facts WHERE topic = 'deadline.missed' AND subject_id = $1`, [project.id]); // prettier-ignore
  expect(missed).toEqual([{ payload: { kind: 'FINAL_REPORT', dueOn: '2026-06-30' } }]);
});

it('begins anew for a new day, and ends when what is owed has come', async () => {
  await within(() => app.get(Deadlines).set('FINAL_REPORT', project.id, project.id, '2026-08-31'));
  expect(await mailsOn('2026-08-25')).toEqual(['enterprise@test.example 期限提醒']);
  await within(() => app.get(Deadlines).settle('FINAL_REPORT', project.id));
  expect(await mailsOn('2026-09-01')).toEqual([]);
  await within(() => app.get(Deadlines).reopen('FINAL_REPORT', project.id));
  expect(await mailsOn('2026-09-02')).toHaveLength(2);
});

it('sends what did not go out again, once the server is back, and gives up at last', async () => {
  await within(() => app.get(Deadlines).set('FINAL_REPORT', project.id, project.id, '2026-12-31'));
  await mailbox.down();
  expect(await mailsOn('2026-12-30')).toEqual([]);
  await mailbox.up();
  app.clock.set('2026-12-30T09:05:00+08:00');
  await app.get(Courier).deliver();
  expect(mailbox.summary()).toEqual(['enterprise@test.example 期限提醒']);
  await app.get(Settings).change(SYSTEM, 'mail.attempts', 1, '测试');
  await mailbox.down();
  await mailsOn('2027-01-04');
  const failed = '{ failedDeliveries { kind to state attempts error receipts { error } } }';
  const { failedDeliveries } = await (await app.as('bureau')).query(failed);
  const given = {
    kind: 'DEADLINES',
    state: 'FAILED',
    attempts: 1,
    receipts: [{ error: expect.any(String) }],
  };
  expect(failedDeliveries).toMatchObject([given, given]);
});
