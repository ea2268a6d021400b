import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import { serverCloser, Shutdown, STAGES } from './shutdown';

describe('the shutdown', () => {
  it('keeps its order, whatever the order of the start', async () => {
    const ended: string[] = [];
    const shutdown = new Shutdown(() => undefined);
    for (const stage of [...STAGES].reverse()) {
      shutdown.add(stage, async () => {
        await sleep(2);
        ended.push(stage);
      });
    }
    await Promise.all([shutdown.run(), shutdown.run()]);
    expect(ended).toEqual(['unready', 'intake', 'jobs', 'application', 'database', 'postgres']);
  });

  it('reports what fails and ends the rest', async () => {
    const reported: unknown[] = [];
    const ended = jest.fn();
    const shutdown = new Shutdown((error) => reported.push(error));
    shutdown.add('jobs', () => Promise.reject(new Error('stuck')));
    shutdown.add('postgres', ended);
    await shutdown.run();
    expect(reported).toEqual([new Error('stuck')]);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('answers the request in progress before the server is gone', async () => {
    const server = createServer((_request, response) => void sleep(50).then(() => response.end('done')));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const close = serverCloser(server);
    const { port } = server.address() as { port: number };
    const answer = fetch(`http://127.0.0.1:${port}/`).then((response) => response.text());
    await sleep(20);
    await close();
    expect(await answer).toBe('done');
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it('tells web sockets to go away and does not wait for them', async () => {
    const server = createServer();
    const sockets = new WebSocketServer({ server });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const close = serverCloser(server);
    const { port } = server.address() as { port: number };
    const client = new WebSocket(`ws://127.0.0.1:${port}`);
    await new Promise((done) => client.once('open', done));
    const code = new Promise((done) => client.once('close', done));
    const before = Date.now();
    await close();
    expect(await code).toBe(1001);
    expect(Date.now() - before).toBeLessThan(2_000);
    sockets.close();
  });
});
