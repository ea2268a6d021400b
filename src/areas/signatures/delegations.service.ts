import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../../kernel/actor';
import { addDays } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { AccountsReader } from '../accounts';
import { Delegation } from './delegation';
import { refuse } from './signatures.messages';
import { DelegationsReader } from './signatures.reader';
import { delegationRevoked, signingDelegated } from './signing.facts';

const LONGEST_DAYS = setting('signatures.delegation-days', 366, {
  zh: '签署授权最长天数（天）',
  en: 'How long a delegation of signing may last, days',
  min: 1,
  max: 3_660,
});

/** What a representative grants: `subjectId` one record, null = all that the organisation signs. */
export interface Grant {
  readonly organisationId: string;
  /** The e-mail of the colleague's account. */
  readonly email: string;
  readonly subjectId: string | null;
  /** Days in Asia/Shanghai, both included. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly note: string | null;
}

/** Grants and ends delegations. */
@Injectable()
export class DelegationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly accounts: AccountsReader,
    private readonly delegations: DelegationsReader,
  ) {}

  /** Lets a member sign for the organisation. Refuses whoever is no representative of it, also one who holds a delegation. */
  grant(actor: Actor, grant: Grant): Promise<Delegation> {
    return this.uow.run(async () => {
      this.asRepresentative(actor, grant.organisationId);
      this.checkDays(grant);
      const { email: _, ...given } = grant;
      const delegateId = await this.colleague(grant);
      const now = this.clock.now();
      const delegation = Object.assign(new Delegation(), given, {
        ...{ id: newId(now), delegateId, grantedById: actor.personId!, grantedAt: now, revokedAt: null },
      });
      await this.uow.manager.insert(Delegation, delegation);
      const { id, subjectId, startsOn, endsOn } = delegation;
      const payload = { delegationId: id, delegateId, subjectId, startsOn, endsOn };
      const subject = { type: 'org', id: grant.organisationId };
      await this.facts.state(signingDelegated, { subject, actor, note: grant.note, payload });
      return delegation;
    });
  }

  /** Ends a delegation at once; what was signed under it stays signed. */
  revoke(actor: Actor, id: string): Promise<Delegation> {
    return this.uow.run(async () => {
      const delegation = await this.delegations.get(actor, id);
      this.asRepresentative(actor, delegation.organisationId);
      const revokedAt = this.clock.now();
      const { affected } = await this.uow.manager.update(
        Delegation,
        { id, revokedAt: IsNull() },
        { revokedAt },
      );
      if (affected !== 1) throw refuse('signatures.revoked-already', {}, ['id']);
      const subject = { type: 'org', id: delegation.organisationId };
      await this.facts.state(delegationRevoked, { subject, actor, payload: { delegationId: id } });
      return Object.assign(delegation, { revokedAt });
    });
  }

  /** The person behind the e-mail, if a member who does not represent the organisation anyway. */
  private async colleague({ email, organisationId }: Grant): Promise<string> {
    const at = ['input', 'email'];
    const account = await this.accounts.byEmail(email);
    const found = account && (await this.accounts.byPeople([account.personId])).get(account.personId);
    if (!found?.actor.organisationIds.includes(organisationId))
      throw refuse('signatures.not-member', { email }, at);
    if (found.actor.representedIds.includes(organisationId))
      throw refuse('signatures.needs-none', { email }, at);
    return account!.personId;
  }

  private checkDays({ startsOn, endsOn }: Grant): void {
    const at = ['input', 'endsOn'];
    if (endsOn < startsOn || endsOn < this.clock.today()) throw refuse('signatures.days-order', {}, at);
    const days = LONGEST_DAYS.value;
    if (endsOn > addDays(startsOn, days - 1)) throw refuse('signatures.too-long', { days }, at);
  }

  private asRepresentative(actor: Actor, organisationId: string): void {
    if (!actor.representedIds.includes(organisationId)) throw refuse('signatures.not-representative', {});
  }
}
