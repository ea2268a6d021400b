import { createHmac, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Injectable, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Public } from '../../kernel/access';
import { Config } from '../../kernel/config';
import { messages, sentence } from '../../kernel/messages';
import { requestScope } from '../../kernel/request';
import { NOTICE_KINDS, Preferences, SERVED, type NoticeKind } from '../notifications';

/** Changing this ends every link that was ever sent. */
const PURPOSE = 'benfu notifications mute 1';

/** Whose mail a link ends, and of which kinds. */
export interface Muting {
  readonly accountId: string;
  readonly kinds: readonly NoticeKind[];
}

/** Signs the links that end mail. They grant nothing else, and like the mail they stand in they do not expire. */
@Injectable()
export class MuteTokens {
  private readonly key: Buffer;

  constructor(config: Config) {
    this.key = createHmac('sha256', config.authSecret).update(PURPOSE).digest();
  }

  /** A token for one account's mail of some kinds. */
  sign({ accountId, kinds }: Muting): string {
    const said = Buffer.from([accountId, ...kinds].join()).toString('base64url');
    return `${said}.${this.seal(said).toString('base64url')}`;
  }

  /** What a token says, or undefined where it is forged or for another use. */
  read(token: unknown): Muting | undefined {
    const [said = '', seal = ''] = typeof token === 'string' ? token.split('.') : [];
    const [given, right] = [Buffer.from(seal, 'base64url'), this.seal(said)];
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    const [accountId = '', ...kinds] = Buffer.from(said, 'base64url').toString().split(',');
    return {
      accountId,
      kinds: NOTICE_KINDS.filter((kind) => kinds.includes(kind) && !SERVED.includes(kind)),
    };
  }

  private seal(said: string): Buffer {
    return createHmac('sha256', this.key).update(said).digest();
  }
}

messages({
  'notifications.mute.ask': { zh: '不再接收以下邮件？', en: 'No more mail about these?' },
  'notifications.mute.button': { zh: '不再接收', en: 'No more mail' },
  'notifications.mute.done': {
    zh: '不会再发送以下邮件；通知仍会出现在收件箱中。登录后可随时恢复。',
    en: 'No more mail about these; the notices still come into your inbox. Sign in to change it back at any time.',
  },
  'notifications.mute.forged': { zh: '此链接无效', en: 'This link is not valid' },
});

const say = (code: string): string => sentence(code, {}, requestScope().locale);

/**
 * Ends mail by one click without a sign-in. Reading the page changes nothing, since mail programs fetch links before
 * anybody clicks; the button does, and so does a mail program that is told to (RFC 8058).
 */
@Controller('notifications/mute')
export class MuteController {
  constructor(
    private readonly tokens: MuteTokens,
    private readonly preferences: Preferences,
  ) {}

  @Public()
  @Get()
  @Header('Cache-Control', 'no-store')
  ask(@Query('token') token: unknown, @Res() response: Response): void {
    const muting = this.tokens.read(token);
    if (!muting) return refuseLink(response);
    const button = `<form method="post"><button>${say('notifications.mute.button')}</button></form>`;
    show(response, say('notifications.mute.ask'), muting.kinds, button);
  }

  @Public()
  @Post()
  @Header('Cache-Control', 'no-store')
  async mute(@Query('token') token: unknown, @Res() response: Response): Promise<void> {
    const muting = this.tokens.read(token);
    if (!muting) return refuseLink(response);
    for (const kind of muting.kinds) await this.preferences.mute(muting.accountId, kind);
    show(response.status(200), say('notifications.mute.done'), muting.kinds);
  }
}

const refuseLink = (response: Response): void =>
  show(response.status(403), say('notifications.mute.forged'), []);

/** A page of our own sentences only: nothing of the person, nothing that came with the request. */
function show(response: Response, title: string, kinds: readonly NoticeKind[], more = ''): void {
  const items = kinds.map((kind) => `<li>${say(`notice.kind.${kind}`)}</li>`).join('');
  response.type('html').send(
    `<!doctype html><html lang="${requestScope().locale}"><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width"><title>Benfu 奔赴</title><h1>${title}</h1><ul>${items}</ul>${more}</html>`,
  );
}
