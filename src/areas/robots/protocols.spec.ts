import { readWebhook, signed, verdictOf } from './protocols';
import type { RobotKind } from './robot.lifecycle';

const KEY = '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa';
const WECOM = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`;
const DINGTALK = `https://oapi.dingtalk.com/robot/send?access_token=${'a'.repeat(64)}`;

describe('a webhook', () => {
  it('is read with its key', () => {
    expect(readWebhook('WECOM', WECOM)).toMatchObject({ key: KEY, url: { href: WECOM } });
    expect(readWebhook('DINGTALK', DINGTALK)?.key).toBe('a'.repeat(64));
  });

  it.each([
    ['WECOM', DINGTALK],
    ['DINGTALK', WECOM],
    ['WECOM', KEY],
    ['WECOM', `${WECOM}&debug=1`],
    ['WECOM', `${WECOM}&key=${KEY}`],
    ['WECOM', `${WECOM}#x`],
    ['WECOM', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send'],
    ['WECOM', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key='],
    ['WECOM', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=short'],
    ['WECOM', `https://qyapi.weixin.qq.com/cgi-bin/webhook/../gettoken?key=${KEY}`],
    ['DINGTALK', `${DINGTALK}&timestamp=1&sign=x`],
    ['DINGTALK', `https://oapi.dingtalk.com/robot/send/?access_token=${KEY}`],
  ] as [RobotKind, string][])('of %s is not %s', (kind, text) =>
    expect(readWebhook(kind, text)).toBeUndefined(),
  );
});

describe('a signature', () => {
  it('is the one of the documentation: HMAC-SHA256 of the instant, a line break and the secret', () => {
    // printf '1700000000000\nSECtest-secret' | openssl dgst -sha256 -hmac SECtest-secret -binary | base64
    const url = signed(DINGTALK, 'SECtest-secret', new Date(1_700_000_000_000));
    expect(url.searchParams.get('timestamp')).toBe('1700000000000');
    expect(url.searchParams.get('sign')).toBe('LC7hxZ4wslL+P7j7gu1hoQ+wzByekL+yWgiUMekZs0g=');
    expect(url.search).not.toMatch(/sign=[^&]*[+/]/);
    expect(url.searchParams.get('access_token')).toBe('a'.repeat(64));
  });

  it('is none where there is no secret', () => expect(signed(WECOM, null, new Date(0)).href).toBe(WECOM));
});

describe('an answer', () => {
  const verdict = (
    kind: RobotKind,
    text: unknown,
    status = 200,
    retryAfterMs: number | null = null,
  ): unknown =>
    verdictOf(kind, { status, retryAfterMs, text: typeof text === 'string' ? text : JSON.stringify(text) });

  it.each([0, '0'])('is a yes with errcode %j alone', (errcode) => {
    for (const kind of ['WECOM', 'DINGTALK'] as const)
      expect(verdict(kind, { errcode, errmsg: 'ok' })).toEqual({ kind: 'taken' });
  });

  it.each([
    '',
    'ok',
    '<html>',
    'null',
    '[]',
    '0',
    '"0"',
    '{}',
    '{"errcode":null}',
    '{"errcode":0.5}',
    '{"errmsg":"ok"}',
  ])('is none of its protocol as %j, and not final', (text) =>
    expect(verdict('WECOM', text)).toMatchObject({ kind: 'refused', errcode: null, permanent: false }),
  );

  it.each([
    ['WECOM', 45009, { kind: 'limited', forMs: 60_000 }],
    ['DINGTALK', 130101, { kind: 'muted', forMs: 600_000 }],
    ['DINGTALK', 660026, { kind: 'muted', forMs: 600_000 }],
    ['DINGTALK', 410100, { kind: 'muted', forMs: 600_000 }],
    ['WECOM', 93000, { kind: 'refused', permanent: true, errcode: 93000 }],
    ['WECOM', 40058, { kind: 'refused', permanent: true, errcode: 40058 }],
    ['DINGTALK', 310000, { kind: 'refused', permanent: true, errcode: 310000 }],
    ['DINGTALK', 300005, { kind: 'refused', permanent: true, errcode: 300005 }],
    ['DINGTALK', -1, { kind: 'refused', permanent: false, errcode: -1 }],
    ['WECOM', 999999, { kind: 'refused', permanent: false, errcode: 999999 }],
  ] as [RobotKind, number, object][])('of %s with errcode %d', (kind, errcode, expected) =>
    expect(verdict(kind, { errcode, errmsg: 'why' })).toMatchObject(expected),
  );

  it('of the gate before 钉钉 mutes as well', () =>
    expect(verdict('DINGTALK', { status: 1111, wait: 5, punish: 'deny' })).toMatchObject({ kind: 'muted' }));

  it.each([
    [429, null, { kind: 'limited', forMs: 60_000 }],
    [429, 300_000, { kind: 'limited', forMs: 300_000 }],
    [429, 999_999_000, { kind: 'limited', forMs: 3_600_000 }],
    [500, null, { kind: 'refused', permanent: false }],
    [302, null, { kind: 'refused', permanent: true }],
    [404, null, { kind: 'refused', permanent: true }],
    [408, null, { kind: 'refused', permanent: false }],
  ])('with status %d (retry-after %j) says no, whatever its body', (status, retryAfterMs, expected) =>
    expect(verdict('WECOM', { errcode: 0, errmsg: 'ok' }, status, retryAfterMs)).toMatchObject(expected),
  );

  it('tells no more than 200 characters on one line', () => {
    const { message } = verdict('WECOM', { errcode: 1, errmsg: `a\nb${'x'.repeat(500)}` }) as {
      message: string;
    };
    expect(message).toHaveLength(200);
    expect(message.startsWith('a b')).toBe(true);
  });
});
