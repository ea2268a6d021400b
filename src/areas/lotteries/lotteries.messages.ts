import { messages, refuser } from '../../kernel/messages';

export const lotteriesMessages = messages({
  'lotteries.committed-already': {
    zh: '本批次的抽取种子已经承诺，不能更换',
    en: 'The seed of this round is committed already and cannot be replaced',
  },
  'lotteries.not-committed': {
    zh: '请先承诺抽取种子（公布其哈希值），再封闭专家库',
    en: 'Commit a seed first: its hash is published before the pool closes',
  },
  'lotteries.closed-already': {
    zh: '本批次的专家库已经封闭',
    en: 'The pool of this round is closed already',
  },
  'lotteries.pool-empty': { zh: '专家库中没有专家', en: 'There is nobody in the pool' },
  'lotteries.not-closed': {
    zh: '专家库尚未封闭：封闭之后才公开种子并抽取',
    en: 'The pool is not closed yet: the seed is revealed, and drawn from, after that',
  },
  'lotteries.not-revealed': {
    zh: '种子尚未公开：正在等待“{source}”的结果',
    en: 'The seed is not revealed yet: it waits for “{source}”',
  },
  'lotteries.revealed-already': { zh: '种子已经公开', en: 'The seed is revealed already' },
  'lotteries.bound': {
    zh: '本批次已承诺抽取种子，只能从封闭的专家库中抽取，不能另给种子',
    en: 'This round is bound to a committed seed: draw from its closed pool, not by a seed of your own',
  },
});

export const refuse = refuser(lotteriesMessages);
