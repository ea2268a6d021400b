import { createLogger, NestLog, scrub, sparingly } from './log';
import { runInRequest } from './request';

const logged = (work: (logger: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  work(createLogger('debug', (line) => lines.push(line)));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('the log', () => {
  it('hides what opens a door, by name and by shape', () => {
    const [line] = logged((logger) =>
      logger.info(
        {
          password: 'hunter2',
          req: { headers: { authorization: 'Bearer abc.def', cookie: 'sid=1' } },
          auth: { refreshToken: 'r1' },
        },
        'cannot reach postgres://benfu:hunter2@db:5432/benfu with Bearer abc.def',
      ),
    );
    const text = JSON.stringify(line);
    for (const secret of ['hunter2', 'abc.def', 'sid=1', 'r1']) expect(text).not.toContain(secret);
    expect(line!['msg']).toBe(
      'cannot reach postgres://benfu:[redacted]@db:5432/benfu with Bearer [redacted]',
    );
  });

  it('hides passwords in the messages and stacks of errors', () => {
    const [line] = logged((logger) =>
      logger.error({ err: new Error('redis://:hunter2@cache refused') }, 'queue'),
    );
    expect(JSON.stringify(line)).not.toContain('hunter2');
  });

  it('leaves addresses without a password alone', () => {
    expect(scrub('http://localhost:3000/graphql and mail to a@b.example')).toBe(
      'http://localhost:3000/graphql and mail to a@b.example',
    );
  });

  it('carries the id of the request', () => {
    const lines = logged((logger) => {
      runInRequest({ id: 'request-1', locale: 'en' }, () => logger.info('inside'));
      logger.info('outside');
    });
    expect(lines[0]).toMatchObject({ request: 'request-1', level: 'info' });
    expect(lines[1]).not.toHaveProperty('request');
  });

  it('writes what Nest says, with who says it', () => {
    const lines = logged((logger) => {
      const nest = new NestLog(logger);
      nest.log('Mapped', 'RouterExplorer');
      nest.error('broke', 'Error: broke\n    at x', 'Jobs');
      nest.error({ msg: 'unexpected', correlation: 'c1' }, 'GraphQL');
    });
    expect(lines[0]).toMatchObject({ level: 'debug', context: 'RouterExplorer' });
    expect(lines[1]).toMatchObject({
      level: 'error',
      context: 'Jobs',
      msg: 'broke',
      stack: expect.stringContaining('at x') as string,
    });
    expect(lines[2]).toMatchObject({ context: 'GraphQL', msg: 'unexpected', correlation: 'c1' });
  });

  it('says a repeated complaint once in a while', () => {
    const said: string[] = [];
    const complain = sparingly((text) => said.push(text), 60_000);
    for (const text of ['away', 'away', 'back', 'away']) complain(text);
    expect(said).toEqual(['away', 'back']);
  });
});
