import { messages, refuser } from '../../kernel/messages';

export const interestsMessages = messages({
  'interests.about-nothing': { zh: '请指明需求或成果', en: 'Name a need or an achievement' },
  'interests.not-member': { zh: '您不是该单位的成员', en: 'You are not a member of this organisation' },
  'interests.unverified': { zh: '该单位尚未通过核验', en: 'The organisation has not been verified yet' },
  'interests.own': {
    zh: '不能对本单位的需求或成果表达意向',
    en: 'This need or achievement is your organisation’s own',
  },
  'interests.neither-own': {
    zh: '同时给出需求和成果时，其中一项须属于本单位',
    en: 'Of a need and an achievement given together, one must be your organisation’s own',
  },
  'interests.not-open': { zh: '该需求或成果当前未开放', en: 'The need or achievement is not open now' },
  'interests.already-open': {
    zh: '本单位对此已有待答复的意向',
    en: 'Your organisation already awaits an answer about this',
  },
});

export const refuse = refuser(interestsMessages);
