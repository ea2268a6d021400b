import { messages, refuser, sentence, type Locale, type Scalar } from '../../kernel/messages';
import { notice, type Notice } from '../notifications';
import type { AlertKind } from './alert';
import type { KeptReason } from './fits';

export const refuse = refuser(
  messages({
    'alerts.not-own': {
      zh: '只能订阅与本单位的需求或成果匹配的内容',
      en: 'Only a need or an achievement of one of your organisations can be watched',
    },
    'alerts.too-many': { zh: '每人最多 {max} 个订阅', en: 'A person has at most {max} saved searches' },
    'alerts.nobody': { zh: '您的账号没有个人资料', en: 'Your account has no person behind it' },
  }),
);

messages({
  'alerts.kind.NEEDS_FOR_ACHIEVEMENT': {
    zh: '新需求与您的成果匹配',
    en: 'a new need fits your achievement',
  },
  'alerts.kind.ACHIEVEMENTS_FOR_NEED': {
    zh: '新成果与您的需求匹配',
    en: 'a new achievement fits your need',
  },
  'alerts.mail.one': {
    zh: '{kind}：《{title}》，符合度 {percent}%',
    en: 'Match: {kind}, “{title}”, {percent}%',
  },
  'alerts.mail.many': {
    zh: '{count} 条新匹配：《{title}》等，符合度最高 {percent}%',
    en: '{count} new matches: “{title}” and others, up to {percent}%',
  },
  'alerts.mail.item': {
    zh: '《{title}》（{organisation}）\n{kind}：《{own}》，符合度 {percent}%',
    en: '“{title}” ({organisation})\nWhy: {kind}, “{own}”, {percent}%',
  },
  'alerts.mail.link': { zh: '查看：{link}', en: 'See it: {link}' },
  'alerts.mail.more': {
    zh: '另有 {count} 条，请登录后在“匹配提醒”中查看。',
    en: '{count} more are in your list of alerts.',
  },
  'alerts.mail.mute': { zh: '不再接收“{kind}”：{link}', en: 'No more mail when {kind}: {link}' },
  'alerts.mail.opt-out': {
    zh: '您收到此邮件，因为您保存了匹配订阅。您也可以在个人资料中退出个性化匹配；不含个性化的列表：{link}',
    en: 'You receive this because you saved a search. You can also leave personalised matching in your profile; the list that is not personalised: {link}',
  },
});

const found = (path: string): Notice =>
  notice(`alerts${path}`, {
    ...{ kind: 'MATCHES', path, inboxOnly: true },
    title: { zh: '新匹配：{title}', en: 'New match: {title}' },
    text: {
      zh: '与您的订阅匹配（{kind}）：《{title}》。',
      en: 'It matches your saved search ({kind}): “{title}”.',
    },
    next: { zh: '看它为什么匹配：', en: 'See why it fits:' },
    why: { zh: '您收到此通知，因为您保存了匹配订阅。', en: 'You receive this because you saved a search.' },
  });

/** A match was found; mail of it goes by the rules of the saved search. */
export const matchFound: Readonly<Record<AlertKind, Notice>> = {
  NEEDS_FOR_ACHIEVEMENT: found('/needs'),
  ACHIEVEMENTS_FOR_NEED: found('/achievements'),
};

/** Reasons named in mail, and matches listed in one. */
const REASONS = 3;
const LISTED = 30;

/** One match as mail tells it; `score` 0 to 1. */
export interface MailItem {
  readonly kind: AlertKind;
  readonly title: string;
  readonly organisation: string;
  /** The title of the reader's own record. */
  readonly own: string;
  readonly score: number;
  readonly why: readonly KeptReason[];
  readonly link: string;
}

/** Where one click ends the mail of a kind. */
export interface MuteLink {
  readonly kind: AlertKind;
  readonly link: string;
}

/** The matches of one run as one mail, in Chinese and then in English: the platform does not know what a reader reads. */
export function alertMail(
  items: readonly MailItem[],
  mutes: readonly MuteLink[],
  listLink: string,
): { subject: string; text: string } {
  const best = [...items].sort((a, b) => b.score - a.score);
  const [zh, en] = [wording(best, mutes, listLink, 'zh'), wording(best, mutes, listLink, 'en')];
  return { subject: zh.subject, text: `${zh.text}\n\n----------\n\n${en.subject}\n\n${en.text}\n` };
}

function wording(
  best: readonly MailItem[],
  mutes: readonly MuteLink[],
  link: string,
  locale: Locale,
): { subject: string; text: string } {
  const say = (part: string, params: Record<string, Scalar>): string =>
    sentence(`alerts.mail.${part}`, params, locale);
  const { length: count } = best;
  const more = count - LISTED;
  const paragraphs = [
    ...best.slice(0, LISTED).map((item) => itemText(item, say, locale)),
    ...(more > 0 ? [say('more', { count: more })] : []),
    ...mutes.map(({ kind, link: mute }) => say('mute', { kind: `alerts.kind.${kind}`, link: mute })),
    say('opt-out', { link }),
  ];
  const subject = say(count === 1 ? 'one' : 'many', { ...wordsOf(best[0]!), count });
  return { subject, text: paragraphs.join('\n\n') };
}

const wordsOf = ({ kind, title, own, organisation, score }: MailItem): Record<string, Scalar> => ({
  ...{ title, own, organisation, kind: `alerts.kind.${kind}` },
  percent: Math.round(score * 100),
});

function itemText(
  item: MailItem,
  say: (part: string, params: Record<string, Scalar>) => string,
  locale: Locale,
): string {
  const reasons = [...item.why].sort((a, b) => b.contribution - a.contribution).slice(0, REASONS);
  const lines = reasons.map(({ text }) => `· ${text[locale]}`);
  return [say('item', wordsOf(item)), ...lines, say('link', { link: item.link })].join('\n');
}
