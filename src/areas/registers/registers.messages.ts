import { messages, refuser } from '../../kernel/messages';

export const registersMessages = messages({
  'registers.year': { zh: '“year” 应为四位年份', en: '“year” is a year of four digits' },
});

export const refuse = refuser(registersMessages);
