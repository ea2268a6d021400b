import { Injectable, Logger } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Config } from '../../kernel/config';
import { Refusal } from '../../kernel/messages';
import { Outward, type NoReply } from '../../kernel/outward';
import { SecretBox } from '../../kernel/secret-box';
import { PROTOCOLS, signed, textMessage, verdictOf, type Verdict } from './protocols';
import { placeOf, type Robot } from './robot';
import { mustLinkTo, mustNotHoldPersonalData, textOf, type RobotMessage } from './robot-message';
import { RobotTurns } from './robot-turns';
import { RobotsReader } from './robots.reader';

/** A message for one robot; `key` names the delivery: what went out under it is not sent again. */
export interface RobotDelivery extends RobotMessage {
  readonly robotId: string;
  readonly key: string;
}

/** What became of a message. */
export type RobotOutcome =
  | { readonly kind: 'sent' }
  /** Not sent: more than the robot may send in a minute. There is a turn at `until`. */
  | { readonly kind: 'limited'; readonly until: Date }
  /** Not sent: its server takes nothing from the robot until then. */
  | { readonly kind: 'muted'; readonly until: Date }
  /** Said no; where `permanent`, a second attempt is in vain. `errcode` is the server's own, `code` names our refusals. */
  | {
      readonly kind: 'refused';
      readonly permanent: boolean;
      readonly errcode: number | null;
      readonly message: string;
      readonly code?: string;
    }
  /** No answer, or none that can be read: it may have arrived all the same. */
  | { readonly kind: 'unreachable'; readonly why: Exclude<NoReply, 'FORBIDDEN'> };

/** What a robot is spoken to with. */
@Injectable()
export class RobotLine {
  constructor(
    readonly box: SecretBox,
    readonly outward: Outward,
    readonly config: Config,
    readonly clock: Clock,
  ) {}
}

/** Writes into groups: one attempt, and what became of it. When to try again is the caller's to decide. */
@Injectable()
export class RobotSender {
  private readonly log = new Logger('Robots');

  constructor(
    private readonly robots: RobotsReader,
    private readonly turns: RobotTurns,
    private readonly line: RobotLine,
  ) {}

  /** Sends a message if the robot may send one now. Throws nothing at the word of a server. */
  async send(delivery: RobotDelivery): Promise<RobotOutcome> {
    const fault = this.faultOf(delivery);
    if (fault) return fault;
    const robot = await this.robots.find(SYSTEM, delivery.robotId);
    if (robot?.state !== 'ACTIVE') return no('robots.disabled', 'the robot is disabled');
    const address = this.addressOf(robot);
    if (!(address instanceof URL)) return address;
    const turn = await this.turns.take(robot.id, delivery.key);
    if (turn.kind !== 'yours') return turn;
    const content = textMessage(textOf(delivery, PROTOCOLS[robot.kind].mostBytes));
    const reply = await this.line.outward.post(address, content);
    const outcome = await this.settle(robot, turn.id, reply === 'FORBIDDEN' ? FORBIDDEN : reply);
    if (outcome.kind !== 'sent')
      this.log.warn(`robot ${robot.id}, ${delivery.key}: ${hidden(JSON.stringify(outcome), address)}`);
    return outcome.kind === 'refused' ? { ...outcome, message: hidden(outcome.message, address) } : outcome;
  }

  /** A message that breaks the rules is a mistake of ours: it is told in the log, and never goes out. */
  private faultOf(delivery: RobotDelivery): RobotOutcome | undefined {
    try {
      mustNotHoldPersonalData(delivery);
      mustLinkTo(this.line.config.publicUrl, delivery);
      return undefined;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.log.error(`${delivery.key} not sent: ${error.message}`);
      return no(error.code, error.message);
    }
  }

  /** Where to, signed for now; a refusal where that cannot be read, or is not allowed any more. */
  private addressOf({ id, kind, sealedWebhook, sealedSecret }: Robot): URL | RobotOutcome {
    const { box, clock, outward } = this.line;
    try {
      const secret = sealedSecret === null ? null : box.open(sealedSecret, placeOf(id, 'secret'));
      const url = signed(box.open(sealedWebhook, placeOf(id, 'webhook')), secret, clock.now());
      return outward.allow(url) ? url : FORBIDDEN;
    } catch {
      this.log.error(`robot ${id} (${kind}): SECRETS_KEY does not open what is kept of it`);
      return no('robots.sealed', 'its webhook cannot be read with SECRETS_KEY');
    }
  }

  private async settle(
    robot: Robot,
    turn: string,
    reply: RobotOutcome | Exclude<NoReply, 'FORBIDDEN'> | Parameters<typeof verdictOf>[1],
  ): Promise<RobotOutcome> {
    if (typeof reply === 'string') return { kind: 'unreachable', why: reply };
    if ('kind' in reply) return reply;
    const verdict: Verdict = verdictOf(robot.kind, reply);
    if (verdict.kind === 'refused') return verdict;
    if (verdict.kind !== 'taken')
      return { kind: verdict.kind, until: await this.turns.mute(robot.id, verdict.forMs) };
    await this.turns.sent(turn);
    return { kind: 'sent' };
  }
}

const no = (code: string, message: string): RobotOutcome => ({
  ...{ kind: 'refused', permanent: true, errcode: null, message, code },
});

const FORBIDDEN = no('robots.host', 'its server is not allowed (ROBOT_HOSTS)');

/** A server may repeat what it was sent: nothing of the webhook is told on. */
function hidden(text: string, address: URL): string {
  const secrets = [address.href, address.search.slice(1), ...address.searchParams.values()];
  return secrets.reduce((told, secret) => (secret === '' ? told : told.replaceAll(secret, '…')), text);
}
