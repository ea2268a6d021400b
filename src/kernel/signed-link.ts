import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Response } from 'express';
import { requestScope } from './request';

/** Signs what a link says, for one purpose and no other. What it says can be read by anybody, and not be changed. */
export class SignedLink {
  private readonly key: Buffer;

  /** Another `purpose` ends every link that was ever sent. */
  constructor(secret: string, purpose: string) {
    this.key = createHmac('sha256', secret).update(purpose).digest();
  }

  /** A token that says these words; none may hold a comma. */
  sign(words: readonly string[]): string {
    const said = Buffer.from(words.join()).toString('base64url');
    return `${said}.${this.seal(said).toString('base64url')}`;
  }

  /** What a token says, or undefined where it is forged or for another use. */
  read(token: unknown): string[] | undefined {
    const [said = '', seal = '', ...rest] = typeof token === 'string' ? token.split('.') : [];
    const [given, right] = [Buffer.from(seal, 'base64url'), this.seal(said)];
    if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    return Buffer.from(said, 'base64url').toString().split(',');
  }

  private seal(said: string): Buffer {
    return createHmac('sha256', this.key).update(said).digest();
  }
}

/** What a small page says; all of it HTML that is our own. */
export interface SmallPage {
  readonly title: string;
  readonly items?: readonly string[];
  /** The words of a button that sends the same address by POST. */
  readonly button?: string;
}

/** Answers with a page of our own sentences only: nothing of the person, nothing that came with the request. */
export function showPage(response: Response, { title, items = [], button }: SmallPage): void {
  const list = items.map((item) => `<li>${item}</li>`).join('');
  const form = button === undefined ? '' : `<form method="post"><button>${button}</button></form>`;
  response.type('html').send(
    `<!doctype html><html lang="${requestScope().locale}"><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width"><title>Benfu 奔赴</title><h1>${title}</h1><ul>${list}</ul>${form}</html>`,
  );
}
