import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { IsNull, Not } from 'typeorm';
import { refuseAccess } from '../../kernel/access';
import { SYSTEM, type Actor, type PlatformRole } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { OrganisationsService, type Organisation, type RegisterOrganisationInput } from '../organisations';
import { PeopleService } from '../people';
import { Account, hasLapsed, INVITATION_DAYS, Membership, type MembershipRole } from './account';
import {
  accountSignedUp,
  invitationEnded,
  memberAdded,
  memberInvited,
  memberRemoved,
  roleGranted,
  roleRevoked,
} from './account.facts';
import type { AddMemberInput, RemoveMemberInput, SignUpInput } from './account.inputs';
import { refuse } from './accounts.messages';
import { AccountsReader } from './accounts.reader';
import { Passwords } from './passwords';

/** The registers that an account is entered in. */
@Injectable()
export class Registry {
  constructor(
    readonly organisations: OrganisationsService,
    readonly people: PeopleService,
  ) {}
}

/** Accounts, their platform roles and their places in organisations. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly accounts: AccountsReader,
    private readonly passwords: Passwords,
    private readonly registry: Registry,
  ) {}

  /** Opens an account and the person behind it. Refuses a taken e-mail and a weak password. */
  async signUp(input: SignUpInput): Promise<Account> {
    const email = input.email.toLowerCase();
    if (!isEmail(email)) throw refuse('accounts.email', { value: input.email }, ['input', 'email']);
    const passwordHash = await this.passwords.hash(input.password, email);
    return this.uow.run(async () => {
      await this.alone(`accounts ${email}`);
      if (await this.accounts.byEmail(email)) throw refuse('accounts.email-taken', {}, ['input', 'email']);
      const person = await this.registry.people.create({ name: input.name });
      const createdAt = this.clock.now();
      const account: Account = {
        id: newId(createdAt),
        email,
        passwordHash,
        personId: person.id,
        roles: [],
        createdAt,
      };
      await this.uow.manager.insert(Account, account);
      const subject = { type: 'account', id: account.id };
      await this.facts.state(accountSignedUp, { subject, actor: SYSTEM, payload: { personId: person.id } });
      return account;
    });
  }

  /** Registers an organisation; who registers it represents it until the bureau learns otherwise. */
  register(actor: Actor, input: RegisterOrganisationInput): Promise<Organisation> {
    return this.uow.run(async () => {
      const organisation = await this.registry.organisations.register(actor, input);
      if (actor.accountId !== null)
        await this.join(actor, actor.accountId, organisation.id, 'REPRESENTATIVE');
      return organisation;
    });
  }

  /**
   * Invites a colleague, or changes their role. Only a representative may, and one representative stays. It counts for
   * nothing until they accept: nobody is tied to an organisation (回避) by another's word. Refuses an officer altogether.
   */
  addMember(actor: Actor, { organisationId, email, role }: AddMemberInput): Promise<Membership> {
    return this.uow.run(async () => {
      this.asRepresentative(actor, organisationId);
      await this.alone(`members ${organisationId}`);
      const { id, roles } = await this.existing(email);
      const officer = roles.includes('BUREAU_OFFICER') || roles.includes('ADMIN');
      if (officer && actor.kind !== 'system' && actor.accountId !== id)
        throw refuse('accounts.officer', { email }, ['input', 'email']);
      if (role !== 'REPRESENTATIVE') await this.expectOther(actor, organisationId, id);
      return this.join(actor, id, organisationId, role);
    });
  }

  /** The invited person agrees, in time. */
  acceptMembership(actor: Actor, organisationId: string): Promise<Membership> {
    return this.uow.run(async () => {
      await this.alone(`members ${organisationId}`);
      const accountId = actor.accountId!;
      const offered = await this.uow.manager.findOneBy(Membership, { accountId, organisationId });
      if (!offered) throw refuse('accounts.not-invited', {}, ['organisationId']);
      if (offered.acceptedAt) return offered;
      if (hasLapsed(offered, this.clock.now()))
        throw refuse('accounts.invitation-lapsed', { days: INVITATION_DAYS.value }, ['organisationId']);
      return this.join(actor, accountId, organisationId, offered.role);
    });
  }

  /** Takes a colleague out; only a representative may, and one stays. Anybody may leave, or decline an invitation. */
  removeMember(actor: Actor, { organisationId, email }: RemoveMemberInput): Promise<boolean> {
    return this.uow.run(async () => {
      await this.alone(`members ${organisationId}`);
      const leaver = await this.accounts.byEmail(email);
      if (!leaver || leaver.id !== actor.accountId) this.asRepresentative(actor, organisationId);
      const { id: accountId, personId } = await this.existing(email);
      const place = await this.uow.manager.findOneBy(Membership, { organisationId, accountId });
      if (!place) throw refuse('accounts.not-member', { email });
      if (place.acceptedAt) {
        await this.expectOther(actor, organisationId, accountId);
        await this.registry.people.leave(personId, organisationId);
      }
      await this.uow.manager.delete(Membership, { accountId, organisationId });
      await this.facts.state(place.acceptedAt ? memberRemoved : invitationEnded, {
        subject: { type: 'org', id: organisationId },
        actor,
        payload: { accountId },
      });
      return true;
    });
  }

  /** Gives or takes a platform role. Only an administrator may. */
  setRole(actor: Actor, email: string, role: PlatformRole, granted: boolean): Promise<Account> {
    return this.uow.run(async () => {
      if (actor.kind !== 'system' && !actor.roles.has('ADMIN')) throw refuseAccess('FORBIDDEN', {});
      await this.alone(`accounts ${email.toLowerCase()}`);
      const account = await this.existing(email);
      const roles = granted
        ? [...new Set([...account.roles, role])]
        : account.roles.filter((held) => held !== role);
      await this.uow.manager.update(Account, { id: account.id }, { roles });
      const subject = { type: 'account', id: account.id };
      await this.facts.state(granted ? roleGranted : roleRevoked, { subject, actor, payload: { role } });
      return { ...account, roles };
    });
  }

  /** Refuses when nobody but this account represents the organisation. */
  private async expectOther(actor: Actor, organisationId: string, accountId: string): Promise<void> {
    const found = await this.uow.manager.findBy(Membership, {
      ...{ organisationId, role: 'REPRESENTATIVE', acceptedAt: Not(IsNull()) },
    });
    const last = found.length === 1 && found[0]!.accountId === accountId;
    if (last && actor.kind !== 'system') throw refuse('accounts.last-representative', {});
  }

  /** Those who would change the same take turns, until their transactions end. */
  private async alone(what: string): Promise<void> {
    await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${what}, 0))`);
  }

  private asRepresentative(actor: Actor, organisationId: string): void {
    const may = actor.kind === 'system' || actor.representedIds.includes(organisationId);
    if (!may) throw refuse('accounts.not-representative', {});
  }

  private async existing(email: string): Promise<Account> {
    const account = await this.accounts.byEmail(email);
    if (!account) throw refuse('accounts.no-account', { email });
    return account;
  }

  private async join(
    actor: Actor,
    accountId: string,
    organisationId: string,
    role: MembershipRole,
  ): Promise<Membership> {
    const now = this.clock.now();
    const known = await this.uow.manager.findOneBy(Membership, { accountId, organisationId });
    const agreed = actor.kind === 'system' || actor.accountId === accountId;
    const acceptedAt = known?.acceptedAt ?? (agreed ? now : null);
    const since = known?.acceptedAt ? known.since : now;
    const place = { accountId, organisationId, role, since, acceptedAt };
    const membership = Object.assign(new Membership(), place);
    await this.uow.manager.upsert(Membership, membership, ['accountId', 'organisationId']);
    const fact = acceptedAt ? memberAdded : memberInvited;
    const stated = { subject: { type: 'org', id: organisationId }, actor, payload: { accountId, role } };
    if (acceptedAt && !known?.acceptedAt) await this.settle(actor, accountId, organisationId);
    await this.facts.state(fact, stated);
    return membership;
  }

  /** The organisation becomes the person's. */
  private async settle(actor: Actor, accountId: string, organisationId: string): Promise<void> {
    const { personId } = await this.uow.manager.findOneByOrFail(Account, { id: accountId });
    const place = { organisationId, title: null, since: this.clock.today(), until: null, confirmed: true };
    await this.registry.people.affiliate(actor, personId, place);
  }
}
