import { assemble, boot, type Booted } from '../../src/boot';
import { AccountsService, SessionsService } from '../../src/areas/accounts';
import { OrganisationsService, usccCheck, type OrganisationKind } from '../../src/areas/organisations';
import { SYSTEM, type PlatformRole } from '../../src/kernel/actor';
import { Config } from '../../src/kernel/config';
import { publicId } from '../../src/kernel/ids';

/** Somebody who acts, and for whom. */
export interface Player {
  readonly accountId: string;
  /** Public ids. */
  readonly personId: string;
  readonly organisationId: string;
}

/** How many act. */
export interface CastSize {
  readonly enterprises: number;
  readonly institutes: number;
  readonly reviewers: number;
}

/** An access token lives 10 minutes. */
const TOKEN_MS = 8 * 60_000;

/** Everybody who acts in a simulated round, made through the services that real people come through. */
export class Cast {
  readonly enterprises: Player[] = [];
  readonly institutes: Player[] = [];
  readonly reviewers: Player[] = [];
  officer!: Player;
  private readonly tokens = new Map<string, { readonly token: Promise<string>; readonly until: number }>();
  private registered = 0;

  private constructor(
    private readonly booted: Booted,
    private readonly app: Awaited<ReturnType<typeof assemble>>,
  ) {}

  /** Makes them in the database of a program that runs on `directory`. */
  static async open(directory: string, now: string, size: CastSize): Promise<Cast> {
    const config = Config.load({ BENFU_DATA: directory, SEED: 'none', LOG_LEVEL: 'silent', BENFU_NOW: now });
    const booted = await boot(config, 'attach');
    const cast = new Cast(booted, await assemble(booted));
    await cast.fill(size);
    return cast;
  }

  /** The access token of a player. */
  token({ accountId }: Player): Promise<string> {
    const known = this.tokens.get(accountId);
    if (known && known.until > Date.now()) return known.token;
    const session = this.app.get(SessionsService).open(accountId);
    const token = session.then(({ accessToken }) => accessToken);
    this.tokens.set(accountId, { token, until: Date.now() + TOKEN_MS });
    return token;
  }

  /** Lets go of the database. */
  async close(): Promise<void> {
    await this.app.close();
    await this.booted.shutdown.run();
  }

  private async fill({ enterprises, institutes, reviewers }: CastSize): Promise<void> {
    const bureau = await this.organisation('科技局', 'GOVERNMENT');
    this.officer = await this.player('officer', bureau, 'MEMBER', 'BUREAU_OFFICER');
    const staff = (kind: string, n: number): string => `${kind}${n}`;
    for (let n = 0; n < enterprises; n++) {
      const at = await this.organisation(`模拟企业 ${n}`, 'ENTERPRISE');
      this.enterprises.push(await this.player(staff('enterprise', n), at, 'REPRESENTATIVE'));
    }
    for (let n = 0; n < institutes; n++) {
      const at = await this.organisation(`模拟大学 ${n}`, 'UNIVERSITY');
      this.institutes.push(await this.player(staff('institute', n), at, 'REPRESENTATIVE'));
    }
    const panel = await this.organisation('模拟评审院', 'RESEARCH_INSTITUTE');
    await this.player('panel', panel, 'REPRESENTATIVE');
    for (let n = 0; n < reviewers; n++)
      this.reviewers.push(await this.player(staff('reviewer', n), panel, 'MEMBER', 'REVIEWER'));
  }

  private async organisation(name: string, kind: OrganisationKind): Promise<string> {
    const first17 = `91630100MA7${String(this.registered++).padStart(6, '0')}`;
    const uscc = first17 + usccCheck(first17);
    const { id } = await this.app.get(AccountsService).register(SYSTEM, { name, kind, uscc });
    await this.app.get(OrganisationsService).verify(SYSTEM, id);
    return id;
  }

  private async player(
    name: string,
    organisationId: string,
    role: 'REPRESENTATIVE' | 'MEMBER',
    platformRole?: PlatformRole,
  ): Promise<Player> {
    const accounts = this.app.get(AccountsService);
    const email = `${name}@simulation.example`;
    const account = await accounts.signUp({ email, password: 'benfu-simulation', name: `模拟 ${name}` });
    if (role === 'REPRESENTATIVE' || platformRole === 'REVIEWER')
      await accounts.addMember(SYSTEM, { organisationId, email, role });
    if (platformRole) await accounts.setRole(SYSTEM, email, platformRole, true);
    return {
      accountId: account.id,
      personId: publicId('person', account.personId),
      organisationId: publicId('org', organisationId),
    };
  }
}
