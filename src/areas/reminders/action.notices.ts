import { sql, type Sql } from '../../kernel/policy';
import { notice, type Notice } from '../notifications';

/** The action item that the notification `t` speaks of is still open, and due on the same day. */
const open = (): Sql => sql`EXISTS (SELECT FROM action_items i
  WHERE i.id = t.subject_id AND i.state = 'OPEN' AND i.due_on = (t.words->>'dueOn')::date)`;

const ofAction = (
  step: string,
  title: { zh: string; en: string },
  text: { zh: string; en: string },
): Notice =>
  notice(`action.${step}`, {
    ...{ kind: 'ACTIONS', path: '/actions', useful: open, title, text },
    next: { zh: '查看并办理，完成后在平台确认：', en: 'See to it, and say on the platform when it is done:' },
    why: {
      zh: '您收到此通知，因为您负责该事项，或是责任单位的联系人、科技局工作人员。',
      en: 'You receive this because you own it, or speak for its owner, or follow the liaison at the bureau.',
    },
  });

/** The ladder of an action item (行动事项): due soon, overdue, then the deputies, then the bureau. */
export const ACTION_NOTICES = {
  DUE: ofAction(
    'DUE',
    { zh: '待办将到期：{dueOn} 前，{text}', en: 'Due by {dueOn}: {text}' },
    {
      zh: '《{series}》议定由{owner}办理：{text}，期限 {dueOn}（含当日）。',
      en: 'At “{series}”, {owner} undertook: {text}. It is due by {dueOn}, that day included.',
    },
  ),
  OVERDUE: ofAction(
    'OVERDUE',
    { zh: '待办已逾期：{text}', en: 'Overdue: {text}' },
    {
      zh: '《{series}》议定由{owner}在 {dueOn} 前办理：{text}，至今未完成。',
      en: 'At “{series}”, {owner} undertook by {dueOn}: {text}. It is not done.',
    },
  ),
  DEPUTY: ofAction(
    'DEPUTY',
    { zh: '待办逾期，请副联系人协助：{text}', en: 'Overdue, the deputies are asked: {text}' },
    {
      zh: '《{series}》议定由{owner}在 {dueOn} 前办理：{text}。逾期未完成，请副联系人协助。',
      en: 'At “{series}”, {owner} undertook by {dueOn}: {text}. It is overdue; the deputies are asked to help.',
    },
  ),
  OFFICER: ofAction(
    'OFFICER',
    { zh: '待办长期逾期：{text}', en: 'Long overdue: {text}' },
    {
      zh: '《{series}》议定由{owner}在 {dueOn} 前办理：{text}。逾期已久，现通知科技局。',
      en: 'At “{series}”, {owner} undertook by {dueOn}: {text}. It is long overdue, so the bureau is told.',
    },
  ),
} as const;
