import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'progress.early': {
      zh: '{year} 年尚未结束，不能提交该年度的进展报告',
      en: 'The year {year} is not over: its progress report cannot be submitted yet',
    },
    'progress.funds-above': {
      zh: '各年度支出合计 {used} 元，超过批准经费 {granted} 元',
      en: 'The years add up to {used} yuan, which is above the granted {granted} yuan',
    },
  }),
);
