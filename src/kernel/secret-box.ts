import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Changing these makes everything that was sealed unreadable. */
const KEY_PURPOSE = 'benfu secrets 1';
const ID_PURPOSE = 'benfu secrets 1 id';

const derived = (secret: string, purpose: string, bytes: number): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', purpose, bytes));

/** Keeps secrets of others in the database: encrypted, and bound to the place where they stand. */
export class SecretBox {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  /** The first key seals; all of them open, so that an old one can be replaced. */
  constructor(secrets: readonly string[]) {
    const idOf = (secret: string): string => derived(secret, ID_PURPOSE, 4).toString('hex');
    this.keys = new Map(secrets.map((secret) => [idOf(secret), derived(secret, KEY_PURPOSE, 32)]));
    this.current = idOf(secrets[0]!);
  }

  /** `v1.<key id>.<bytes>`; `place` is what it belongs to, e.g. `robots.webhook <id>`: elsewhere it does not open. */
  seal(text: string, place: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.keys.get(this.current)!, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `v1.${this.current}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /** Throws where the key is gone, the bytes were changed, or they come from another place; says nothing of either. */
  open(sealed: string, place: string): string {
    const [version, id = '', text = ''] = sealed.split('.');
    const key = this.keys.get(id);
    const bytes = Buffer.from(text, 'base64url');
    if (version !== 'v1' || !key || bytes.length < IV_BYTES + TAG_BYTES)
      throw new Error(`no key for a secret sealed with ${id.slice(0, 8)}`);
    const cipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(place));
    cipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + cipher.final('utf8');
  }

  /** What the texts begin with that the first key sealed. */
  get prefix(): string {
    return `v1.${this.current}.`;
  }
}
