import { messages, refuser } from '../../kernel/messages';

export const draftsMessages = messages({
  'drafts.not-yours': {
    zh: '只能从本单位参与过的项目预填',
    en: 'Only a project of your own organisation can be taken up',
  },
  'drafts.no-member': {
    zh: '请先加入一家单位，再以其名义拟定项目',
    en: 'Join an organisation first: a project is proposed on behalf of one',
  },
  'drafts.no-source': {
    zh: '请至少给出一个来源：需求、成果、对接意向或以往项目',
    en: 'Name at least one source: a need, an achievement, an interest or an earlier project',
  },
  'drafts.metrics-reached': { zh: '达到需求提出的技术指标', en: 'The metrics of the need are reached' },
  'drafts.no-version': { zh: '该项目没有版本 {number}', en: 'The project has no version {number}' },
});

export const refuse = refuser(draftsMessages);
