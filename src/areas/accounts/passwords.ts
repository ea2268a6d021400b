import { Algorithm, hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { refuse } from './accounts.messages';

// OWASP Password Storage Cheat Sheet, the second of its equal choices for argon2id: memory in KiB.
const COST = { algorithm: 2 as Algorithm.Argon2id, memoryCost: 47_104, timeCost: 1, parallelism: 1 };
const MIN = 8;
const MAX = 128;
const COMMON = new Set(
  `password 12345678 123456789 1234567890 qwertyui qwerty123 11111111 88888888 iloveyou 1q2w3e4r password1 abc12345
   abcd1234 sunshine football baseball princess superman trustno1 passw0rd 00000000 66666666 a1234567 woaini1314
   5201314520 147258369 987654321 asdfghjkl zxcvbnm123 administrator`.split(/\s+/),
);

/** Hashes passwords with argon2id and checks them. */
@Injectable()
export class Passwords {
  private readonly nobodys = hash('a password that nobody has', COST);

  /** The PHC string of a new password. Refuses one that is too short, too long or too common. */
  async hash(password: string, email: string): Promise<string> {
    const size = [...password].length;
    const weak = COMMON.has(password.toLowerCase()) || password.toLowerCase() === email.toLowerCase();
    if (size < MIN || size > MAX || weak)
      throw refuse('accounts.password', { min: MIN, max: MAX }, ['input', 'password']);
    return hash(password, COST);
  }

  /** Whether the password is right; takes as long where there is no account. */
  async verify(stored: string | undefined, password: string): Promise<boolean> {
    const right = await verify(stored ?? (await this.nobodys), password.slice(0, MAX));
    return right && stored !== undefined;
  }
}
