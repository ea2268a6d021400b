import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'liaison.parties': {
      zh: '月对接至少需要两个不同的单位',
      en: 'A liaison needs two different organisations or more',
    },
    'liaison.rule-day': {
      zh: '按日期召开时必须给出 1–31 的日期',
      en: 'DAY_OF_MONTH needs a day from 1 to 31',
    },
    'liaison.rule-weekday': {
      zh: '按星期召开时必须给出第几个（1–5，−1 为最后一个）和星期几（1–7）',
      en: 'NTH_WEEKDAY needs nth (1 to 5, or −1 for the last) and weekday (1 to 7)',
    },
    'liaison.not-yet': {
      zh: '会议定于 {day}，当月到来之前不能提交纪要；如已提前召开，请先改期',
      en: 'The meeting is on {day}: minutes can be filed from the beginning of its month; reschedule it if it was held earlier',
    },
    'liaison.time': {
      zh: '“{value}” 不是有效的时间，应为 HH:mm',
      en: '“{value}” is not a time: write HH:mm',
    },
    'liaison.dates': { zh: '结束日期不能早于开始日期', en: 'It cannot end before it starts' },
    'liaison.starts-on': {
      zh: '开始日期应在 {from} 至 {to} 之间',
      en: 'It must start from {from} to {to}',
    },
    'liaison.no-meeting': {
      zh: '在所给的起止日期内没有任何一次会议',
      en: 'No meeting falls between these dates',
    },
    'liaison.attendee': { zh: '出席人不在平台上', en: 'An attendee is not on the platform' },
    'liaison.action-owner': {
      zh: '行动事项的责任单位必须是对接方',
      en: 'The owner of an action must be one of the parties',
    },
    'liaison.action-due': {
      zh: '行动事项的期限 {dueOn} 早于会议',
      en: 'The action is due on {dueOn}, before the meeting',
    },
    'liaison.past': { zh: '会议不能改到过去', en: 'A meeting cannot be moved into the past' },
    'liaison.outside': {
      zh: '会议日期须在该月对接的起止日期之内',
      en: 'The meeting must lie between the first and the last day of its series',
    },
    'liaison.not-owner': {
      zh: '只有责任单位或科技局可以完成该事项',
      en: 'Only its owner or the bureau can complete it',
    },
  }),
);

messages({
  'liaison.agenda.action': {
    zh: '待办：{text}（{owner}，{dueOn} 前）',
    en: 'To do: {text} ({owner}, by {dueOn})',
  },
  'liaison.agenda.overdue': {
    zh: '逾期：{text}（{owner}，应于 {dueOn} 前）',
    en: 'Overdue: {text} ({owner}, was due {dueOn})',
  },
  'liaison.agenda.need': { zh: '开放的需求：{text}（{owner}）', en: 'Open need: {text} ({owner})' },
  'liaison.agenda.interest': {
    zh: '待答复的合作意向：{text}（{owner}）',
    en: 'Interest to be answered: {text} ({owner})',
  },
  'liaison.agenda.application': {
    zh: '等待当事方处理的申报：{text}',
    en: 'Application that waits for a party: {text}',
  },
});
