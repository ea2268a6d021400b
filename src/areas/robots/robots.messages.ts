import { messages, refuser } from '../../kernel/messages';

export const robotsMessages = messages({
  'robots.webhook': {
    zh: '“webhook”应为群机器人的完整地址，例如 {example}',
    en: '“webhook” must be the whole address of the robot, such as {example}',
  },
  'robots.host': {
    zh: '不允许向“{host}”发送消息；允许的服务器由平台运维人员设置',
    en: 'Nothing is sent to “{host}”: whoever runs the platform says which servers are allowed',
  },
  'robots.secret-missing': {
    zh: '钉钉机器人须启用“加签”，请填写其密钥',
    en: 'A robot of DingTalk signs its messages: give its secret',
  },
  'robots.secret-unwanted': { zh: '企业微信机器人没有加签密钥', en: 'A robot of WeCom has no secret' },
  'robots.secret-form': {
    zh: '密钥应为 8 至 200 个可见的英文字符',
    en: 'A secret has 8 to 200 visible ASCII characters',
  },
  'robots.known': { zh: '该机器人已登记', en: 'This robot is on the platform already' },
  'robots.not-yours': {
    zh: '只能为您代表的单位登记机器人',
    en: 'You may add robots only for organisations that you represent',
  },
  'robots.not-verified': {
    zh: '该单位尚未通过核验，暂不能登记机器人',
    en: 'The bureau has not verified this organisation yet: it cannot have robots',
  },
  'robots.too-many': {
    zh: '一个单位最多登记 {max} 个机器人',
    en: 'An organisation has at most {max} robots',
  },
  'robots.disabled': { zh: '该机器人已停用', en: 'The robot is disabled' },
  'robots.personal-data': {
    zh: '群消息中不得出现手机号、身份证号或邮箱地址（{field}）',
    en: 'A group must not read a phone number, an identity number or a mail address ({field})',
  },
  'robots.link': {
    zh: '群消息中的链接应指向本平台',
    en: 'A message to a group links to the platform itself',
  },
  'robots.about.organisation': { zh: '单位', en: 'Organisation' },
  'robots.about.project': { zh: '项目', en: 'Project' },
  'robots.about.series': { zh: '月对接', en: 'Liaison' },
  'robots.about.round': { zh: '批次', en: 'Round' },
  'robots.about.need': { zh: '需求', en: 'Need' },
  'robots.about.achievement': { zh: '成果', en: 'Achievement' },
  'robots.about.day': { zh: '日期', en: 'Day' },
  'robots.about.due': { zh: '截止', en: 'Due' },
  'robots.test': {
    zh: '奔赴平台测试消息：本群可以收到平台提醒',
    en: 'Benfu test message: this group receives the notices of the platform',
  },
});

export const refuse = refuser(robotsMessages);
