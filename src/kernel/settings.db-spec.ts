import { startApp, type TestApp } from '../../test/support/app';
import type { ApiClient, Data } from '../../test/support/client';
import { eventually } from '../../test/support/eventually';
import { SYSTEM } from './actor';
import { verifyChain } from './facts';
import { allSettings, setting, settingId, Settings } from './settings';
import { UnitOfWork } from './unit-of-work';

const WHOLE = setting('settings-spec.whole', 5, {
  zh: '整数（天）',
  en: 'A whole number (days)',
  min: 1,
  max: 10,
});
const SHARE = setting('settings-spec.share', 0.5, { zh: '比例', en: 'A share', max: 1 });

const LIST = '{ settings { key text value default min max lastChange { topic actorName note hash at } } }';
const CHANGE = `mutation ($input: ChangeSettingInput!) {
  changeSetting(input: $input) { key value default lastChange { actorName note } } }`;
const change = (key: string, value: unknown, reason = '试点') => ({ input: { key, value, reason } });

let app: TestApp;
let bureau: ApiClient;

beforeAll(async () => {
  app = await startApp();
  bureau = await app.as('bureau');
});
afterAll(() => app.close());

const listed = async (client: ApiClient, key: string): Promise<Data> =>
  (await client.query(LIST)).settings.find((each: Data) => each.key === key);
const facts = (key: string) =>
  app.sql('SELECT topic, subject_type, note, payload FROM facts WHERE subject_id = $1 ORDER BY seq', [
    settingId(key),
  ]);

it('every setting is listed for the bureau and the administrator, in their language', async () => {
  const { settings } = await bureau.query(LIST);
  expect(settings.map(({ key }: Data) => key)).toEqual([...allSettings().keys()].sort());
  expect(await listed(bureau, WHOLE.key)).toEqual({
    ...{ key: WHOLE.key, text: 'A whole number (days)', value: 5, default: 5, min: 1, max: 10 },
    lastChange: null,
  });
  const admin = (await app.as('admin')).with({ 'accept-language': 'zh-CN' });
  expect(await listed(admin, WHOLE.key)).toMatchObject({ text: '整数（天）' });
  await (await app.as('enterprise')).refused('FORBIDDEN', LIST);
  await app.anonymous().refused('UNAUTHENTICATED', LIST);
});

it('a change holds at once, and tells who, why, from and to', async () => {
  const { changeSetting } = await bureau.mutate(CHANGE, change(WHOLE.key, 7));
  const lastChange = { actorName: '测试 bureau', note: '试点' };
  expect(changeSetting).toEqual({ key: WHOLE.key, value: 7, default: 5, lastChange });
  expect(WHOLE.value).toBe(7);
  await bureau.mutate(CHANGE, change(WHOLE.key, 7, '再说一次'));
  await bureau.mutate(CHANGE, change(WHOLE.key, 2, '试点结束'));
  const stated = { topic: 'setting.changed', subject_type: 'setting' };
  expect(await facts(WHOLE.key)).toEqual([
    { ...stated, note: '试点', payload: { key: WHOLE.key, from: 5, to: 7 } },
    { ...stated, note: '试点结束', payload: { key: WHOLE.key, from: 7, to: 2 } },
  ]);
  expect(await verifyChain(app.get(UnitOfWork))).toBeNull();
  expect(await listed(bureau, WHOLE.key)).toMatchObject({ value: 2, lastChange: { note: '试点结束' } });
});

it('changes at the same time each tell what they found', async () => {
  const values = [0.1, 0.2, 0.3, 0.4];
  await Promise.all(values.map((value) => app.get(Settings).change(SYSTEM, SHARE.key, value, '并发')));
  const told = (await facts(SHARE.key)).map(({ payload }) => payload as { from: number; to: number });
  expect(told.map(({ from }) => from)).toEqual([0.5, ...told.slice(0, -1).map(({ to }) => to)]);
  expect(told).toHaveLength(4);
  await app.get(Settings).refresh();
  expect(SHARE.value).toBe(told.at(-1)!.to);
});

it('what another process changes, or takes back, holds here within seconds', async () => {
  const becomes = (value: number): Promise<boolean> =>
    eventually(() => Promise.resolve(WHOLE.value === value || undefined));
  await app.sql(`UPDATE settings SET value = 9 WHERE key = $1`, [WHOLE.key]);
  expect(await becomes(9)).toBe(true);
  await app.sql(`DELETE FROM settings WHERE key = $1`, [WHOLE.key]);
  expect(await becomes(WHOLE.fallback)).toBe(true);
});

it.each([
  ['settings.unknown', 'settings-spec.other', 1],
  ['settings.range', WHOLE.key, 0],
  ['settings.range', WHOLE.key, 11],
  ['settings.range', SHARE.key, -0.01],
  ['settings.whole', WHOLE.key, 2.5],
  ['input.too-large', WHOLE.key, 1e300],
  ['BAD_USER_INPUT', WHOLE.key, 'NaN'],
])('refuses with %s: %s = %s', async (code, key, value) => {
  const before = [WHOLE.value, SHARE.value];
  await bureau.refused(code, CHANGE, change(key, value));
  expect([WHOLE.value, SHARE.value]).toEqual(before);
});

it('refuses what is no finite number, a change without a reason, and all but the bureau', async () => {
  for (const value of [NaN, Infinity])
    expect(() => app.get(Settings).change(SYSTEM, SHARE.key, value, '')).toThrow('from 0 to 1');
  await bureau.refused('input.empty', CHANGE, change(WHOLE.key, 3, ' '));
  await (await app.as('admin')).refused('FORBIDDEN', CHANGE, change(WHOLE.key, 3));
  await (await app.as('enterprise')).refused('FORBIDDEN', CHANGE, change(WHOLE.key, 3));
  const admin = await app.personas.actor('admin');
  expect(() => app.get(Settings).change(admin, WHOLE.key, 3, '')).toThrow('may not');
});

it('is declared once, within its own range', () => {
  const about = { zh: '参数', en: 'A setting', max: 1 };
  expect(() => setting(WHOLE.key, 1, about)).toThrow('declared twice');
  expect(() => setting('settings-spec.odd', 2, about)).toThrow('out of its own range');
});
