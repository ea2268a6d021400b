import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { CalendarPart } from './icalendar';

/** What mail needs to know; the kernel's module fills it from the configuration in use. */
export abstract class MailSettings {
  /** `smtp://user:password@host:587`; without it mail is written into `outboxDirectory`. */
  abstract readonly smtpUrl?: string | undefined;
  /** The sender of all mail: `Benfu <benfu@example.org>`. */
  abstract readonly mailFrom: string;
  abstract readonly outboxDirectory: string;
  /** Other limits than the usual ones: for tests, which cannot wait. */
  abstract readonly timeouts?: Partial<MailTimeouts> | undefined;
}

/** How long a mail server may keep us waiting, milliseconds. */
export interface MailTimeouts {
  readonly connectionTimeout: number;
  readonly greetingTimeout: number;
  /** Of silence in the midst of a conversation. */
  readonly socketTimeout: number;
  /** From the call to the server's yes. */
  readonly sendTimeout: number;
}

/** One message; `messageId` comes from `messageIdOf`, so that a second copy is recognised as the same. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly messageId: string;
  readonly from?: string;
  /** Further headers, e.g. `List-Unsubscribe`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Puts the meeting that it speaks of into the recipient's calendar. */
  readonly calendar?: CalendarPart | undefined;
}

/** A message that the server has not taken by then is given up, milliseconds: nothing goes out after `send` threw. */
export const SEND_TIMEOUT_MS = 60_000;
const TIMEOUTS: MailTimeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  sendTimeout: SEND_TIMEOUT_MS,
};

/** The Message-ID of what a dedupe key stands for: the same key gives the same id, so retries are one message. */
export const messageIdOf = (key: string): string =>
  `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@benfu.invalid>`;

interface Transport {
  sendMail(options: SendMailOptions): Promise<{ message?: unknown }>;
  close(): void;
  verify?(): Promise<true>;
}

/** Sends mail through SMTP or, without a server, leaves each message in a folder where people can open it. */
@Injectable()
export class Mailer {
  private readonly log = new Logger('Mail');
  private readonly transport: Transport;
  private readonly timeouts: MailTimeouts;

  constructor(private readonly settings: MailSettings) {
    this.timeouts = { ...TIMEOUTS, ...settings.timeouts };
    const { connectionTimeout, greetingTimeout, socketTimeout } = this.timeouts;
    this.transport = createTransport(
      settings.smtpUrl
        ? {
            url: settings.smtpUrl,
            ...{ connectionTimeout, greetingTimeout, socketTimeout },
            pool: true,
            maxConnections: 3,
            maxRequeues: 1, // a connection that the server had closed meanwhile; beyond that the caller decides
            disableFileAccess: true,
            disableUrlAccess: true,
          }
        : { streamTransport: true, buffer: true, newline: 'windows' },
    ) as Transport;
  }

  /** Resolves when the server has taken the message; throws when it has not, and the caller tries again later. */
  async send({ to, subject, text, html, messageId, from, headers = {}, calendar }: Mail): Promise<void> {
    const options: SendMailOptions & { signal: AbortSignal } = {
      from: oneLine(from ?? this.settings.mailFrom),
      to: address(to),
      subject: oneLine(subject),
      messageId: oneLine(messageId),
      text,
      ...(html === undefined ? {} : { html }),
      ...(calendar === undefined ? {} : { icalEvent: { ...calendar, filename: 'meeting.ics' } }),
      headers: { ...oneLiners(headers), 'Auto-Submitted': 'auto-generated' },
      signal: AbortSignal.timeout(this.timeouts.sendTimeout),
    };
    const { message } = await this.transport.sendMail(options);
    if (this.settings.smtpUrl) return;
    const file = await this.keep(messageId, message as Buffer);
    this.log.log(`no SMTP_URL: mail to ${to} left in ${file}`);
  }

  /** Who sends, taken apart. */
  get sender(): { name: string; email: string } {
    const [, name = '', email = this.settings.mailFrom] =
      /^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/.exec(this.settings.mailFrom) ?? [];
    return { name: name || email, email };
  }

  /** Closes the connections that wait for more mail. */
  close(): void {
    this.transport.close();
  }

  private async keep(messageId: string, message: Buffer): Promise<string> {
    const { outboxDirectory } = this.settings;
    await mkdir(outboxDirectory, { recursive: true });
    const file = join(outboxDirectory, `${messageId.replace(/[^\w-]/g, '').slice(0, 80)}.eml`);
    await writeFile(file, message);
    return file;
  }
}

/** A line break in a header would begin another header. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

const oneLiners = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, oneLine(value)]));

/** One plain address: a list, a display name or a line break here would send the message to others. */
function address(to: string): string {
  if (to.length > 254 || !/^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(to))
    throw new Error('not one mail address');
  return to;
}
