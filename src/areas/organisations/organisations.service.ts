import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import { refuseAccess } from '../../kernel/access';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import type { Refusal } from '../../kernel/messages';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { bareRor, nameKey, isRor, isUscc } from './codes';
import { isDistrict } from './districts';
import { Organisation, Platform } from './organisation';
import { organisationParentSet, organisationRegistered, organisationVerified } from './organisation.facts';
import type { RegisterOrganisationInput } from './organisation.inputs';
import { refuse } from './organisations.messages';
import { OrganisationsReader } from './organisations.reader';

/** What nobody has vouched for yet. */
const UNKNOWN = { verified: false, verifiedAt: null, parentId: null };

/** Registers and verifies legal entities: one entity, one record. */
@Injectable()
export class OrganisationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly organisations: OrganisationsReader,
  ) {}

  /** Registers a legal entity. Refuses wrong check digits and an entity that has a record already. */
  register(actor: Actor, input: RegisterOrganisationInput): Promise<Organisation> {
    const uscc = input.uscc?.toUpperCase() || null;
    const ror = input.ror ? bareRor(input.ror) : null;
    this.checkCodes(input, uscc, ror);
    return this.uow.run(async () => {
      const organisation = this.recordOf(input, uscc, ror);
      await this.refuseSecond(organisation);
      await this.uow.manager.insert(Organisation, organisation);
      const subject = { type: 'org', id: organisation.id };
      const payload = { kind: organisation.kind };
      await this.facts.state(organisationRegistered, { subject, actor, payload });
      return organisation;
    });
  }

  /** The bureau vouches that the entity exists and is what it says. */
  verify(actor: Actor, id: string): Promise<Organisation> {
    return this.uow.run(async () => {
      const organisation = await this.organisations.get(actor, id);
      const refusal = this.verifyRefusal(actor, organisation);
      if (refusal) throw refusal;
      const set = { verified: true, verifiedAt: this.clock.now() };
      const result = await this.uow.manager.update(Organisation, { id, verified: false }, set);
      if (result.affected !== 1) throw refuse('organisations.verified-already', {});
      await this.facts.state(organisationVerified, { subject: { type: 'org', id }, actor, payload: {} });
      return Object.assign(organisation, set);
    });
  }

  /** Why this actor may not verify this organisation, or undefined. */
  verifyRefusal(actor: Actor, organisation: Organisation): Refusal | undefined {
    const may = actor.kind === 'system' || isBureau(actor) || actor.roles.has('ADMIN');
    if (!may) return refuseAccess('FORBIDDEN', {});
    if (actor.organisationIds.includes(organisation.id)) return refuse('organisations.own', {});
    return organisation.verified ? refuse('organisations.verified-already', {}) : undefined;
  }

  /** The bureau records to which legal entity another belongs; null ends it. Refuses a circle. */
  setParent(actor: Actor, id: string, parentId: string | null): Promise<Organisation> {
    return this.uow.run(async () => {
      if (actor.organisationIds.includes(id)) throw refuse('organisations.own', {});
      await this.alone();
      const organisation = await this.organisations.get(actor, id);
      if (parentId !== null) {
        await this.organisations.get(actor, parentId, 'parentId');
        if ((await this.organisations.ancestorsOf(parentId)).includes(id))
          throw refuse('organisations.parent-circle', {}, ['input', 'parentId']);
      }
      await this.uow.manager.update(Organisation, { id }, { parentId });
      const payload = { from: organisation.parentId, to: parentId };
      await this.facts.state(organisationParentSet, { subject: { type: 'org', id }, actor, payload });
      return Object.assign(organisation, { parentId });
    });
  }

  /** Records a platform that an organisation hosts. */
  async addPlatform(organisationId: string, name: string, nameEn: string | null): Promise<Platform> {
    const platform = Object.assign(new Platform(), {
      id: newId(this.clock.now()),
      organisationId,
      name,
      nameEn,
    });
    await this.uow.manager.insert(Platform, platform);
    return platform;
  }

  /** Two who register one entity at once take turns, so that the second is told. */
  private async refuseSecond({ name, nameKeys, uscc, ror }: Organisation): Promise<void> {
    await this.alone();
    const taken = await this.organisations.taken({ nameKeys, uscc, ror });
    const value = { name, uscc: uscc ?? '', ror: ror ?? '' };
    if (taken)
      throw refuse('organisations.duplicate', { field: taken, value: value[taken] }, ['input', taken]);
  }

  private async alone(): Promise<void> {
    await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('organisations', 0))`);
  }

  private recordOf(input: RegisterOrganisationInput, uscc: string | null, ror: string | null): Organisation {
    const { name, nameEn = null, shortName = null, kind, district = null } = input;
    const id = newId(this.clock.now());
    const told = { name, nameEn, shortName, kind, district, uscc, ror };
    const names = [name, nameEn, shortName].filter((one) => one !== null);
    const nameKeys = [...new Set(names.map(nameKey).filter((key) => key !== ''))];
    return Object.assign(new Organisation(), { id, ...told, nameKeys, ...UNKNOWN });
  }

  private checkCodes(input: RegisterOrganisationInput, uscc: string | null, ror: string | null): void {
    if (uscc !== null && !isUscc(uscc))
      throw refuse('organisations.uscc', { value: uscc }, ['input', 'uscc']);
    if (ror !== null && !isRor(ror)) throw refuse('organisations.ror', { value: ror }, ['input', 'ror']);
    if (uscc === null && input.kind === 'ENTERPRISE')
      throw refuse('organisations.uscc-required', {}, ['input', 'uscc']);
    if (input.district && !isDistrict(input.district)) {
      throw refuse('organisations.district', { value: input.district }, ['input', 'district']);
    }
  }
}
