import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'liaison.not-yet': {
      zh: '会议定于 {day}，当月到来之前不能提交纪要；如已提前召开，请先改期',
      en: 'The meeting is on {day}: minutes can be filed from the beginning of its month; reschedule it if it was held earlier',
    },
    'liaison.past': { zh: '会议不能改到过去', en: 'A meeting cannot be moved into the past' },
    'liaison.outside': {
      zh: '会议日期须在该月对接的起止日期之内',
      en: 'The meeting must lie between the first and the last day of its series',
    },
    'liaison.paused': {
      zh: '该月对接自 {from} 起暂停，这一天不安排会议',
      en: 'The liaison pauses from {from}: there is no meeting on this day',
    },
    'liaison.over': { zh: '会议时间已过，不能恢复', en: 'The time of the meeting has passed' },
    'liaison.from': {
      zh: '日期应在 {from} 至 {to} 之间',
      en: 'It must be a day from {from} to {to}',
    },
    'liaison.resumes-on': {
      zh: '恢复日期必须晚于暂停的第一天',
      en: 'It must go on later than it pauses',
    },
  }),
);
