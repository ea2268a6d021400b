import type { INestApplicationContext } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../src/kernel/actor';
import { AccountsService } from '../../src/areas/accounts';
import { OrganisationsService } from '../../src/areas/organisations';
import { PeopleService } from '../../src/areas/people';
import { ORGANISATIONS, type FactKey } from './facts';
import { CHARACTERS, ENTERPRISES, type Character, type EnterpriseKey, type OrganisationKey } from './fiction';

/** Password of every demonstration account; the program refuses the demonstration in production. */
export const DEMO_PASSWORD = 'benfu-demo';

/** The e-mail of a demonstration account. */
export const emailOf = (login: string): string => `${login}@xining.example`;

/** Who plays in the demonstration: what its scenes are written with. */
export class Cast {
  private readonly organisations = new Map<OrganisationKey, string>();
  private readonly actors = new Map<string, Actor>();

  private constructor(readonly app: INestApplicationContext) {}

  /** Registers and verifies every organisation, and opens every account. */
  static async gather(app: INestApplicationContext): Promise<Cast> {
    const cast = new Cast(app);
    for (const key of Object.keys(ORGANISATIONS) as FactKey[]) await cast.enterFact(key);
    for (const key of Object.keys(ENTERPRISES) as EnterpriseKey[]) await cast.enter(key, ENTERPRISES[key]);
    for (const character of CHARACTERS) await cast.enterCharacter(character);
    return cast;
  }

  /** The uuid of an organisation. */
  organisation(key: OrganisationKey): string {
    return this.organisations.get(key)!;
  }

  /** The actor behind an account, so that the history tells who did what. */
  actor(login: string): Actor {
    return this.actors.get(login)!;
  }

  /** Who acts for an organisation: its representative, or the platform where it has no account. */
  actorFor(key: OrganisationKey): Actor {
    return this.actors.get(key) ?? SYSTEM;
  }

  private async enterFact(key: FactKey): Promise<void> {
    const { platforms = [], ...organisation } = ORGANISATIONS[key];
    await this.enter(key, organisation);
    for (const { name, nameEn } of platforms) {
      await this.app.get(OrganisationsService).addPlatform(this.organisation(key), name, nameEn);
    }
  }

  private async enter(
    key: OrganisationKey,
    input: Parameters<OrganisationsService['register']>[1],
  ): Promise<void> {
    const service = this.app.get(OrganisationsService);
    const { id } = await service.register(SYSTEM, input);
    await service.verify(SYSTEM, id);
    this.organisations.set(key, id);
  }

  private async enterCharacter(character: Character): Promise<void> {
    const { login, name, role, represents, worksAt } = character;
    const email = emailOf(login);
    const accounts = this.app.get(AccountsService);
    const account = await accounts.signUp({ email, password: DEMO_PASSWORD, name });
    if (role) await accounts.setRole(SYSTEM, email, role, true);
    const organisationId = represents && this.organisation(represents);
    if (organisationId) await accounts.addMember(SYSTEM, { organisationId, email, role: 'REPRESENTATIVE' });
    if (worksAt) await this.employ(account.personId, worksAt);
    const of = organisationId ? [organisationId] : [];
    const actor: Actor = {
      kind: 'account',
      accountId: account.id,
      personId: account.personId,
      name,
      organisationIds: of,
      representedIds: of,
      verified: of.length > 0,
      roles: new Set(role ? [role] : []),
    };
    this.actors.set(login, actor);
    await this.describe(actor, character);
  }

  private async describe(actor: Actor, { nameEn, expertise = [] }: Character): Promise<void> {
    await this.app.get(PeopleService).update(actor, { nameEn, expertise: [...expertise], listed: true });
  }

  private async employ(personId: string, at: OrganisationKey): Promise<void> {
    const place = {
      organisationId: this.organisation(at),
      title: '研究员（虚构）',
      since: '2019-01-01',
      until: null,
      confirmed: true,
    };
    await this.app.get(PeopleService).affiliate(SYSTEM, personId, place);
  }
}
