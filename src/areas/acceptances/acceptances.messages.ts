import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'acceptances.not-running': {
      zh: '只有任务书已确认、正在实施的项目可以提交结题报告',
      en: 'Only a project in progress with a confirmed task book can submit a final report',
    },
    'acceptances.not-lead': {
      zh: '只有牵头单位的代表可以提交结题报告',
      en: 'Only a representative of the party that leads can submit the final report',
    },
    'acceptances.indicator-unknown': {
      zh: '任务书中没有指标“{name}”',
      en: 'The task book has no indicator “{name}”',
    },
    'acceptances.funds-above': {
      zh: '支出不能超过批准经费 {granted} 元',
      en: 'No more than the granted {granted} yuan can have been spent',
    },
    'acceptances.opinion-missing': {
      zh: '需求单位尚未提出意见（期限至 {until}）',
      en: 'The owner of the need has not given its opinion yet; it may until {until}',
    },
    'acceptances.opinion-incomplete': {
      zh: '请对指标“{name}”提出意见',
      en: 'Say whether the indicator “{name}” is met',
    },
    'acceptances.undecided': {
      zh: '指标“{name}”无法按数值比较，请作出认定',
      en: 'The indicator “{name}” cannot be compared by numbers: decide whether it is met',
    },
    'recoveries.used-above': {
      zh: '合规支出不能超过已拨付经费 {received} 元',
      en: 'No more than the received {received} yuan can have been properly used',
    },
    'recoveries.nothing': {
      zh: '没有应退经费，请直接办结',
      en: 'Nothing is to be recovered: clear it',
    },
    'recoveries.something': {
      zh: '尚有应退经费 {amount} 元',
      en: 'There are {amount} yuan to be recovered',
    },
  }),
);
