import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { StoredSession } from './account';
import { sessionReused } from './account.facts';
import { refuse } from './accounts.messages';
import { AccountsReader } from './accounts.reader';
import { Attempts } from './attempts';
import { Passwords } from './passwords';
import { Session } from './session';
import { ACCESS_SECONDS, Tokens } from './tokens';

const SESSION_DAYS = 30;
/** RFC 5321 allows 254 characters; the counter of attempts has room for fewer, and nobody's address is so long. */
const LONGEST_EMAIL = 240;
/** Two requests of one client may refresh at once: the token before stays good this long, in milliseconds. */
const GRACE_MS = 10_000;

/** What stands at the door: the count of attempts and the password. */
@Injectable()
export class SignInDoors {
  constructor(
    readonly attempts: Attempts,
    readonly passwords: Passwords,
  ) {}
}

/** Signs people in and out (ASVS 5.0 V7, RFC 9700: rotating refresh tokens, a reused one ends the session). */
@Injectable()
export class SessionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly accounts: AccountsReader,
    private readonly tokens: Tokens,
    private readonly doors: SignInDoors,
  ) {}

  /** Counts one attempt from an address. Refuses too many. */
  knock(address: string): Promise<void> {
    return this.doors.attempts.countAddress(address);
  }

  /** Refuses a wrong e-mail or password with one and the same sentence, and too many attempts. */
  async signIn(email: string, password: string, address: string): Promise<Session> {
    // A control character is in nobody's e-mail, and PostgreSQL takes no NUL.

    const wanted = email
      .trim()
      .toLowerCase()
      .replace(/[\u0000-\u001f]/g, '?')
      .slice(0, LONGEST_EMAIL);
    await this.doors.attempts.count(wanted, address);
    const account = await this.accounts.byEmail(wanted);
    if (!(await this.doors.passwords.verify(account?.passwordHash, password)))
      throw refuse('accounts.wrong', {});
    await this.doors.attempts.forget(wanted);
    return this.open(account!.id);
  }

  /** Opens a session for an account whose owner has been recognised. */
  async open(accountId: string): Promise<Session> {
    const now = this.clock.now();
    const stored: StoredSession = {
      id: newId(now),
      accountId,
      turn: 1,
      turnedAt: now,
      expiresAt: new Date(now.getTime() + SESSION_DAYS * 86_400_000),
      revokedAt: null,
    };
    await this.uow.manager.insert(StoredSession, stored);
    return this.issue(stored);
  }

  /** Exchanges a refresh token for the next. Refuses, and ends the session, when a token is used again later. */
  async refresh(refreshToken: string): Promise<Session> {
    const claims = await this.tokens.read('refresh', refreshToken);
    const stored = claims && (await this.alive(claims.sessionId));
    if (!stored) throw refuse('accounts.session-ended', {});
    const now = this.clock.now();
    const next = { turn: claims.turn + 1, turnedAt: now };
    const turned = await this.uow.manager.update(
      StoredSession,
      { id: stored.id, turn: claims.turn, revokedAt: IsNull() },
      next,
    );
    if (turned.affected === 1) return this.issue({ ...stored, ...next });
    const present = await this.alive(stored.id);
    const together = present?.turn === next.turn && now.getTime() - present.turnedAt.getTime() <= GRACE_MS;
    if (present && together) return this.issue(present);
    await this.endReused(stored);
    throw refuse('accounts.session-ended', {});
  }

  /** Ends the session of a refresh token; true even where it had ended. */
  async signOut(refreshToken: string): Promise<boolean> {
    const claims = await this.tokens.read('refresh', refreshToken);
    if (claims) await this.revoke(claims.sessionId);
    return true;
  }

  private async alive(id: string): Promise<StoredSession | null> {
    const stored = await this.uow.manager.findOneBy(StoredSession, { id, revokedAt: IsNull() });
    return stored && stored.expiresAt > this.clock.now() ? stored : null;
  }

  private async revoke(id: string): Promise<void> {
    await this.uow.manager.update(
      StoredSession,
      { id, revokedAt: IsNull() },
      { revokedAt: this.clock.now() },
    );
  }

  private endReused(stored: StoredSession): Promise<void> {
    return this.uow.run(async () => {
      await this.revoke(stored.id);
      const subject = { type: 'account', id: stored.accountId };
      await this.facts.state(sessionReused, { subject, actor: SYSTEM, payload: { sessionId: stored.id } });
    });
  }

  private async issue({ id, accountId, turn, turnedAt, expiresAt }: StoredSession): Promise<Session> {
    const now = this.clock.now();
    const claims = { sessionId: id, accountId, turn };
    const until = new Date(now.getTime() + ACCESS_SECONDS * 1000);
    return Object.assign(new Session(), {
      accessToken: await this.tokens.sign('access', claims, now, until),
      refreshToken: await this.tokens.sign('refresh', claims, turnedAt, expiresAt),
      expiresAt: until,
      viewer: await this.accounts.viewer(accountId),
    });
  }
}
