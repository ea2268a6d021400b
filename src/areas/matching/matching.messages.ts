import { messages } from '../../kernel/messages';

/** Why a match came about. */
export const matchingMessages = messages({
  'matches.text.title': {
    zh: '标题中的“{term}”在对方文本中出现',
    en: '“{term}” in the title occurs in the other text',
  },
  'matches.text.body': {
    zh: '正文中的“{term}”在对方文本中出现',
    en: '“{term}” in the text occurs in the other text',
  },
  'matches.text.meaning': {
    zh: '两篇文本的含义相近（潜在语义）',
    en: 'The two texts are near in meaning (latent semantics)',
  },
  'matches.text.embedding': {
    zh: '两篇文本的向量相似程度 {count}%（向量模型）',
    en: 'By their embeddings the two texts are alike to {count} %',
  },
  'matches.field': { zh: '行业相近程度 {count}%', en: 'The trades are near to {count} %' },
  'matches.trl': { zh: '技术就绪度满足程度 {count}%', en: 'Readiness meets what is wanted to {count} %' },
  'matches.budget': { zh: '预算相符程度 {count}%', en: 'Budgets agree to {count} %' },
  'matches.mode': { zh: '合作方式相符程度 {count}%', en: 'Modes of cooperation agree to {count} %' },
  'matches.region': { zh: '地域相近程度 {count}%', en: 'The districts are near to {count} %' },
  'matches.record': {
    zh: '对方以往对接的成功程度 {count}%',
    en: 'Its earlier talks came to something to {count} %',
  },
  'matches.fresh': { zh: '信息新鲜程度 {count}%', en: 'How fresh it is: {count} %' },
  'matches.missing.text': { zh: '补充文字说明', en: 'Say more in words' },
  'matches.missing.field': {
    zh: '双方都填写行业代码（GB/T 4754），才能比较领域',
    en: 'Give sector codes (GB/T 4754) on both sides, so that the trades can be compared',
  },
  'matches.missing.trl': {
    zh: '双方都填写技术就绪度，才能比较成熟度',
    en: 'Give the technology readiness on both sides',
  },
  'matches.missing.budget': {
    zh: '填写预算与报价，才能比较资金',
    en: 'Give a budget and an asking price, so that they can be compared',
  },
  'matches.missing.mode': { zh: '双方都填写合作方式', en: 'Give the modes of cooperation on both sides' },
  'matches.missing.region': { zh: '双方单位都填写区县', en: 'Give the districts of both organisations' },
  'matches.missing.record': {
    zh: '对方在平台上还没有对接记录',
    en: 'The other side has no record of talks here yet',
  },
  'matches.missing.fresh': { zh: '尚不知信息的发布时间', en: 'Nobody knows when it was published' },
  'matches.like.useful': {
    zh: '与您认为有用的《{title}》相似',
    en: 'Like “{title}”, which you found useful',
  },
  'matches.like.not-relevant': {
    zh: '与您认为不相关的《{title}》相似',
    en: 'Like “{title}”, which you found not relevant',
  },
  'matches.text.rest': { zh: '其余 {count} 处共同用词', en: '{count} further terms in common' },
  'matches.work': { zh: '相关成果《{title}》', en: 'Related achievement “{title}”' },
  'matches.works.rest': { zh: '其余 {count} 项成果', en: '{count} further achievements' },
});
