import type { INestApplicationContext } from '@nestjs/common';
import { SYSTEM, type Actor, type PlatformRole } from '../../src/kernel/actor';
import { publicId } from '../../src/kernel/ids';
import { AccountsReader, AccountsService, SessionsService } from '../../src/areas/accounts';
import { OrganisationsService, type RegisterOrganisationInput } from '../../src/areas/organisations';
import { usccCheck } from '../../src/areas/organisations/codes';

type Kind = RegisterOrganisationInput['kind'];

interface Company {
  readonly name: string;
  readonly kind: Kind;
  readonly verified?: false;
}

/** The organisations of the tests; all are invented. */
const ORGANISATIONS = {
  enterprise: { name: '青海测试锂盐有限公司', kind: 'ENTERPRISE' },
  rival: { name: '青海测试镁业有限公司', kind: 'ENTERPRISE' },
  newcomer: { name: '西宁测试新材料有限公司', kind: 'ENTERPRISE', verified: false },
  tju: { name: '测试工业大学', kind: 'UNIVERSITY' },
  qmu: { name: '测试民族大学', kind: 'UNIVERSITY' },
  isl: { name: '测试盐湖研究所', kind: 'RESEARCH_INSTITUTE' },
  panel: { name: '测试评审研究院', kind: 'RESEARCH_INSTITUTE' },
} as const satisfies Record<string, Company>;
export type OrganisationName = keyof typeof ORGANISATIONS;

interface Character {
  readonly at?: OrganisationName;
  readonly member?: 'REPRESENTATIVE' | 'MEMBER';
  readonly role?: PlatformRole;
}

const reviewer = { at: 'panel', member: 'MEMBER', role: 'REVIEWER' } as const;

/** Who acts in the tests. `former` was a member of the enterprise and is none any more. */
const CHARACTERS = {
  admin: { role: 'ADMIN' },
  bureau: { role: 'BUREAU_OFFICER' },
  enterprise: { at: 'enterprise' },
  colleague: { at: 'enterprise', member: 'MEMBER' },
  former: { at: 'enterprise', member: 'MEMBER' },
  rival: { at: 'rival' },
  newcomer: { at: 'newcomer' },
  tju: { at: 'tju' },
  qmu: { at: 'qmu' },
  isl: { at: 'isl' },
  reviewer1: reviewer,
  reviewer2: reviewer,
  reviewer3: reviewer,
  reviewer4: reviewer,
  reviewer5: reviewer,
  reviewer6: reviewer,
  guest: {},
} as const satisfies Record<string, Character>;
export type Persona = keyof typeof CHARACTERS;

/** Every persona's password. */
export const PASSWORD = 'benfu-test-2025';

/** An account that a test acts with. */
export interface Known {
  readonly email: string;
  readonly accountId: string;
  readonly personId: string;
}

/** Makes personas through the services that real people come through, each when first asked for. */
export class Personas {
  private readonly known = new Map<Persona, Promise<Known>>();
  private readonly organisations = new Map<OrganisationName, Promise<string>>();
  private readonly accounts: AccountsService;

  constructor(private readonly app: INestApplicationContext) {
    this.accounts = app.get(AccountsService);
  }

  /** The account of a persona. */
  account(name: Persona): Promise<Known> {
    return remember(this.known, name, () => this.make(name));
  }

  /** The organisation's uuid; made with its representative, who has its name. */
  async organisation(name: OrganisationName): Promise<string> {
    return remember(this.organisations, name, () => this.register(name));
  }

  /** The organisation's id as clients know it. */
  async organisationId(name: OrganisationName): Promise<string> {
    return publicId('org', await this.organisation(name));
  }

  /** The persona as services see it. */
  async actor(name: Persona): Promise<Actor> {
    const { accountId } = await this.account(name);
    const session = await this.app.get(SessionsService).open(accountId);
    return this.app.get(AccountsReader).fromHeader(`Bearer ${session.accessToken}`);
  }

  private async make(name: Persona): Promise<Known> {
    const { at, member = 'REPRESENTATIVE', role }: Character = CHARACTERS[name];
    const email = `${name}@test.example`;
    const { id: accountId, personId } = await this.accounts.signUp({
      email,
      password: PASSWORD,
      name: `测试 ${name}`,
    });
    if (role) await this.accounts.setRole(SYSTEM, email, role, true);
    if (at) {
      const organisationId = await this.organisation(at);
      await this.accounts.addMember(SYSTEM, { organisationId, email, role: member });
      if (name === 'former') await this.accounts.removeMember(SYSTEM, { organisationId, email });
    }
    return { email, accountId, personId };
  }

  private async register(name: OrganisationName): Promise<string> {
    const { kind, name: legal, ...company }: Company = ORGANISATIONS[name];
    const at = Object.keys(ORGANISATIONS).indexOf(name);
    const first17 = `91630100MA75TEX${String(at).padStart(2, '0')}`;
    const registered = await this.accounts.register(SYSTEM, {
      name: legal,
      kind,
      uscc: first17 + usccCheck(first17),
    });
    if (company.verified !== false) await this.app.get(OrganisationsService).verify(SYSTEM, registered.id);
    return registered.id;
  }
}

/** One making per key, also where two ask at once. */
function remember<K, V>(map: Map<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  map.set(key, made);
  return made;
}
