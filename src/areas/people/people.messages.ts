import { messages, refuser } from '../../kernel/messages';

export const peopleMessages = messages({
  'people.orcid': {
    zh: '“{value}” 不是有效的 ORCID：校验位不符（ISO 7064）',
    en: '“{value}” is not an ORCID iD: its check character does not fit (ISO 7064)',
  },
  'people.orcid-taken': { zh: '该 ORCID 已由他人使用', en: 'Another person uses this ORCID iD' },
  'people.dates': { zh: '离任日期不能早于到任日期', en: 'An affiliation cannot end before it begins' },
  'people.no-profile': { zh: '您的账号没有个人资料', en: 'Your account has no profile' },
});

export const refuse = refuser(peopleMessages);
