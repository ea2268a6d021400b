import { createHmac, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Injectable, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Public } from '../../kernel/access';
import { Config } from '../../kernel/config';
import { messages, sentence } from '../../kernel/messages';
import { requestScope } from '../../kernel/request';
import { AccountsReader } from '../accounts';
import { ALERT_KINDS, type AlertKind } from './alert';
import { SearchesService } from './searches.service';

/** Changing this ends every link that was ever sent. */
const PURPOSE = 'benfu alerts mute 1';

/** Whose mail a link ends, and of which kinds. */
export interface Muting {
  readonly personId: string;
  readonly kinds: readonly AlertKind[];
}

/** Signs the links that end mail. They grant nothing else, and like the mail they stand in they do not expire. */
@Injectable()
export class MuteTokens {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = createHmac('sha256', config.authSecret).update(PURPOSE).digest();
  }

  /** A token for one person's mail of some kinds. */
  sign(personId: string, kinds: readonly AlertKind[]): string {
    const said = Buffer.from([personId, ...kinds].join()).toString('base64url');
    return `${said}.${this.seal(said).toString('base64url')}`;
  }

  /** What a token says, or undefined where it is forged or for another use. */
  read(token: unknown): Muting | undefined {
    const [said = '', seal = ''] = typeof token === 'string' ? token.split('.') : [];
    const [given, right] = [Buffer.from(seal, 'base64url'), this.seal(said)];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    const [personId = '', ...kinds] = Buffer.from(said, 'base64url').toString().split(',');
    return { personId, kinds: ALERT_KINDS.filter((kind) => kinds.includes(kind)) };
  }

  private seal(said: string): Buffer {
    return createHmac('sha256', this.key).update(said).digest();
  }
}

messages({
  'alerts.mute.ask': { zh: '不再接收以下提醒邮件？', en: 'No more mail of these alerts?' },
  'alerts.mute.button': { zh: '不再接收', en: 'No more mail' },
  'alerts.mute.done': {
    zh: '已静音，不会再发送以下提醒邮件。登录后可随时恢复。',
    en: 'Muted: no more mail of these alerts. Sign in to change it back at any time.',
  },
  'alerts.mute.forged': { zh: '此链接无效', en: 'This link is not valid' },
});

const say = (part: string): string => sentence(`alerts.${part}`, {}, requestScope().locale);

/**
 * Ends mail by one click without a sign-in. Reading the page changes nothing, since mail programs fetch links before
 * anybody clicks; the button does, and so does a mail program that is told to (RFC 8058).
 */
@Controller('alerts/mute')
export class MuteController {
  constructor(
    private readonly tokens: MuteTokens,
    private readonly accounts: AccountsReader,
    private readonly searches: SearchesService,
  ) {}

  @Public()
  @Get()
  @Header('Cache-Control', 'no-store')
  ask(@Query('token') token: unknown, @Res() response: Response): void {
    const muting = this.tokens.read(token);
    if (!muting) return refuseLink(response);
    show(
      response,
      say('mute.ask'),
      muting.kinds,
      `<form method="post"><button>${say('mute.button')}</button></form>`,
    );
  }

  @Public()
  @Post()
  @Header('Cache-Control', 'no-store')
  async mute(@Query('token') token: unknown, @Res() response: Response): Promise<void> {
    const muting = this.tokens.read(token);
    if (!muting) return refuseLink(response);
    const { personId, kinds } = muting;
    const holder = (await this.accounts.byPeople([personId])).get(personId);
    for (const kind of holder ? kinds : []) await this.searches.mute(holder!.actor, kind, true);
    show(response.status(200), say('mute.done'), kinds);
  }
}

const refuseLink = (response: Response): void => show(response.status(403), say('mute.forged'), []);

/** A page of our own sentences only: nothing of the person, nothing that came with the request. */
function show(response: Response, title: string, kinds: readonly AlertKind[], more = ''): void {
  const items = kinds.map((kind) => `<li>${say(`kind.${kind}`)}</li>`).join('');
  response.type('html').send(
    `<!doctype html><html lang="${requestScope().locale}"><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width"><title>Benfu 奔赴</title><h1>${title}</h1><ul>${items}</ul>${more}</html>`,
  );
}
