import { messages, refuser } from '../../kernel/messages';

export const objectionsMessages = messages({
  'objections.open-already': {
    zh: '您对该申报的异议尚在处理中',
    en: 'Your objection to this application is still being looked into',
  },
  'objections.how': {
    zh: '对公示项目有异议的，请于 {endsOn} 前登录平台提出，并说明理由、附上证据；异议人信息对申报各方保密',
    en: 'Whoever objects signs in and says why, with evidence, until {endsOn}; the parties do not learn who it was',
  },
  'objections.over': {
    zh: '公示期已满，不再受理异议',
    en: 'The notice is over: objections are taken no more',
  },
  'objections.link': {
    zh: '证据链接应为以 http:// 或 https:// 开头的网址：{link}',
    en: 'A link to evidence is an address that starts with http:// or https://: {link}',
  },
  'objections.resolved-already': { zh: '该异议已处理', en: 'The objection has been resolved already' },
});

export const refuse = refuser(objectionsMessages);
