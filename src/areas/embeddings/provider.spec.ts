import { EmbeddingsServer, gives, says, type Answer } from '../../../test/support/embeddings';
import { EmbeddingError, OpenAiProvider } from './provider';

const KEY = 'sk-very-secret';
let server: EmbeddingsServer;

beforeEach(async () => {
  server = await EmbeddingsServer.start((text) => [text.length, 1]);
});
afterEach(() => server.close());

const provider = (more: { timeoutMs?: number; url?: string } = {}): OpenAiProvider =>
  new OpenAiProvider({ url: server.url, model: 'bge-m3', key: KEY, ...more });
const fault = async (instead: Answer, more: { timeoutMs?: number } = {}): Promise<EmbeddingError> => {
  server.instead = instead;
  const error: unknown = await provider(more)
    .embed(['一', '二'])
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EmbeddingError);
  return error as EmbeddingError;
};

describe('the endpoint of embeddings', () => {
  it('is asked by its protocol, and its vectors are put in the order of the texts', async () => {
    expect(await provider().embed(['盐湖', 'lithium', 'x'])).toEqual([
      [2, 1],
      [7, 1],
      [1, 1],
    ]);
    expect(server.asked).toEqual([
      {
        path: '/v1/embeddings',
        authorization: `Bearer ${KEY}`,
        model: 'bge-m3',
        input: ['盐湖', 'lithium', 'x'],
      },
    ]);
  });

  it('may want no key', async () => {
    await new OpenAiProvider({ url: server.url, model: 'm' }).embed(['x']);
    expect(server.asked[0]!.authorization).toBeUndefined();
  });

  it.each<[string, Answer]>([
    ['fewer vectors than texts', gives([1, 2])],
    ['more vectors than texts', gives([1], [2], [3])],
    ['vectors of unequal lengths', gives([1, 2], [1])],
    ['empty vectors', gives([], [])],
    ['vectors without a direction', gives([0, 0], [1, 0])],
    ['what is no number', gives([1, null], [1, 2])],
    ['a number as text', gives([1, '2'], [1, 2])],
    [
      'NaN, which is no JSON',
      says(200, '{"data":[{"index":0,"embedding":[NaN]},{"index":1,"embedding":[1]}]}'),
    ],
    [
      'a number beyond all',
      says(200, '{"data":[{"index":0,"embedding":[1e999]},{"index":1,"embedding":[1]}]}'),
    ],
    ['one index twice', says(200, { data: [1, 1].map((index) => ({ index, embedding: [1] })) })],
    ['an index below', says(200, { data: [-1, 0].map((index) => ({ index, embedding: [1] })) })],
    ['an index beyond', says(200, { data: [0, 2].map((index) => ({ index, embedding: [1] })) })],
    ['no index', says(200, { data: [{ embedding: [1] }, { embedding: [1] }] })],
    ['base64', gives('AAAA', 'AAAA')],
    ['a page', says(200, '<!doctype html><h1>Welcome</h1>', { 'content-type': 'text/html' })],
    ['null', says(200, 'null')],
    ['nothing', says(200, '')],
    ['without end', (response) => void response.end(Buffer.alloc(33 * 1_024 * 1_024, ' '))],
  ])('is not believed where it answers %s', async (_, answer) => {
    expect(await fault(answer)).toMatchObject({ fault: 'MALFORMED', status: null });
  });

  it.each([500, 503, 401, 404, 204])('is told by its status: %d', async (status) => {
    const error = await fault(says(status, status === 204 ? '' : { error: { message: `bad key ${KEY}` } }));
    expect(error).toMatchObject({ fault: 'STATUS', status, retryAfterMs: null });
    expect(error.message + error.stack).not.toContain(KEY);
  });

  it('says how long to leave it alone', async () => {
    const rest = async (header: string): Promise<number | null> =>
      (await fault(says(429, {}, { 'retry-after': header }))).retryAfterMs;
    expect(await rest('7')).toBe(7_000);
    expect(await rest('Wed, 21 Oct 2026 07:28:00 GMT')).toBeNull();
    expect(await rest('-1')).toBeNull();
  });

  it('leads to no other host', async () => {
    const other = await EmbeddingsServer.start(() => [1]);
    try {
      const error = await fault(says(307, '', { location: `${other.url}/embeddings` }));
      expect(error).toMatchObject({ fault: 'STATUS', status: 307 });
      expect(other.asked).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it.each<[string, Answer]>([
    ['never answers', () => undefined],
    ['never finishes', (response) => void response.writeHead(200).write('{"data":[')],
  ])('is given up when it %s', async (_, answer) => {
    const since = performance.now();
    expect(await fault(answer, { timeoutMs: 200 })).toMatchObject({ fault: 'LATE' });
    expect(performance.now() - since).toBeLessThan(2_000);
  });

  it('may be away, or hang up', async () => {
    expect(await fault((response) => void response.destroy())).toMatchObject({ fault: 'UNREACHABLE' });
    const away = provider({ url: 'http://127.0.0.1:1/v1' });
    await expect(away.embed(['x'])).rejects.toMatchObject({ fault: 'UNREACHABLE' });
  });
});
