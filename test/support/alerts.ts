import type { ParsedMail } from 'mailparser';
import { AccountsService } from '../../src/areas/accounts';
import { AchievementsService, type DraftAchievementInput } from '../../src/areas/achievements';
import { NeedsService, type DraftNeedInput } from '../../src/areas/needs';
import { SYSTEM } from '../../src/kernel/actor';
import { publicId } from '../../src/kernel/ids';
import { Jobs } from '../../src/kernel/jobs';
import { until } from '../../src/kernel/kernel.testing';
import { startApp, type TestApp } from './app';
import { ACHIEVEMENT, NEED } from './case-texts';
import type { Data } from './client';
import { Mailbox } from './mailbox';
import type { OrganisationName, Persona } from './personas';

const SAVE = `mutation($input: SaveSearchInput!) { saveSearch(input: $input) {
  id version kind threshold frequency muted active pausedBy subject { __typename ... on Need { id } ... on Achievement { id } } } }`;
const ALERTS = `query($first: Int, $after: String) { alerts(first: $first, after: $after) { totalCount
  pageInfo { hasNextPage endCursor }
  nodes { id kind score state dropped at sentAt need { id title } achievement { id title } reasons { factor contribution text terms } } } }`;

/** An alert as it stands in its table. */
export interface StoredAlert {
  readonly id: string;
  readonly state: string;
  readonly dropped: string | null;
  readonly attempts: number;
  readonly error: string | null;
  readonly next: Date;
}

/** The program with a mail server; an enterprise with needs, a university with achievements. */
export class AlertStage {
  private constructor(
    readonly app: TestApp,
    readonly mailbox: Mailbox,
  ) {}

  /** On Friday, 14 March 2025, at nine in the morning. */
  static async open({ works = true } = {}): Promise<AlertStage> {
    const mailbox = await new Mailbox(/匹配/).up();
    const environment = { SMTP_URL: mailbox.url };
    const app = await startApp({ works, now: '2025-03-14T09:00:00+08:00', environment });
    for (const persona of ['enterprise', 'tju'] as const) await app.personas.account(persona);
    return new AlertStage(app, mailbox);
  }

  /** Publishes a need, lets everybody hear of it, and answers its uuid. */
  async need(content: Partial<DraftNeedInput> = {}): Promise<string> {
    const id = await this.publish(content);
    await this.app.drain();
    return id;
  }

  /** Publishes a need of the enterprise and leaves it to others to hear of it. */
  async publish(content: Partial<DraftNeedInput> = {}): Promise<string> {
    const organisationId = await this.app.personas.organisation('enterprise');
    const service = this.app.get(NeedsService);
    const input = { ...NEED, visibility: 'PUBLIC' as const, organisationId, ...content };
    const { id } = await service.draft(SYSTEM, input);
    for (const verb of ['SUBMIT', 'APPROVE'] as const) await service.move(SYSTEM, { id, verb });
    return id;
  }

  /** Publishes an achievement; answers its uuid. */
  async achievement(
    content: Partial<DraftAchievementInput> = {},
    of: OrganisationName = 'tju',
  ): Promise<string> {
    const organisationId = await this.app.personas.organisation(of);
    const service = this.app.get(AchievementsService);
    const input = { ...ACHIEVEMENT, visibility: 'PUBLIC' as const, organisationId, ...content };
    const { id } = await service.draft(SYSTEM, input as DraftAchievementInput);
    for (const verb of ['SUBMIT', 'APPROVE'] as const) await service.move(SYSTEM, { id, verb });
    await this.app.drain();
    return id;
  }

  /** Withdraws a need and publishes it again. */
  async republish(id: string): Promise<void> {
    const service = this.app.get(NeedsService);
    for (const verb of ['WITHDRAW', 'REOPEN', 'SUBMIT', 'APPROVE'] as const)
      await service.move(SYSTEM, { id, verb });
    await this.app.drain();
  }

  /** Saves a search for needs: immediate, of the least threshold, for all that the persona's organisations offer. */
  async save(persona: Persona, input: object = {}): Promise<Data> {
    const wanted = { kind: 'NEEDS_FOR_ACHIEVEMENT', frequency: 'IMMEDIATE', threshold: 0.02, ...input };
    return (await (await this.app.as(persona)).mutate(SAVE, { input: wanted })).saveSearch;
  }

  /** What a persona is told. */
  async alerts(persona: Persona, page: object = {}, language = 'en'): Promise<Data> {
    const client = (await this.app.as(persona)).with({ 'accept-language': language });
    return (await client.query(ALERTS, page)).alerts;
  }

  /** The ids of the needs that a persona is told of, the newest first. */
  async told(persona: Persona): Promise<string[]> {
    return (await this.alerts(persona)).nodes.map(({ need }: Data) => need?.id as string);
  }

  stored(): Promise<StoredAlert[]> {
    return this.app.sql<StoredAlert>(
      `SELECT id, state, dropped, attempts, error, next_attempt_at AS next FROM alerts ORDER BY id`,
    );
  }

  async states(): Promise<string[]> {
    return (await this.stored()).map(({ state, dropped }) => (dropped ? `${state} ${dropped}` : state));
  }

  /** Looks once for what is due. */
  tick(): Promise<void> {
    return this.app.get(Jobs).runTicks();
  }

  /** Waits until no alert is on its way. */
  settled(): Promise<void> {
    return until(async () => (await this.stored()).every(({ state }) => state !== 'PENDING'));
  }

  /** Waits until so many mails have come, and no more are on their way. */
  async mails(count: number): Promise<ParsedMail[]> {
    await until(() => this.mailbox.mails.length >= count);
    await this.app.drain();
    return this.mailbox.mails;
  }

  /** Takes a persona out of their organisation. */
  async expel(persona: Persona, from: OrganisationName): Promise<void> {
    const { email } = await this.app.personas.account(persona);
    const organisationId = await this.app.personas.organisation(from);
    await this.app.get(AccountsService).removeMember(SYSTEM, { organisationId, email });
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.mailbox.down();
  }
}

export const needId = (uuid: string): string => publicId('need', uuid);
export const achievementId = (uuid: string): string => publicId('achievement', uuid);
