import { Controller, Get, Header, Injectable, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Public } from '../../kernel/access';
import { Config } from '../../kernel/config';
import { messages, sentence } from '../../kernel/messages';
import { requestScope } from '../../kernel/request';
import { showPage, SignedLink } from '../../kernel/signed-link';
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
  private readonly link: SignedLink;

  constructor(config: Config) {
    this.link = new SignedLink(config.authSecret, PURPOSE);
  }

  /** A token for one account's mail of some kinds. */
  sign({ accountId, kinds }: Muting): string {
    return this.link.sign([accountId, ...kinds]);
  }

  /** What a token says, or undefined where it is forged or for another use. */
  read(token: unknown): Muting | undefined {
    const said = this.link.read(token);
    if (!said) return undefined;
    const [accountId = '', ...kinds] = said;
    const may = NOTICE_KINDS.filter((kind) => kinds.includes(kind) && !SERVED.includes(kind));
    return { accountId, kinds: may };
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
    const button = say('notifications.mute.button');
    showPage(response, { title: say('notifications.mute.ask'), items: named(muting), button });
  }

  @Public()
  @Post()
  @Header('Cache-Control', 'no-store')
  async mute(@Query('token') token: unknown, @Res() response: Response): Promise<void> {
    const muting = this.tokens.read(token);
    if (!muting) return refuseLink(response);
    for (const kind of muting.kinds) await this.preferences.mute(muting.accountId, kind);
    showPage(response.status(200), { title: say('notifications.mute.done'), items: named(muting) });
  }
}

const refuseLink = (response: Response): void =>
  showPage(response.status(403), { title: say('notifications.mute.forged') });
const named = ({ kinds }: Muting): string[] => kinds.map((kind) => say(`notice.kind.${kind}`));
