import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { SessionsService } from '../src/areas/accounts';
import { FactStream } from '../src/kernel/fact-stream';
import { until } from '../src/kernel/kernel.testing';
import { serverCloser } from '../src/kernel/shutdown';
import { startApp, type TestApp } from './support/app';

let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  jest.restoreAllMocks();
  await app.close();
});

it('a subscription that stands when the program ends is told to go away, and nothing is printed', async () => {
  // As `main.ts` does, side by side.
  const closeServer = serverCloser(app.app.getHttpServer());
  const { accountId } = await app.personas.account('enterprise');
  const { accessToken } = await app.get(SessionsService).open(accountId);
  const client = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const closed = new Promise((resolve) => client.on('close', resolve));
  const said: unknown[] = [];
  client.on('message', (data: Buffer) => said.push(JSON.parse(data.toString())));
  const send = (message: object): void => client.send(JSON.stringify(message));
  await new Promise((resolve) => client.on('open', resolve));
  send({ type: 'connection_init', payload: { authorization: `Bearer ${accessToken}` } });
  await until(() => said.length > 0);
  send({ type: 'subscribe', id: '1', payload: { query: 'subscription { facts { topic } }' } });
  await sleep(300);
  expect(said).toEqual([{ type: 'connection_ack' }]);

  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  await Promise.all([closeServer(), app.get(FactStream).close()]);
  expect(await closed).toBe(1001);
  expect(printed.mock.calls).toEqual([]);
});
