import { SEND_TIMEOUT_MS } from './mail';
import { setting } from './settings';

/** With the pauses between them, 20 attempts last some 60 hours: a weekend. */
export const MAIL_ATTEMPTS = setting('mail.attempts', 20, {
  zh: '一封邮件最多尝试发送多少次',
  en: 'How often the delivery of a mail is tried',
  min: 1,
  max: 1_000,
});

const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;

/** A worker that has not said by then what became of a message is taken for dead: the mailer gives up long before. */
export const LEASE_MS = 2 * SEND_TIMEOUT_MS;

/** The pause in milliseconds after so many attempts: 15 s, doubling, at most 6 h. */
export const pauseAfter = (attempts: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
