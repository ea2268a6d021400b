import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'liaison.action-owner': {
      zh: '行动事项的责任单位必须是对接方',
      en: 'The owner of an action must be one of the parties',
    },
    'liaison.action-due': {
      zh: '行动事项的期限 {dueOn} 早于会议',
      en: 'The action is due on {dueOn}, before the meeting',
    },
    'liaison.not-owner': {
      zh: '只有责任单位或科技局可以完成该事项',
      en: 'Only its owner or the bureau can complete it',
    },
    'actions.owner-person': {
      zh: '责任人不是责任单位的成员',
      en: 'The person is no member of the organisation that owns the action',
    },
    'actions.past': { zh: '新的期限 {dueOn} 已过', en: 'The new day {dueOn} has passed' },
    'actions.same-day': { zh: '期限没有变化', en: 'It is due on that day already' },
  }),
);
