import { messages, refuser } from '../../kernel/messages';

export const organisationsMessages = messages({
  'organisations.uscc': {
    zh: '“{value}” 不是有效的统一社会信用代码：应为 18 位，且校验位正确（GB 32100-2015）',
    en: '“{value}” is not a unified social credit code: 18 characters with a right check character (GB 32100-2015)',
  },
  'organisations.ror': {
    zh: '“{value}” 不是有效的 ROR 标识：校验位不符',
    en: '“{value}” is not a ROR id: its check digits do not fit',
  },
  'organisations.district': {
    zh: '“{value}” 不是有效的行政区划代码（GB/T 2260）',
    en: '“{value}” is not a district code (GB/T 2260)',
  },
  'organisations.duplicate': {
    zh: '该单位已登记（{field}: {value}）：一个法人单位只有一条记录，请联系其代表加入',
    en: 'This organisation is registered already ({field}: {value}): one legal entity, one record; ask its representative to add you',
  },
  'organisations.uscc-required': {
    zh: '企业必须填写统一社会信用代码',
    en: 'An enterprise must give its unified social credit code',
  },
  'organisations.own': {
    zh: '不能核验自己所在的单位，请由其他工作人员办理',
    en: 'You cannot vouch for an organisation of your own; another officer has to',
  },
  'organisations.parent-circle': {
    zh: '上级单位不能是该单位自身或其下属单位',
    en: 'An organisation cannot belong to itself or to one that belongs to it',
  },
  'organisations.verified-already': { zh: '该单位已通过核验', en: 'This organisation is verified already' },
});

export const refuse = refuser(organisationsMessages);
