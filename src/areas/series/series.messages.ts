import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'liaison.parties': {
      zh: '月对接至少需要两个不同的单位',
      en: 'A liaison needs two different organisations or more',
    },
    'liaison.rule-day': {
      zh: '按日期召开时必须给出 1–31 的日期',
      en: 'DAY_OF_MONTH needs a day from 1 to 31',
    },
    'liaison.rule-weekday': {
      zh: '按星期召开时必须给出第几个（1–5，−1 为最后一个）和星期几（1–7）',
      en: 'NTH_WEEKDAY needs nth (1 to 5, or −1 for the last) and weekday (1 to 7)',
    },
    'liaison.time': {
      zh: '“{value}” 不是有效的时间，应为 HH:mm',
      en: '“{value}” is not a time: write HH:mm',
    },
    'liaison.dates': { zh: '结束日期不能早于开始日期', en: 'It cannot end before it starts' },
    'liaison.starts-on': {
      zh: '开始日期应在 {from} 至 {to} 之间',
      en: 'It must start from {from} to {to}',
    },
    'liaison.no-meeting': {
      zh: '在所给的起止日期内没有任何一次会议',
      en: 'No meeting falls between these dates',
    },
    'series.not-party': {
      zh: '该单位不是该月对接的一方',
      en: 'This organisation is no party of the liaison',
    },
    'series.not-theirs': {
      zh: '只有该单位的负责人或科技局可以指定其联系人',
      en: 'Only a representative of the organisation, or the bureau, names its contacts',
    },
    'series.contact': {
      zh: '联系人必须有账号，并且已是该单位的成员',
      en: 'A contact needs an account and an accepted membership in the organisation',
    },
    'series.contact-twice': {
      zh: '同一人不能既是联系人又是替补',
      en: 'The same person cannot be a contact and a deputy',
    },
  }),
);
