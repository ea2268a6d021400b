import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'targets.indicator': {
      zh: '没有指标“{value}”；可用的指标：{known}',
      en: 'There is no indicator “{value}”; there are {known}',
    },
    'targets.district': {
      zh: '“{value}” 不是西宁市的区县代码（GB/T 2260）',
      en: '“{value}” is not the code of a district of Xining (GB/T 2260)',
    },
  }),
);
