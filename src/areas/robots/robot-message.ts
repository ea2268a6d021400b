import { cutToBytes } from '../../kernel/cut';
import { sentence, type Locale } from '../../kernel/messages';
import { personalDataIn } from '../../kernel/personal-data';
import { refuse } from './robots.messages';

/** What a line of a message may name. */
export type RobotTopic =
  'organisation' | 'project' | 'series' | 'round' | 'need' | 'achievement' | 'day' | 'due';

/**
 * What a group may read (PIPL: its members are not known to the platform, and what they read stays with them). A title
 * from the tables of sentences, names of organisations and of what they do together, days, and a link to where those
 * who may read more sign in. Never a person: no name, no phone number, no address, and no text that somebody wrote.
 */
export interface RobotMessage {
  readonly title: string;
  readonly lines: readonly { readonly about: RobotTopic; readonly text: string }[];
  /** Leads to the platform; never cut. */
  readonly link: string;
  /** `zh`, if not given. */
  readonly locale?: Locale;
}

const MOST_LINK_CHARACTERS = 1_000;

/** Refuses a message in which something looks like a phone number, an identity number or a mail address. */
export function mustNotHoldPersonalData({ title, lines, link }: RobotMessage): void {
  const parts = [['title', title], ...lines.map(({ about, text }) => [about, text]), ['link', decoded(link)]];
  for (const [field, text] of parts as [string, string][])
    if (personalDataIn(text)) throw refuse('robots.personal-data', { field }, [field]);
}

/** Refuses a link that leads away from the platform, or that would leave no room for anything else. */
export function mustLinkTo(publicUrl: string, { link }: RobotMessage): void {
  const home = new URL(publicUrl);
  const own = URL.canParse(link) && new URL(link).origin === home.origin && !/[\s\p{Cc}]/u.test(link);
  if (!own || link.length > MOST_LINK_CHARACTERS) throw refuse('robots.link', {}, ['link']);
}

/** The message as a text of at most `limit` bytes that ends with its link. */
export function textOf({ title, lines, link, locale = 'zh' }: RobotMessage, limit: number): string {
  const said = lines.map(
    ({ about, text }) => `${sentence(`robots.about.${about}`, {}, locale)}：${tidy(text)}`,
  );
  return cutToBytes([tidy(title), ...said].join('\n'), `\n${new URL(link).href}`, limit);
}

/** One line, in which nothing turns the direction of writing and nobody is called by name (`<@userid>`). */
const tidy = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/<(?=@)/g, '＜')
    .trim();

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
