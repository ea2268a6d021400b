import { Injectable } from '@nestjs/common';
import { ANONYMOUS, type Actor, type PlatformRole } from '../../kernel/actor';
import { Actors } from '../../kernel/actors';
import { Clock } from '../../kernel/clock';
import { publicId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Account, hasLapsed, Membership, type MembershipRole } from './account';
import { refuse } from './accounts.messages';
import { Viewer } from './session';
import { Tokens } from './tokens';

interface ActorRow {
  readonly accountId: string;
  readonly personId: string;
  readonly email: string;
  readonly name: string;
  readonly roles: PlatformRole[];
  readonly memberships: { id: string; role: MembershipRole; verified: boolean }[] | null;
}

const ACTORS = sql`
  SELECT a.id AS "accountId", a.person_id AS "personId", a.email, p.name, a.roles,
    (SELECT json_agg(json_build_object('id', m.organisation_id, 'role', m.role, 'verified', o.verified))
       FROM memberships m JOIN organisations o ON o.id = m.organisation_id
       WHERE m.account_id = a.id AND m.accepted_at IS NOT NULL) AS memberships
  FROM accounts a JOIN people p ON p.id = a.person_id`;

/** Reads who is behind a request, and their account. */
@Injectable()
export class AccountsReader extends Actors {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async fromHeader(authorization: string | undefined): Promise<Actor> {
    if (!authorization) return ANONYMOUS;
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    const claims = token === undefined ? undefined : await this.tokens.read('access', token);
    const actor = claims && (await this.actor(claims.accountId, claims.sessionId));
    if (!actor) throw refuse('accounts.session-ended', {});
    return actor;
  }

  /** The actor of an account in a session that has not ended; one statement, so that a change of rights holds at once. */
  async actor(accountId: string, sessionId: string): Promise<Actor | undefined> {
    const [row] = await this.uow.query<ActorRow>(sql`
      ${ACTORS} JOIN sessions s ON s.account_id = a.id
      WHERE a.id = ${accountId} AND s.id = ${sessionId} AND s.revoked_at IS NULL`);
    return row && toActor(row);
  }

  /** Who these people are at this moment and where mail reaches them, by person; whoever asks answers for rights. */
  async byPeople(personIds: readonly string[]): Promise<Map<string, { actor: Actor; email: string }>> {
    const rows = await this.uow.query<ActorRow>(
      sql`${ACTORS} WHERE a.person_id = ANY(${personIds}) ORDER BY a.id DESC`,
    );
    return new Map(rows.map((row) => [row.personId, { actor: toActor(row), email: row.email }]));
  }

  /** Who holds an account at this moment and where mail reaches them; whoever asks answers for rights. */
  async holder(accountId: string): Promise<{ actor: Actor; email: string } | undefined> {
    const [row] = await this.uow.query<ActorRow>(sql`${ACTORS} WHERE a.id = ${accountId}`);
    return row && { actor: toActor(row), email: row.email };
  }

  /** An account by its e-mail, in any case. */
  async byEmail(email: string): Promise<Account | null> {
    return this.uow.manager.findOneBy(Account, { email: email.toLowerCase() });
  }

  /** The account and its memberships as its owner sees them. */
  async viewer(accountId: string): Promise<Viewer> {
    const account = await this.uow.manager.findOneByOrFail(Account, { id: accountId });
    const places = await this.uow.manager.findBy(Membership, { accountId });
    const memberships = places.filter(({ acceptedAt }) => acceptedAt !== null);
    const now = this.clock.now();
    const invitations = places.filter((place) => place.acceptedAt === null && !hasLapsed(place, now));
    const { email, roles, personId } = account;
    return Object.assign(new Viewer(), {
      id: publicId('account', accountId),
      email,
      roles,
      personId,
      memberships,
      invitations,
    });
  }

  /** The people whose accounts hold a platform role. */
  async holders(role: PlatformRole): Promise<string[]> {
    const rows = await this.uow.query<{ id: string }>(
      sql`SELECT person_id AS id FROM accounts WHERE ${role} = ANY(roles) ORDER BY person_id`,
    );
    return rows.map((row) => row.id);
  }

  /** The domain of each person's e-mail, in lower case; whoever asks answers for rights. */
  async mailDomainsOf(personIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.uow.query<{ id: string; domain: string }>(sql`
      SELECT person_id AS id, split_part(email, '@', 2) AS domain FROM accounts
      WHERE person_id = ANY(${personIds}) ORDER BY id DESC`);
    return new Map(rows.map(({ id, domain }) => [id, domain]));
  }

  /** The e-mail domains of each organisation's members, in lower case; whoever asks answers for rights. */
  async mailDomainsAt(organisationIds: readonly string[]): Promise<Map<string, Set<string>>> {
    const rows = await this.uow.query<{ id: string; domain: string }>(sql`
      SELECT DISTINCT m.organisation_id AS id, split_part(a.email, '@', 2) AS domain
      FROM memberships m JOIN accounts a ON a.id = m.account_id
      WHERE m.organisation_id = ANY(${organisationIds}) AND m.accepted_at IS NOT NULL`);
    const found = new Map(organisationIds.map((id) => [id, new Set<string>()]));
    for (const { id, domain } of rows) found.get(id)!.add(domain);
    return found;
  }

  /** The organisations that each of these people is a member of; whoever asks answers for rights. */
  async organisationsOf(personIds: readonly string[]): Promise<Map<string, Set<string>>> {
    const rows = await this.uow.query<{ person: string; organisation: string }>(sql`
      SELECT a.person_id AS person, m.organisation_id AS organisation
      FROM accounts a JOIN memberships m ON m.account_id = a.id
      WHERE a.person_id = ANY(${personIds}) AND m.accepted_at IS NOT NULL`);
    const found = new Map(personIds.map((id) => [id, new Set<string>()]));
    for (const row of rows) found.get(row.person)!.add(row.organisation);
    return found;
  }
}

function toActor({ accountId, personId, name, roles, memberships }: ActorRow): Actor {
  const of = memberships ?? [];
  return {
    kind: 'account',
    accountId,
    personId,
    name,
    organisationIds: of.map((membership) => membership.id),
    representedIds: of
      .filter((membership) => membership.role === 'REPRESENTATIVE')
      .map((membership) => membership.id),
    verified: of.some((membership) => membership.verified),
    roles: new Set(roles),
  };
}
