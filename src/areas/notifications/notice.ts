import { messages, sentence, type Locale, type Scalar, type Sentence } from '../../kernel/messages';
import { enumOf } from '../../kernel/fields';
import { publicId } from '../../kernel/ids';
import type { Sql } from '../../kernel/policy';
import type { RobotMessage } from '../robots';

/** What a person may be told of, and may set one by one. */
// prettier-ignore
export const NOTICE_KINDS = [
  'LIAISON', 'ACTIONS', 'NEEDS', 'INTERESTS', 'MATCHES', 'PROJECTS', 'APPLICATIONS', 'DECISIONS', 'REVIEWS',
  'DEADLINES', 'TARGETS', 'ACCOUNT', 'DELIVERY',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export const NoticeKindEnum = enumOf(
  'NoticeKind',
  NOTICE_KINDS,
  'DECISIONS: what is served on a party (送达). ACCOUNT: membership and rights. DELIVERY: what could not be delivered.',
);

/** Kinds whose mail cannot be switched off: they serve a decision, or change what a person may do. */
export const SERVED: readonly NoticeKind[] = ['DECISIONS', 'ACCOUNT'];

messages({
  'notice.kind.LIAISON': { zh: '月对接会议', en: 'liaison meetings' },
  'notice.kind.ACTIONS': { zh: '行动事项', en: 'action items' },
  'notice.kind.NEEDS': { zh: '技术需求', en: 'needs' },
  'notice.kind.INTERESTS': { zh: '合作意向', en: 'interests' },
  'notice.kind.MATCHES': { zh: '匹配', en: 'matches' },
  'notice.kind.PROJECTS': { zh: '联合项目', en: 'joint projects' },
  'notice.kind.APPLICATIONS': { zh: '项目申报', en: 'applications' },
  'notice.kind.DECISIONS': { zh: '决定送达', en: 'decisions' },
  'notice.kind.REVIEWS': { zh: '评审', en: 'reviews' },
  'notice.kind.DEADLINES': { zh: '期限', en: 'deadlines' },
  'notice.kind.TARGETS': { zh: '目标', en: 'targets' },
  'notice.kind.ACCOUNT': { zh: '账号与单位', en: 'account and membership' },
  'notice.kind.DELIVERY': { zh: '投递失败', en: 'failed deliveries' },
});

/** The words that fill the sentences of a notice. */
export type Words = Readonly<Record<string, Scalar>>;

interface NoticeTable {
  readonly kind: NoticeKind;
  readonly title: Sentence;
  /** What happened. */
  readonly text: Sentence;
  /** What to do next; the link stands behind it. */
  readonly next: Sentence;
  /** Why this person is told. */
  readonly why: Sentence;
  /** The page of the record, without its id: `/projects`. */
  readonly path: string;
  /** What a group chat may read of it: names of organisations and of records, and days. */
  readonly group?: (kept: Words) => RobotMessage['lines'];
  /** Always a mail of its own, as it carries a calendar entry. */
  readonly alone?: boolean;
  /** No mail: the area sends its own. */
  readonly inboxOnly?: boolean;
  /** Whether what the notification `t` says still helps somebody; unless said, always. */
  readonly useful?: (now: Date) => Sql;
  /** Words in the reader's language that follow from those that were kept, e.g. a day. */
  readonly words?: (kept: Words, locale: Locale) => Words;
}

/** One thing that the platform tells people: its sentences in both languages, and when it is of use. */
export interface Notice extends Omit<NoticeTable, 'title' | 'text' | 'next' | 'why'> {
  readonly code: string;
}

const declared = new Map<string, Notice>();

/** Declares a notice; `code` names it in the tables. */
export function notice(code: string, { title, text, next, why, ...rest }: NoticeTable): Notice {
  if (declared.has(code)) throw new Error(`notice declared twice: ${code}`);
  messages({
    [`notice.${code}.title`]: title,
    [`notice.${code}.text`]: text,
    [`notice.${code}.next`]: next,
    [`notice.${code}.why`]: why,
  });
  const made: Notice = { code, ...rest };
  declared.set(code, made);
  return made;
}

/** Every declared notice by its code. */
export const allNotices = (): ReadonlyMap<string, Notice> => declared;

/** The page of the record that a notice is about, below the platform's address. */
export const pageOf = (of: { code: string; subjectType: string; subjectId: string }): string =>
  `${declared.get(of.code)!.path}/${publicId(of.subjectType, of.subjectId)}`;

/** What a notice says in one language. */
export interface Wording {
  readonly title: string;
  readonly text: string;
  readonly next: string;
  readonly why: string;
}

/** Puts a notice into words. */
export function wording({ code, words }: Notice, kept: Words, locale: Locale): Wording {
  const all = { ...kept, ...words?.(kept, locale) };
  const say = (part: string): string => sentence(`notice.${code}.${part}`, all, locale);
  return { title: say('title'), text: say('text'), next: say('next'), why: say('why') };
}
