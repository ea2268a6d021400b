import { messages, refuser } from '../../kernel/messages';

export const applicationsMessages = messages({
  'applications.not-lead': { zh: '只有牵头单位的成员可以申报', en: 'Only a member of the lead may apply' },
  'applications.project-not-signed': {
    zh: '各方均签署当前内容后才能申报',
    en: 'Every party has to sign the project before it can be applied for',
  },
  'applications.active-already': {
    zh: '该项目已有进行中的申报',
    en: 'The project has an application in progress already',
  },
  'applications.window-closed': {
    zh: '申报已于 {closesAt}（北京时间）截止',
    en: 'Applications closed at {closesAt} (Asia/Shanghai)',
  },
  'applications.window-not-open': {
    zh: '申报将于 {opensAt}（北京时间）开放',
    en: 'Applications open at {opensAt} (Asia/Shanghai)',
  },
  'applications.checks-failed': {
    zh: '形式审查未通过：{checks}',
    en: 'The formal check is not passed: {checks}',
  },
  'applications.accept-unmet': {
    zh: '仍有未通过的形式审查项（{checks}），受理须说明理由',
    en: 'Rules of the formal check are not met ({checks}): accepting it all the same needs a note that says why',
  },
  'applications.grounds-of-refusal': {
    zh: '不予受理的理由（grounds）只用于“不予受理”',
    en: 'Grounds are named for REFUSE alone',
  },
  'applications.granted-nothing': {
    zh: '建议立项时，拟资助金额应大于 0',
    en: 'What is recommended is granted more than nothing',
  },
  'applications.granted-above': {
    zh: '拟支持金额不能高于申请金额 {requested}',
    en: 'No more can be granted than the {requested} asked for',
  },
  'applications.notice-running': {
    zh: '公示至 {endsOn} 结束，期满次日起方可立项',
    en: 'The public notice runs until {endsOn}; approval is possible from the day after',
  },
  'applications.notice-not-running': {
    zh: '该申报不在公示期内，不能提出异议',
    en: 'Objections are taken only while the public notice runs',
  },
  'applications.admit-past': {
    zh: '准予提交的日期不能早于今天',
    en: 'The last day of a late admission cannot be in the past',
  },
});

export const refuse = refuser(applicationsMessages);
