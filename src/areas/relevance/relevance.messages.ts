import { messages, refuser } from '../../kernel/messages';

export const relevanceMessages = messages({
  'relevance.recounting': {
    zh: '重新统计正在进行，可先取消',
    en: 'A recount is wanted or under way already; cancel it first',
  },
  'weights.unknown': { zh: '没有第 {version} 版权重', en: 'There is no version {version} of the weights' },
  'weights.range': { zh: '权重“{factor}”应在 0 到 1 之间', en: 'The weight “{factor}” must be from 0 to 1' },
  'weights.text': {
    zh: '“文本”的权重必须大于 0：没有它就无从匹配',
    en: 'The weight of the text must be above 0: nothing matches without it',
  },
  'weights.factor.text': { zh: '文本', en: 'text' },
  'weights.factor.field': { zh: '行业与学科', en: 'field' },
  'weights.factor.trl': { zh: '技术就绪度', en: 'technology readiness' },
  'weights.factor.budget': { zh: '预算', en: 'budget' },
  'weights.factor.mode': { zh: '合作方式', en: 'way of cooperation' },
  'weights.factor.region': { zh: '地区', en: 'region' },
  'weights.factor.record': { zh: '既往成效', en: 'record' },
  'weights.factor.fresh': { zh: '时效', en: 'freshness' },
});

export const refuse = refuser(relevanceMessages);
