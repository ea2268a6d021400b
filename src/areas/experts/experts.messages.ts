import { messages, refuser } from '../../kernel/messages';

export const expertsMessages = messages({
  'experts.too-few-eligible': {
    zh: '需抽取 {count} 名专家，但无回避情形的专家只有 {eligible} 名',
    en: '{count} experts are to be drawn, but only {eligible} have no conflict',
  },
  'experts.no-longer-eligible': {
    zh: '分配方案为“{title}”选定的专家中有人已不符合条件，请重新计算分配方案',
    en: 'Somebody whom the assignment names for “{title}” is not eligible any more: compute the assignment anew',
  },
});

export const refuse = refuser(expertsMessages);
