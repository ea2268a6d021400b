import { messages } from '../../kernel/messages';
import { sql, type Sql } from '../../kernel/policy';
import { notice } from '../notifications';

messages({
  'deadlines.kind.TASK_BOOK': { zh: '任务书', en: 'task book' },
  'deadlines.kind.MILESTONE': { zh: '里程碑报告', en: 'report on a milestone' },
  'deadlines.kind.PROGRESS_REPORT': { zh: '年度进展报告', en: 'yearly progress report' },
  'deadlines.kind.FINAL_REPORT': { zh: '结题报告', en: 'final report' },
  'deadlines.kind.RECOVERY': { zh: '应退经费', en: 'repayment of funds' },
});

/** The deadline that the notification `t` speaks of still stands, on the same day. */
const stands = (): Sql => sql`EXISTS (SELECT FROM deadlines d WHERE d.id = (t.words->>'deadline')::uuid
  AND d.due_on = (t.words->>'dueOn')::date AND d.settled_on IS NULL)`;

const about = {
  kind: 'DEADLINES',
  path: '/projects',
  useful: stands,
  next: { zh: '查看项目：', en: 'The project:' },
  why: {
    zh: '您收到此通知，因为您负责该项目，或在科技局跟踪项目。',
    en: 'You receive this because you answer for the project, or follow projects at the bureau.',
  },
} as const;

/** A day is coming by which a project owes something; `dueOn` in Asia/Shanghai. */
export const deadlineNear = notice('deadline.near', {
  ...about,
  title: { zh: '期限提醒：{what}，{dueOn} 前，{title}', en: 'Due by {dueOn}: {what}, {title}' },
  text: {
    zh: '项目《{title}》的{what}应于 {dueOn}（含当日）前完成。',
    en: 'The {what} of the project “{title}” is due by {dueOn}, that day included.',
  },
});

/** The day has passed. */
export const deadlinePassed = notice('deadline.passed', {
  ...about,
  title: { zh: '已逾期：{what}，应于 {dueOn} 前，{title}', en: 'Overdue since {dueOn}: {what}, {title}' },
  text: {
    zh: '项目《{title}》的{what}应于 {dueOn} 前完成，至今未收到。请尽快办理，或说明原因。',
    en: 'The {what} of the project “{title}” was due by {dueOn} and has not come. Please see to it, or say why.',
  },
});
