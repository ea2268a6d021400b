import { messages, refuser } from '../../kernel/messages';

export const programmesMessages = messages({
  'programmes.term-unknown': { zh: '没有名为“{key}”的管理参数', en: 'The programme has no term “{key}”' },
  'programmes.term-range': {
    zh: '“{key}”应在 {min} 到 {max} 之间',
    en: '“{key}” must be from {min} to {max}',
  },
  'programmes.term-whole': { zh: '“{key}”应为整数', en: '“{key}” must be a whole number' },
  'programmes.criteria-sum': {
    zh: '各项评分标准的权重之和应为 1，现为 {sum}',
    en: 'The weights of the criteria must sum to 1, not to {sum}',
  },
  'programmes.criterion-twice': {
    zh: '评分标准“{code}”出现了两次',
    en: 'The criterion “{code}” is given twice',
  },
  'programmes.outdated': {
    zh: '管理要求已更新为第 {version} 版，请刷新后重试',
    en: 'The programme is at version {version} by now; reload and try again',
  },
});

export const refuse = refuser(programmesMessages);
