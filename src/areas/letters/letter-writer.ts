import { Injectable } from '@nestjs/common';
import { Config } from '../../kernel/config';
import { escapeHtml } from '../../kernel/html';
import type { CalendarPart } from '../../kernel/icalendar';
import { messageIdOf, type Mail } from '../../kernel/mail';
import { messages, sentence, type Locale } from '../../kernel/messages';
import { allNotices, pageOf, SERVED, wording, type NoticeKind } from '../notifications';
import type { Entry, Written } from './letter-reader';
import { MuteTokens } from './mute';

messages({
  'notifications.letter.many': {
    zh: '{count} 条通知：{first} 等',
    en: '{count} notices: {first} and others',
  },
  'notifications.letter.rest': {
    zh: '另有 {count} 条，登录后见收件箱。',
    en: '{count} more are in your inbox: sign in to read them.',
  },
  'notifications.letter.mute': { zh: '不再接收“{kind}”邮件', en: 'No more mail about {kind}' },
  'notifications.letter.settings': {
    zh: '登录后可按类别设置即时、每日、每周或不发邮件，以及免打扰时段。',
    en: 'Sign in to choose, kind by kind, mail at once, daily, weekly or none, and quiet hours.',
  },
});

/** Makes the calendar entry that goes with a notice. */
export type CalendarMaker = (
  entry: Entry,
  to: { readonly name: string; readonly email: string },
) => CalendarPart | undefined;

/** One notification in words, with its link. */
interface Item {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly next: string;
  readonly link: string;
  readonly why: string;
}

const LOCALES = { ZH: ['zh'], EN: ['en'], BOTH: ['zh', 'en'] } as const;
const RULE = '----------';
/** A mail says at most so many things, then how many more there are. */
const SHOWN = 20;

/** Writes a letter as mail: text and HTML, in the recipient's language, with why it came and what to do next. */
@Injectable()
export class LetterWriter {
  private readonly calendars = new Map<string, CalendarMaker>();

  constructor(
    private readonly config: Config,
    private readonly tokens: MuteTokens,
  ) {}

  /** The area that a notice belongs to makes its calendar entry. */
  withCalendar(code: string, make: CalendarMaker): void {
    this.calendars.set(code, make);
  }

  /** The mail; every attempt at one letter bears the same Message-ID. */
  mail(letterId: string, letter: Written): Mail {
    const { to, recipient, accountId, language, entries } = letter;
    const kinds = [...new Set(entries.map(({ code }) => allNotices().get(code)!.kind))];
    const mutes = kinds.filter((kind) => !SERVED.includes(kind));
    const parts = LOCALES[language].map((locale) => this.part(entries, mutes, accountId, locale));
    const [first] = entries;
    const calendar = this.calendars.get(first!.code)?.(first!, { name: recipient, email: to });
    return {
      to,
      subject: parts[0]!.subject,
      text: parts
        .map(({ subject, text }, at) => (at === 0 ? text : `${subject}\n\n${text}`))
        .join(`\n\n${RULE}\n\n`),
      html: page(parts, LOCALES[language][0]),
      messageId: messageIdOf(`letters/${letterId}`),
      calendar,
      ...(mutes.length === 0 ? {} : { headers: this.unsubscribe(accountId, mutes) }),
    };
  }

  private part(
    entries: readonly Entry[],
    mutes: readonly NoticeKind[],
    accountId: string,
    locale: Locale,
  ): Part {
    const items = entries.slice(0, SHOWN).map((entry) => this.item(entry, locale));
    const first = items[0]!.title;
    const count = entries.length;
    const subject = count === 1 ? first : sentence('notifications.letter.many', { count, first }, locale);
    const foot = mutes.map((kind) => ({
      text: sentence('notifications.letter.mute', { kind: `notice.kind.${kind}` }, locale),
      link: this.muteLink(accountId, [kind]),
    }));
    const rest =
      count > SHOWN ? [sentence('notifications.letter.rest', { count: count - SHOWN }, locale)] : [];
    const notes = [...rest, sentence('notifications.letter.settings', {}, locale)];
    const text = [
      ...items.flatMap((item) => [
        ...(count === 1 ? [] : [`【${item.title}】`]),
        ...item.paragraphs,
        `${item.next}\n${item.link}`,
        item.why,
      ]),
      ...foot.map((line) => `${line.text}\n${line.link}`),
      ...notes,
    ].join('\n\n');
    return { subject, text, items, foot, notes };
  }

  private item(entry: Entry, locale: Locale): Item {
    const { title, text, next, why } = wording(allNotices().get(entry.code)!, entry.words, locale);
    return { title, paragraphs: text.split('\n'), next, why, link: this.config.publicUrl + pageOf(entry) };
  }

  /** RFC 8058: one click ends it. */
  private unsubscribe(accountId: string, kinds: readonly NoticeKind[]): Record<string, string> {
    return {
      'List-Unsubscribe': `<${this.muteLink(accountId, kinds)}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    };
  }

  private muteLink(accountId: string, kinds: readonly NoticeKind[]): string {
    return `${this.config.publicUrl}/notifications/mute?token=${this.tokens.sign({ accountId, kinds })}`;
  }
}

interface Part {
  readonly subject: string;
  readonly text: string;
  readonly items: readonly Item[];
  readonly foot: readonly { readonly text: string; readonly link: string }[];
  readonly notes: readonly string[];
}

const p = (text: string): string => `<p>${escapeHtml(text)}</p>`;
const anchor = (link: string, text: string): string =>
  `<p><a href="${escapeHtml(link)}">${escapeHtml(text)}</a></p>`;
const small = (content: string): string => `<div style="color:#666;font-size:13px">${content}</div>`;

/** One screen, and nothing that is fetched from anywhere. */
function page(parts: readonly Part[], locale: Locale): string {
  const bodies = parts.map(({ items, foot, notes }) =>
    [
      ...items.map(
        ({ title, paragraphs, next, link, why }) =>
          `<h2 style="font-size:17px">${escapeHtml(title)}</h2>${paragraphs.map(p).join('')}${anchor(link, next)}${small(p(why))}`,
      ),
      small(foot.map(({ text, link }) => anchor(link, text)).join('') + notes.map(p).join('')),
    ].join('\n'),
  );
  return `<!doctype html><html lang="${locale}"><body style="font-family:sans-serif;max-width:40em">
${bodies.join('\n<hr>\n')}
</body></html>`;
}
