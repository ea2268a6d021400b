import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'funds.code': {
      zh: '代码只能由小写字母、数字和连字符组成，并以字母开头',
      en: 'A code consists of small letters, digits and hyphens and begins with a letter',
    },
    'funds.code-taken': { zh: '已有代码为“{code}”的资金', en: 'There is a fund with the code “{code}”' },
    'funds.year-running': {
      zh: '{year} 年尚未结束，不能结转',
      en: 'The year {year} is not over yet; nothing is carried over',
    },
    'funds.no-book': {
      zh: '该资金没有 {year} 年的预算',
      en: 'The fund has no budget for {year}',
    },
    'funds.year': { zh: '“{value}”不是年份', en: '“{value}” is no year' },
    'funds.round-decided': {
      zh: '该批次已完成评定，不能再更改资金来源',
      en: 'The round is decided; where its money comes from is not changed any more',
    },
  }),
);
