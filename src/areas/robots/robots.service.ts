import { Injectable, Logger } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import { isBureau, type Actor } from '../../kernel/actor';
import { Facts, type Topic } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Every } from '../../kernel/job-registry';
import { Moves } from '../../kernel/moves';
import { permits, sql } from '../../kernel/policy';
import { sha256 } from '../../kernel/sealed';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { OrganisationsReader } from '../organisations';
import { PROTOCOLS, readWebhook } from './protocols';
import { placeOf, Robot } from './robot';
import { RobotLine } from './robot-sender';
import type { AddRobotInput, ChangeRobotInput, MoveRobotInput } from './robot.inputs';
import { robotKind, robotPolicy } from './robot.kind';
import { robotAdded, robotChanged, robotTested, type RobotKind, type RobotVerb } from './robot.lifecycle';
import { refuse } from './robots.messages';
import { RobotsReader } from './robots.reader';

const MOST_ROBOTS = setting('robots.per-organisation', 20, {
  zh: '每个单位最多登记的群机器人数',
  en: 'Group robots that an organisation, or the bureau, has at most',
  min: 1,
  max: 1_000,
});

/** Reads robots, and the organisations whose they are. */
@Injectable()
export class RobotsAndOwners {
  constructor(
    readonly robots: RobotsReader,
    readonly organisations: OrganisationsReader,
  ) {}
}

