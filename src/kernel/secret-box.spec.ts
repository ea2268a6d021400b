import { SecretBox } from './secret-box';

const [FIRST, SECOND] = ['first-'.repeat(6), 'second-'.repeat(6)];
const box = new SecretBox([FIRST]);

describe('a secret box', () => {
  it('gives back what was sealed, and never the same bytes twice', () => {
    const sealed = box.seal('SEC密钥🔑', 'robots.secret 1');
    expect(box.open(sealed, 'robots.secret 1')).toBe('SEC密钥🔑');
    expect(sealed).not.toContain('SEC');
    expect(box.seal('SEC密钥🔑', 'robots.secret 1')).not.toBe(sealed);
  });

  it('opens nothing that stands elsewhere than it was sealed for', () => {
    const sealed = box.seal('webhook', 'robots.webhook 1');
    expect(() => box.open(sealed, 'robots.webhook 2')).toThrow();
  });

  it('opens nothing of which a bit was changed', () => {
    const [version, id, text] = box.seal('webhook', 'here').split('.') as [string, string, string];
    const bytes = Buffer.from(text, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => box.open(`${version}.${id}.${changed.toString('base64url')}`, 'here')).toThrow();
    }
    for (const short of ['', 'v1', `v1.${id}`, `v1.${id}.AAAA`])
      expect(() => box.open(short, 'here')).toThrow();
  });

  it('opens with an old key and seals with the new one', () => {
    const old = box.seal('webhook', 'here');
    const both = new SecretBox([SECOND, FIRST]);
    expect(both.open(old, 'here')).toBe('webhook');
    expect(old.startsWith(both.prefix)).toBe(false);
    const again = both.seal('webhook', 'here');
    expect(again.startsWith(both.prefix)).toBe(true);
    expect(new SecretBox([SECOND]).open(again, 'here')).toBe('webhook');
    expect(() => new SecretBox([SECOND]).open(old, 'here')).toThrow('no key');
  });

  it('tells nothing of its key by the key’s id', () => {
    expect(box.prefix).toMatch(/^v1\.[\da-f]{8}\.$/);
    expect(new SecretBox([SECOND]).prefix).not.toBe(box.prefix);
  });
});
