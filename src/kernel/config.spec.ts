import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from './config';

const SECRET = 'x'.repeat(32);
const KEY = 'k'.repeat(32);
const load = (environment: Record<string, string> = {}): Config =>
  Config.load({ AUTH_SECRET: SECRET, ...environment });
const refusal = (environment: Record<string, string>): string => {
  try {
    Config.load(environment);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('accepted');
};

describe('settings', () => {
  it('need nothing outside production', () => {
    const config = load();
    expect(config).toMatchObject({
      role: 'all',
      seed: 'demo',
      port: 3000,
      host: '127.0.0.1',
      production: false,
    });
    expect(config.now).toBeUndefined();
    expect(config.publicUrl).toBe('http://localhost:3000');
    expect(config.allowedOrigins).toEqual(['http://localhost:3000']);
  });

  it('take an empty value for none', () => {
    expect(load({ DATABASE_URL: '', PORT: ' ', ROLE: '', BENFU_NOW: '' })).toMatchObject({
      role: 'all',
      portIsGiven: false,
    });
  });

  it('seed the reference lists into a database that is given', () => {
    expect(load({ DATABASE_URL: 'postgres://benfu@db/benfu' }).seed).toBe('reference');
    expect(load({ DATABASE_URL: 'postgres://benfu@db/benfu', SEED: 'demo' }).seed).toBe('demo');
  });

  it('read a day as midnight in the city, and an instant as it is', () => {
    expect(load({ BENFU_NOW: '2025-03-14' }).now).toEqual(new Date('2025-03-13T16:00:00Z'));
    expect(load({ BENFU_NOW: '2025-03-14T09:00:00+08:00' }).now).toEqual(new Date('2025-03-14T01:00:00Z'));
  });

  it('read a wall-clock time as one of the city, wherever the machine stands', () => {
    expect(load({ BENFU_NOW: '2025-03-14T09:00' }).now).toEqual(new Date('2025-03-14T01:00:00Z'));
  });

  it('take proxies as a number of hops or as networks', () => {
    expect(load().trustProxy).toBe(false);
    expect(load({ TRUST_PROXY: '1' }).trustProxy).toBe(1);
    expect(load({ TRUST_PROXY: 'loopback, 10.0.0.0/8,::1' }).trustProxy).toBe('loopback, 10.0.0.0/8,::1');
  });

  it('take the public address and further origins', () => {
    const config = load({
      PUBLIC_URL: 'https://benfu.example.org/',
      ALLOWED_ORIGINS: 'https://a.example, https://b.example',
    });
    expect(config.publicUrl).toBe('https://benfu.example.org');
    expect(config.allowedOrigins).toEqual([
      'https://benfu.example.org',
      'https://a.example',
      'https://b.example',
    ]);
  });

  it.each([
    ['DATABASE_URL', 'mysql://db'],
    ['DATABASE_URL', 'postgres://benfu@db:5432'],
    ['DATABASE_URL', 'postgres://benfu@db:99999/benfu'],
    ['DATABASE_URL', 'postgres://benfu:50%zz@db/benfu'],
    ['REDIS_URL', 'redis://redis:99999'],
    ['REDIS_URL', 'localhost:6379'],
    ['SMTP_URL', 'mail.example.org'],
    ['MAIL_FROM', 'nobody'],
    ['PORT', '70000'],
    ['PORT', 'web'],
    ['PUBLIC_URL', 'benfu.example.org'],
    ['ROLE', 'web'],
    ['SEED', 'all'],
    ['PUBLIC_URL', 'https://[::bad'],
    ['BENFU_NOW', 'tomorrow'],
    ['BENFU_NOW', '2025-02-31'],
    ['TRUST_PROXY', 'nginx'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['ALLOWED_ORIGINS', '*'],
    ['AUTH_SECRET', 'short'],
    ['LOG_LEVEL', 'loud'],
    ['QUEUE_PREFIX', 'a:b'],
    ['EMBEDDINGS_URL', 'api.example.org'],
    ['EMBEDDINGS_URL', 'http://api.example.org/v1'],
    ['EMBEDDINGS_URL', 'http://8.8.8.8/v1'],
    ['EMBEDDINGS_URL', 'http://10.example.org/v1'],
    ['EMBEDDINGS_URL', 'https://user:word@api.example.org/v1'],
    ['EMBEDDINGS_URL', 'https://api.example.org/v1?key=1'],
    ['EMBEDDINGS_MODEL', 'two words'],
    ['EMBEDDINGS_KEY', '钥匙'],
    ['FILES_URL', 'https://key:secret@host/bucket'],
    ['FILES_URL', 's3://host/bucket'],
    ['FILES_URL', 's3://key:se/cret@host/bucket'],
    ['FILES_URL', 's3://key:secret@host'],
    ['FILES_URL', 's3://key:secret@host/Bucket'],
    ['FILES_URL', 's3://key:secret@host/bucket?zone=x'],
    ['SECRETS_KEY', 'short'],
    ['SECRETS_KEY', `${'x'.repeat(32)},short`],
    ['ROBOT_HOSTS', 'https://qyapi.weixin.qq.com'],
    ['ROBOT_HOSTS', 'localhost'],
    ['ROBOT_HOSTS', 'qyapi.weixin.qq.com/path'],
    ['ROBOT_HOSTS', 'user@qyapi.weixin.qq.com'],
    ['ROBOT_HOSTS', 'http://10.0.0.5:80'],
    ['CLAMD_URL', 'clamd:3310'],
    ['CLAMD_URL', 'tcp://clamd'],
    ['CLAMD_URL', 'tcp://clamd:3310/x'],
  ])('refuse %s=%s, by name', (name, value) => {
    expect(refusal({ AUTH_SECRET: SECRET, [name]: value })).toMatch(new RegExp(`\\n  ${name} must `));
  });

  it.each([
    'https://api.example.org/v1',
    'http://localhost:11434/v1/',
    'http://ollama:11434',
    'http://10.0.3.7:8080/v1',
    'http://[::1]:8080',
    'http://embeddings.internal/v1',
  ])('take %s for embeddings, with a model', (url) => {
    const { embeddingsUrl } = load({ EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: 'bge-m3' });
    expect(embeddingsUrl).toBe(url.replace(/\/$/, ''));
    expect(refusal({ AUTH_SECRET: SECRET, EMBEDDINGS_URL: url })).toContain('EMBEDDINGS_MODEL is missing');
  });

  it('keep files in the data directory, unless another or a bucket is given', () => {
    expect(load({ BENFU_DATA: '/srv/benfu' }).filesDirectory).toBe('/srv/benfu/files');
    expect(load({ FILES_DIR: '/mnt/files' }).filesDirectory).toBe('/mnt/files');
    for (const url of [
      's3://key:a%2Fb@s3.example.org/files',
      's3+http://k:s@minio:9000/files?region=cn-north-1',
    ])
      expect(load({ FILES_URL: url, CLAMD_URL: 'tcp://10.0.0.5:3310' })).toMatchObject({
        filesUrl: url,
        clamdUrl: 'tcp://10.0.0.5:3310',
      });
  });

  it('let robots have the two official servers, and in production no port of this machine', () => {
    expect(load().robotHosts).toEqual(['qyapi.weixin.qq.com', 'oapi.dingtalk.com']);
    const ROBOT_HOSTS = 'http://127.0.0.1:8080, wework.xining.example,10.1.0.0/16';
    const hosts = ['http://127.0.0.1:8080', 'wework.xining.example', '10.1.0.0/16'];
    expect(load({ ROBOT_HOSTS }).robotHosts).toEqual(hosts);
    const production = { NODE_ENV: 'production', AUTH_SECRET: SECRET, SECRETS_KEY: KEY };
    expect(refusal({ ...production, ROBOT_HOSTS })).toContain('ROBOT_HOSTS names a port of this machine');
    expect(load({ SECRETS_KEY: `${KEY}, ${SECRET}` }).secretsKeys).toEqual([KEY, SECRET]);
  });

  it('name every fault at once', () => {
    const message = refusal({ AUTH_SECRET: SECRET, PORT: 'web', ROLE: 'web' });
    expect(message).toContain('PORT');
    expect(message).toContain('ROLE');
  });

  it('do not take a misspelt mode for development', () => {
    expect(refusal({ AUTH_SECRET: SECRET, NODE_ENV: 'prod' })).toContain(
      'NODE_ENV must be production, development or test',
    );
  });

  it('have no default secret, no demonstration and no moved clock in production', () => {
    const message = refusal({ NODE_ENV: 'production', SEED: 'demo', BENFU_NOW: '2025-03-14' });
    for (const name of ['AUTH_SECRET', 'SECRETS_KEY is missing', 'SEED', 'BENFU_NOW'])
      expect(message).toContain(name);
    expect(load({ NODE_ENV: 'production', SECRETS_KEY: KEY })).toMatchObject({
      seed: 'reference',
      host: '0.0.0.0',
      production: true,
    });
  });

  it('never show a value that may hold a password', () => {
    for (const url of [
      'mysql://u:hunter2@db',
      'postgres://u:hunter2@db:99999/x',
      'postgres://u:hunter2@[db/x',
    ]) {
      const message = refusal({ AUTH_SECRET: SECRET, DATABASE_URL: url });
      expect(message).toContain('DATABASE_URL must look like');
      expect(message).not.toContain('hunter2');
    }
  });

  it('keep a secret of their own outside production', () => {
    const directory = mkdtempSync(join(tmpdir(), 'benfu-config-'));
    try {
      const first = Config.load({ BENFU_DATA: directory }).authSecret;
      expect(first.length).toBeGreaterThanOrEqual(32);
      expect(Config.load({ BENFU_DATA: directory }).authSecret).toBe(first);
      expect(statSync(join(directory, 'auth-secret')).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