/** Adds and changes robots; what is secret of them leaves the input only encrypted. */
@Injectable()
export class RobotsService {
  private readonly log = new Logger('Robots');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly known: RobotsAndOwners,
    private readonly line: RobotLine,
  ) {}

  /** Adds a robot of the bureau, or of a verified organisation whose representative asks. */
  add(actor: Actor, { kind, name, organisationId = null, webhook, secret }: AddRobotInput): Promise<Robot> {
    return this.uow.run(async () => {
      await this.expectOwner(actor, organisationId);
      await this.alone();
      const most = MOST_ROBOTS.value;
      if ((await this.known.robots.countOf(organisationId)) >= most)
        throw refuse('robots.too-many', { max: most }, ['input', 'organisationId']);
      const addedAt = this.moves.now();
      const id = newId(addedAt);
      const told = { id, kind, name, organisationId, addedAt, state: 'ACTIVE' as const, version: 1 };
      const sealed = {
        ...(await this.sealedWebhook(kind, id, webhook)),
        sealedSecret: this.sealedSecret(kind, id, secret ?? null),
      };
      const robot = Object.assign(new Robot(), { ...told, ...sealed, mutedUntil: null });
      // `signed` is worked out, not kept.
      await this.uow.manager.insert(Robot, { ...told, ...sealed });
      await this.state(robotAdded, actor, id, { kind });
      return robot;
    });
  }

  /** Changes name, webhook or secret. */
  change(actor: Actor, { id, expectedVersion, ...input }: ChangeRobotInput): Promise<Robot> {
    return this.uow.run(async () => {
      const robot = await this.kept(actor, id, 'CHANGE');
      this.moves.expect(robot, expectedVersion);
      await this.alone();
      const { name, webhook, secret } = input;
      const set = {
        ...(name ? { name } : {}),
        ...(webhook ? await this.sealedWebhook(robot.kind, id, webhook) : {}),
        ...(secret ? { sealedSecret: this.sealedSecret(robot.kind, id, secret) } : {}),
      };
      const changed = Object.entries(input).flatMap(([field, value]) => (value ? [field] : []));
      if (changed.length === 0) return robot;
      const written = await this.moves.write(robotKind, robot, set, expectedVersion ?? null);
      await this.state(robotChanged, actor, id, { changed });
      return written;
    });
  }

  /** Uses a robot no more, or again. */
  async move(actor: Actor, verb: RobotVerb, { id, note, expectedVersion }: MoveRobotInput): Promise<Robot> {
    const robot = await this.known.robots.get(actor, id);
    return this.moves.move(robotKind, actor, robot, verb, { note, expectedVersion });
  }

  /** The robot, where `actor` may do this with it. */
  async kept(actor: Actor, id: string, verb: 'CHANGE' | 'TEST'): Promise<Robot> {
    const robot = await this.known.robots.get(actor, id);
    if (!permits(robotPolicy, actor, verb, robot)) throw refuseAccess('FORBIDDEN', {});
    return robot;
  }

  /** States that somebody sent the test message. */
  tested(actor: Actor, id: string, outcome: string): Promise<string> {
    return this.uow.run(() => this.state(robotTested, actor, id, { outcome }));
  }

  /** Seals again what an earlier key has sealed: when this has found nothing more, that key may go. */
  @Every('40 3 * * *', 'robots.reseal')
  async reseal(): Promise<void> {
    const { box } = this.line;
    for (const { id, sealedWebhook, sealedSecret } of await this.known.robots.sealedOtherwise(box.prefix)) {
      const again = (sealed: string, column: 'webhook' | 'secret'): string =>
        box.seal(box.open(sealed, placeOf(id, column)), placeOf(id, column));
      try {
        const set = {
          sealedWebhook: again(sealedWebhook, 'webhook'),
          sealedSecret: sealedSecret === null ? null : again(sealedSecret, 'secret'),
        };
        // Who changed it meanwhile has sealed it with the present key.
        await this.uow.manager.update(Robot, { id, sealedWebhook }, set);
      } catch {
        this.log.error(`robot ${id}: no key of SECRETS_KEY opens what is kept of it`);
      }
    }
  }

  private async expectOwner(actor: Actor, organisationId: string | null): Promise<void> {
    const path = ['input', 'organisationId'];
    const may = isBureau(actor) || (organisationId !== null && actor.representedIds.includes(organisationId));
    if (!may) throw refuse('robots.not-yours', {}, path);
    if (organisationId === null) return;
    const { verified } = await this.known.organisations.get(actor, organisationId, 'organisationId');
    if (!verified) throw refuse('robots.not-verified', {}, path);
  }

  /** Two who add at once take turns, so that the second is told. */
  private async alone(): Promise<void> {
    await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('robots', 0))`);
  }

  private async sealedWebhook(
    kind: RobotKind,
    id: string,
    text: string,
  ): Promise<Pick<Robot, 'sealedWebhook' | 'webhookHash' | 'keyEnding'>> {
    const path = ['input', 'webhook'];
    const read = readWebhook(kind, text);
    if (!read) throw refuse('robots.webhook', { example: PROTOCOLS[kind].example }, path);
    const { url, key } = read;
    if (!this.line.outward.allow(url)) throw refuse('robots.host', { host: url.host }, path);
    const webhookHash = sha256(url.href);
    if (await this.known.robots.isKnown(webhookHash, id)) throw refuse('robots.known', {}, path);
    const sealedWebhook = this.line.box.seal(url.href, placeOf(id, 'webhook'));
    return { sealedWebhook, webhookHash, keyEnding: key.slice(-4) };
  }

  private sealedSecret(kind: RobotKind, id: string, secret: string | null): string | null {
    const path = ['input', 'secret'];
    if (kind === 'DINGTALK' && secret === null) throw refuse('robots.secret-missing', {}, path);
    if (kind === 'WECOM' && secret !== null) throw refuse('robots.secret-unwanted', {}, path);
    if (secret === null) return null;
    if (!/^[\x21-\x7e]{8,200}$/.test(secret)) throw refuse('robots.secret-form', {}, path);
    return this.line.box.seal(secret, placeOf(id, 'secret'));
  }

  private state<P extends object>(topic: Topic<P>, actor: Actor, id: string, payload: P): Promise<string> {
    return this.facts.state(topic, { subject: { type: 'robot', id }, actor, payload });
  }
}
