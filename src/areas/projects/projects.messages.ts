import { messages, refuser } from '../../kernel/messages';

export const projectsMessages = messages({
  'projects.not-party': {
    zh: '您不是该项目任一参与单位的成员',
    en: 'You are not a member of any party of this project',
  },
  'projects.lead-arranges': {
    zh: '参与单位及其角色由牵头单位确定；其他单位只能退出',
    en: 'The lead says who takes part as what; another party can only step out itself',
  },
  'projects.parties-few': {
    zh: '联合项目至少需要两家不同的单位',
    en: 'A joint project needs at least two different organisations',
  },
  'projects.party-twice': {
    zh: '同一单位不能重复列为参与方',
    en: 'An organisation can be a party only once',
  },
  'projects.one-lead': { zh: '必须且只能有一家牵头单位', en: 'There must be exactly one lead' },
  'projects.dates-order': { zh: '结束日期不能早于开始日期', en: 'The end cannot be before the start' },
  'projects.not-editable': {
    zh: '项目已申报或已结束，不能修改；请先撤回申报或由科技局退回',
    en: 'The project is applied for or over and cannot be edited; withdraw the application or have it returned first',
  },
  'projects.not-signable': {
    zh: '项目当前状态不能签署',
    en: 'The project cannot be signed in its present state',
  },
  'projects.not-representative': {
    zh: '只有该单位的法定代表授权人或其受托人可以代表其签署',
    en: 'Only a representative of this party, or whom one delegated it to, may sign for it',
  },
  'projects.no-such-party': {
    zh: '该单位不是本项目的参与方',
    en: 'This organisation is not a party of the project',
  },
  'projects.hash-stale': {
    zh: '内容已变更：您所阅版本与当前内容不一致，请重新阅读后签署',
    en: 'The content has changed since you read it; read it again and sign its present contentHash',
  },
  'projects.signed-already': {
    zh: '该单位已签署当前内容',
    en: 'This party has already signed the present content',
  },
  'projects.agreement-incomplete': {
    zh: '协议尚有未约定事项：{matters}（《促进科技成果转化法》第二十六条）',
    en: 'The agreement leaves open: {matters} (Law on Promoting the Transformation of S&T Achievements, art. 26)',
  },
  'projects.task-book-first': {
    zh: '任务书尚未确认：确认任务书后项目即开始实施',
    en: 'Its task book is not confirmed: confirming it starts the project',
  },
  'projects.acceptance-first': {
    zh: '尚未通过验收：验收通过后项目即完成',
    en: 'It has not been accepted: accepting its final report completes the project',
  },
  'projects.interest-not-accepted': { zh: '该对接意向尚未被接受', en: 'The interest has not been accepted' },
  'projects.interest-not-between': {
    zh: '对接意向的双方都必须是项目参与方',
    en: 'Both sides of the interest must be parties of the project',
  },
  'projects.interest-other': {
    zh: '该对接意向不是针对所填的需求或成果',
    en: 'The interest is not about the need or achievement given',
  },
  'projects.changed-since-decided': {
    zh: '该项目在作出决定后已被修改、撤回或另行使用，不能按原申报恢复办理',
    en: 'The project was changed, withdrawn or put to other use after the decision: its application cannot be taken up again',
  },
});

export const refuse = refuser(projectsMessages);
