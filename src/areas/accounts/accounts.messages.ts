import { messages, refuser } from '../../kernel/messages';

export const accountsMessages = messages({
  'accounts.not-invited': { zh: '该单位没有邀请您', en: 'This organisation has not invited you' },
  'accounts.invitation-lapsed': {
    zh: '邀请已过期（{days} 天内有效），请让该单位的代表重新邀请',
    en: 'The invitation has lapsed (it holds for {days} days); ask a representative to invite you again',
  },
  'accounts.email': { zh: '“{value}” 不是有效的电子邮箱', en: '“{value}” is not an e-mail address' },
  'accounts.email-taken': {
    zh: '该邮箱已注册，请直接登录',
    en: 'This e-mail has an account already; sign in instead',
  },
  'accounts.password': {
    zh: '密码应为 {min} 到 {max} 个字符，且不能是常见密码或您的邮箱',
    en: 'A password has {min} to {max} characters and is neither a common one nor your e-mail',
  },
  'accounts.wrong': { zh: '邮箱或密码不正确', en: 'The e-mail or the password is wrong' },
  'accounts.session-ended': { zh: '登录已失效，请重新登录', en: 'The session has ended; sign in again' },
  'accounts.no-account': {
    zh: '没有使用邮箱 {email} 的账号',
    en: 'There is no account with the e-mail {email}',
  },
  'accounts.not-representative': {
    zh: '只有该单位的代表可以这样做',
    en: 'Only a representative of the organisation may do this',
  },
  'accounts.not-member': {
    zh: '{email} 不是该单位的成员',
    en: '{email} is not a member of the organisation',
  },
  'accounts.officer': {
    zh: '{email} 是平台工作人员，不能由单位代表加入',
    en: '{email} is an officer of the platform, whom a representative cannot add',
  },
  'accounts.last-representative': {
    zh: '单位至少要有一名代表：请先指定另一名代表',
    en: 'An organisation keeps at least one representative: name another one first',
  },
  RATE_LIMITED: {
    zh: '尝试次数过多，请在 {seconds} 秒后再试',
    en: 'Too many attempts; try again in {seconds} seconds',
  },
});

export const refuse = refuser(accountsMessages);
