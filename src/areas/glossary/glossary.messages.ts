import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'glossary.code': {
      zh: '“{value}” 应为小写英文单词或数字，以连字符相连',
      en: '“{value}” must be lower-case words or digits joined by hyphens',
    },
    'glossary.code-taken': {
      zh: '术语代码“{value}”已被使用',
      en: 'The code “{value}” is another concept’s',
    },
    'glossary.no-forms': {
      zh: '中文和英文各需至少一个说法',
      en: 'A concept needs at least one word in each language',
    },
    'glossary.weak-form': {
      zh: '“{value}” 太短或太常见，无法在文本中识别',
      en: '“{value}” is too short or too common to be told in a text',
    },
    'glossary.form-taken': {
      zh: '“{value}” 已属于术语“{code}”',
      en: '“{value}” belongs to the concept “{code}” already',
    },
  }),
);
