import type { LookupAddress } from 'node:dns';
import { AllowedHosts, isHostEntry } from './allowed-hosts';

const OFFICIAL = ['qyapi.weixin.qq.com', 'oapi.dingtalk.com'];

/** What a connection to `host` gets where the DNS answers `addresses`. */
function resolved(entries: readonly string[], addresses: readonly string[], all = true): Promise<unknown> {
  const answer = addresses.map((address): LookupAddress => ({
    address,
    family: address.includes(':') ? 6 : 4,
  }));
  const hosts = new AllowedHosts(entries, (_host, _options, done) => done(null, answer));
  return new Promise((done) =>
    hosts.lookup('host.example', { all }, (error, found) => done(error ? error.code : found)),
  );
}

describe('allowed hosts', () => {
  it.each([
    ['https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x', true],
    ['https://qyapi.weixin.qq.com:443/', true],
    ['http://qyapi.weixin.qq.com/', false],
    ['https://qyapi.weixin.qq.com:8443/', false],
    ['https://user:word@qyapi.weixin.qq.com/', false],
    ['https://user@qyapi.weixin.qq.com/', false],
    ['https://qyapi.weixin.qq.com.evil.example/', false],
    ['https://evil.example/?qyapi.weixin.qq.com', false],
    ['https://127.0.0.1/', false],
    ['https://0x7f000001/', false],
    ['https://[::1]/', false],
    ['https://qyapi.weixin.qq.com./', false],
    ['ftp://qyapi.weixin.qq.com/', false],
    ['file:///etc/passwd', false],
  ])('of %s: %s', (url, allowed) => expect(new AllowedHosts(OFFICIAL).allow(new URL(url))).toBe(allowed));

  it('are a port of this machine only where that very port is listed', () => {
    const hosts = new AllowedHosts(['http://127.0.0.1:8080']);
    expect(hosts.allow(new URL('http://127.0.0.1:8080/robot/send'))).toBe(true);
    for (const other of ['http://127.0.0.1:8081/', 'https://127.0.0.1:8080/', 'http://localhost:8080/'])
      expect(hosts.allow(new URL(other))).toBe(false);
  });

  it.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
    ],
    ...['0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1'],
    ...['::ffff:127.0.0.1', '64:ff9b::a00:1', '2002:a00:1::', '2001:db8::1', 'ff02::1'],
  ])('are not reached at %s, whatever the DNS says', async (address) => {
    expect(await resolved(OFFICIAL, [address])).toBe('ENOTALLOWED');
    expect(await resolved(OFFICIAL, ['101.91.40.24', address])).toBe('ENOTALLOWED');
    expect(await resolved(OFFICIAL, [address], false)).toBe('ENOTALLOWED');
  });

  it('are reached at addresses of the internet, and of networks that are listed', async () => {
    expect(await resolved(OFFICIAL, ['101.91.40.24'], false)).toBe('101.91.40.24');
    expect(await resolved(OFFICIAL, ['101.91.40.24', '240e:e1:aa00::1'])).toHaveLength(2);
    expect(await resolved([...OFFICIAL, '10.1.0.0/16'], ['10.1.2.3'], false)).toBe('10.1.2.3');
    expect(await resolved([...OFFICIAL, '10.1.0.0/16'], ['10.2.2.3'])).toBe('ENOTALLOWED');
    expect(await resolved([...OFFICIAL, 'fd00::/8'], ['fd12::1'], false)).toBe('fd12::1');
    expect(await resolved(OFFICIAL, [])).toBe('ENOTALLOWED');
  });

  it('are written as names, networks or ports of this machine', () => {
    const right = ['oapi.dingtalk.com', '10.0.0.0/8', '10.1.2.3', 'fd00::/8', 'http://127.0.0.1:8080'];
    expect(right.filter((entry) => !isHostEntry(entry))).toEqual([]);
    const wrong = [
      '',
      '*',
      'localhost',
      'loopback',
      '*.qq.com',
      'https://x.example',
      'http://x.example',
      'x.example:80',
    ];
    expect(wrong.filter((entry) => isHostEntry(entry))).toEqual([]);
  });
});
