import { messages, refuser } from '../../kernel/messages';

export const signaturesMessages = messages({
  'signatures.not-representative': {
    zh: '只有该单位的代表可以授权他人签署或撤销授权；受托人不得转委托（《民法典》第一百六十九条）',
    en: 'Only a representative of the organisation delegates signing or ends a delegation; who holds one cannot pass it on (Civil Code, art. 169)',
  },
  'signatures.not-member': {
    zh: '{email} 不是该单位的成员',
    en: '{email} is not a member of the organisation',
  },
  'signatures.needs-none': {
    zh: '{email} 是该单位的代表，无须授权即可签署',
    en: '{email} represents the organisation and signs without a delegation',
  },
  'signatures.days-order': {
    zh: '授权的结束日期不能早于开始日期或今天',
    en: 'A delegation cannot end before it begins, or before today',
  },
  'signatures.too-long': {
    zh: '一次授权最长 {days} 天',
    en: 'A delegation lasts {days} days at most',
  },
  'signatures.revoked-already': { zh: '该授权已撤销', en: 'The delegation has been revoked already' },
});

export const refuse = refuser(signaturesMessages);
