import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'agendas.closed': {
      zh: '会议已有纪要或已取消，议程不能再改',
      en: 'The meeting has its minutes or is cancelled: its agenda stands',
    },
    'agendas.full': {
      zh: '一次会议最多自提 {max} 个议题',
      en: 'At most {max} points can be put on one agenda',
    },
    'agendas.not-yours': {
      zh: '只有提出该议题的一方可以撤下',
      en: 'Only those who put it there can take it off',
    },
  }),
);

messages({
  'liaison.agenda.ACTION': {
    zh: '待办：{text}（{owner}，{dueOn} 前）',
    en: 'To do: {text} ({owner}, by {dueOn})',
  },
  'liaison.agenda.ACTION_OVERDUE': {
    zh: '逾期：{text}（{owner}，应于 {dueOn} 前）',
    en: 'Overdue: {text} ({owner}, was due {dueOn})',
  },
  'liaison.agenda.MILESTONE_DUE': {
    zh: '里程碑将到期：{text}（{dueOn} 前，{what}）',
    en: 'Milestone due: {text} (by {dueOn}, {what})',
  },
  'liaison.agenda.DEADLINE_OVERDUE': {
    zh: '项目逾期：{text}（{what}，应于 {dueOn} 前）',
    en: 'Project overdue: {text} ({what}, was due {dueOn})',
  },
  'liaison.agenda.NEED': { zh: '开放的需求：{text}（{owner}）', en: 'Open need: {text} ({owner})' },
  'liaison.agenda.INTEREST': {
    zh: '待答复的合作意向：{text}（{owner}）',
    en: 'Interest to be answered: {text} ({owner})',
  },
  'liaison.agenda.APPLICATION': {
    zh: '等待当事方处理的申报：{text}',
    en: 'Application that waits for a party: {text}',
  },
  'liaison.agenda.TARGET_BEHIND': {
    zh: '进度落后的目标：{text}（{actual}／{goal}）',
    en: 'Target behind: {text} ({actual} of {goal})',
  },
});
