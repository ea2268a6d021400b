import { messages, refuser } from '../kernel/messages';

export const importMessages = messages({
  'import.json': { zh: '该行不是一个 JSON 对象', en: 'The line is not one JSON object' },
  'import.quote': {
    zh: '该行有一个引号没有闭合，已跳过该行',
    en: 'A quote in the line is not closed; the line was skipped',
  },
  'import.cells': {
    zh: '该行有 {cells} 个单元格，表头只有 {headers} 列：可能有未加引号的分隔符',
    en: 'The row has {cells} cells under {headers} headers: perhaps a separator without quotes',
  },
  'import.repeated': {
    zh: '编号 “{value}” 在第 {line} 行已出现',
    en: 'The id “{value}” is in line {line} already',
  },
  'import.day': {
    zh: '“{value}” 不是日期，请写成 2025-03-14',
    en: '“{value}” is not a day; write it as 2025-03-14',
  },
  'import.yuan': {
    zh: '“{value}” 不是金额（元，整数最多 14 位，小数最多两位）',
    en: '“{value}” is not an amount (yuan, at most 14 digits and 2 decimals)',
  },
  'import.namesakes': {
    zh: '本单位有多位 “{name}”，请在平台上指定贡献人',
    en: 'Several people of this organisation are called “{name}”; name the contributor on the platform',
  },
  'import.whole': { zh: '“{value}” 不是整数', en: '“{value}” is not a whole number' },
});

export const refuse = refuser(importMessages);
