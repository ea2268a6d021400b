import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';
import { Clock } from '../../kernel/clock';
import { Config } from '../../kernel/config';

/** Life of an access token, in seconds. */
export const ACCESS_SECONDS = 10 * 60;
const ISSUER = 'benfu';

/** What a token says: whose session, and for a refresh token its number in that session. */
export interface Claims {
  readonly sessionId: string;
  readonly accountId: string;
  readonly turn: number;
}

/** Signatures that this process has checked already; whether a session still stands is asked with every request. */
const MOST_KNOWN = 10_000;

/** Signs and reads tokens (HS256); no right is written into one. */
@Injectable()
export class Tokens {
  private readonly key: Uint8Array;
  private readonly known = new Map<string, { readonly claims: Claims; readonly until: number }>();

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.key = new TextEncoder().encode(config.authSecret);
  }

  /** Signs a token for `use`, valid from `at` (an instant) until `until`. */
  sign(use: 'access' | 'refresh', claims: Claims, at: Date, until: Date): Promise<string> {
    return new SignJWT({ sid: claims.sessionId, turn: claims.turn })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(use)
      .setSubject(claims.accountId)
      .setIssuedAt(at)
      .setExpirationTime(until)
      .sign(this.key);
  }

  /** What a token says, or undefined where it is forged, expired or for another use. */
  async read(use: 'access' | 'refresh', token: string): Promise<Claims | undefined> {
    const key = `${use} ${token}`;
    const known = this.known.get(key) ?? (await this.verify(use, token));
    if (!known || known.until <= this.clock.now().getTime()) return undefined;
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(key, known);
    return known.claims;
  }

  private async verify(use: string, token: string): Promise<{ claims: Claims; until: number } | undefined> {
    try {
      const options = { algorithms: ['HS256'], issuer: ISSUER, audience: use, currentDate: this.clock.now() };
      const { payload } = await jwtVerify<{ sid: string; turn: number }>(token, this.key, options);
      const claims = { sessionId: payload.sid, accountId: payload.sub!, turn: payload.turn };
      return { claims, until: payload.exp! * 1_000 };
    } catch {
      return undefined;
    }
  }
}
