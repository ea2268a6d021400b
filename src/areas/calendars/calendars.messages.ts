import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'calendars.order': { zh: '结束日期不能早于开始日期', en: 'It cannot end before it starts' },
    'calendars.span': { zh: '一次最多查询 {days} 天', en: 'At most {days} days at a time' },
    'calendars.no-key': {
      zh: '创建日历订阅时不能使用 Idempotency-Key：否则密钥会随应答一同保存',
      en: 'No Idempotency-Key here: the answer, and the secret in it, would be kept',
    },
    'calendars.no-feed': { zh: '没有这个日历', en: 'There is no such calendar' },
  }),
);

messages({
  'calendars.name': { zh: '奔赴：我的日历', en: 'Benfu: my calendar' },
  'calendars.MEETING': { zh: '月对接：{text}', en: 'Monthly liaison: {text}' },
  'calendars.DEADLINE': { zh: '{what}到期：{text}', en: 'Due, {what}: {text}' },
  'calendars.PUBLIC_NOTICE_ENDS': { zh: '公示截止：{text}', en: 'Public notice ends: {text}' },
  'calendars.REVIEW_DUE': { zh: '应提交专家评审意见', en: 'Review due' },
  'calendars.ACTION_DUE': { zh: '行动事项到期：{text}', en: 'Action due: {text}' },
  'calendars.ROUND_CLOSES': { zh: '申报截止：{text}', en: 'Applications close: {text}' },
});
