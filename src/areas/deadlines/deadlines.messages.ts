import { messages, sentence, type Locale } from '../../kernel/messages';
import type { DeadlineKind } from './deadline';

messages({
  'deadlines.kind.TASK_BOOK': { zh: '任务书', en: 'task book' },
  'deadlines.kind.MILESTONE': { zh: '里程碑报告', en: 'report on a milestone' },
  'deadlines.kind.PROGRESS_REPORT': { zh: '年度进展报告', en: 'yearly progress report' },
  'deadlines.kind.FINAL_REPORT': { zh: '结题报告', en: 'final report' },
  'deadlines.kind.RECOVERY': { zh: '应退经费', en: 'repayment of funds' },
  'deadlines.mail.BEFORE.subject': {
    zh: '期限提醒：{what}，{dueOn} 前，{title}',
    en: 'Due by {dueOn}: {what}, {title}',
  },
  'deadlines.mail.BEFORE.text': {
    zh: '项目《{title}》的{what}应于 {dueOn}（含当日）前完成。',
    en: 'The {what} of the project “{title}” is due by {dueOn}, that day included.',
  },
  'deadlines.mail.OVERDUE.subject': {
    zh: '已逾期：{what}，应于 {dueOn} 前，{title}',
    en: 'Overdue since {dueOn}: {what}, {title}',
  },
  'deadlines.mail.OVERDUE.text': {
    zh: '项目《{title}》的{what}应于 {dueOn} 前完成，至今未收到。请尽快办理，或说明原因。',
    en: 'The {what} of the project “{title}” was due by {dueOn} and has not come. Please see to it, or say why.',
  },
  'deadlines.mail.link': { zh: '查看项目：{link}', en: 'The project: {link}' },
});

/** What a notice says. */
export interface NoticeText {
  readonly kind: DeadlineKind;
  readonly step: string;
  readonly dueOn: string;
  readonly title: string;
  readonly link: string;
}

/** A notice as mail, in Chinese and then in English: the platform does not know what a recipient reads. */
export function noticeMail(notice: NoticeText): { subject: string; text: string } {
  const [zh, en] = [wording(notice, 'zh'), wording(notice, 'en')];
  return { subject: zh.subject, text: `${zh.text}\n\n----------\n\n${en.subject}\n\n${en.text}\n` };
}

function wording(notice: NoticeText, locale: Locale): { subject: string; text: string } {
  const { kind, step, dueOn, title, link } = notice;
  const mail = `deadlines.mail.${step === 'OVERDUE' ? step : 'BEFORE'}`;
  const params = { what: `deadlines.kind.${kind}`, dueOn, title };
  const lines = [sentence(`${mail}.text`, params, locale), sentence('deadlines.mail.link', { link }, locale)];
  return { subject: sentence(`${mail}.subject`, params, locale), text: lines.join('\n\n') };
}
