import { messages, refuser, sentence, type Locale } from '../../kernel/messages';

export const signingMessages = messages({
  'signing.not-party': {
    zh: '该单位不是这个项目的参与方',
    en: 'The organisation is not a party of this project',
  },
  'signing.nudge.subject': { zh: '请签署联合项目：{title}', en: 'Your signature is awaited: {title}' },
  'signing.nudge.text': {
    zh: '联合项目《{title}》自 {since} 起内容未再变更，{organisation} 尚未签署。',
    en: 'The joint project “{title}” has not changed since {since}, and {organisation} has not signed it yet.',
  },
  'signing.nudge.hash': {
    zh: '待签内容的哈希（SHA-256）：{hash}',
    en: 'Hash of what is to be signed (SHA-256): {hash}',
  },
  'signing.nudge.link': { zh: '阅读并签署：{link}', en: 'Read and sign: {link}' },
  'signing.nudge.why': {
    zh: '您收到此邮件，因为您可以代表{organisation}签署。同一内容只提醒一次。',
    en: 'You receive this because you may sign for {organisation}. It is said once for the same content.',
  },
});

export const refuse = refuser(signingMessages);

/** What a nudge says; `since` is a day in Asia/Shanghai. */
export interface NudgeText {
  readonly title: string;
  readonly organisation: string;
  readonly since: string;
  readonly hash: string;
  readonly link: string;
}

const PARTS = ['text', 'hash', 'link', 'why'];

/** A nudge as mail, in Chinese and then in English: the platform does not know what a recipient reads. */
export function nudgeMail(nudge: NudgeText): { subject: string; text: string } {
  const say = (part: string, locale: Locale): string =>
    sentence(`signing.nudge.${part}`, { ...nudge }, locale);
  const body = (locale: Locale): string => PARTS.map((part) => say(part, locale)).join('\n\n');
  return {
    subject: say('subject', 'zh'),
    text: `${body('zh')}\n\n----------\n\n${say('subject', 'en')}\n\n${body('en')}\n`,
  };
}
