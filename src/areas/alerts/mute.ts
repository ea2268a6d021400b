import { Controller, Get, Header, Injectable, Post, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Public } from '../../kernel/access';
import { Config } from '../../kernel/config';
import { messages, sentence } from '../../kernel/messages';
import { requestScope } from '../../kernel/request';
import { showPage, SignedLink } from '../../kernel/signed-link';
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
  private readonly link: SignedLink;

  constructor(config: Config) {
    this.link = new SignedLink(config.authSecret, PURPOSE);
  }

  /** A token for one person's mail of some kinds. */
  sign(personId: string, kinds: readonly AlertKind[]): string {
    return this.link.sign([personId, ...kinds]);
  }

  /** What a token says, or undefined where it is forged or for another use. */
  read(token: unknown): Muting | undefined {
    const said = this.link.read(token);
    if (!said) return undefined;
    const [personId = '', ...kinds] = said;
    return { personId, kinds: ALERT_KINDS.filter((kind) => kinds.includes(kind)) };
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
    showPage(response, { title: say('mute.ask'), items: named(muting), button: say('mute.button') });
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
    showPage(response.status(200), { title: say('mute.done'), items: named(muting) });
  }
}

const refuseLink = (response: Response): void =>
  showPage(response.status(403), { title: say('mute.forged') });
const named = ({ kinds }: Muting): string[] => kinds.map((kind) => say(`kind.${kind}`));
