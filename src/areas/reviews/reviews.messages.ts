import { messages, refuser } from '../../kernel/messages';

export const reviewsMessages = messages({
  'reviews.not-under-review': {
    zh: '该申报不在专家评审阶段（当前：{state}）',
    en: 'The application is not under review (it is: {state})',
  },
  'reviews.too-few': {
    zh: '每项申报至少抽取 {minimum} 名专家',
    en: 'Draw at least {minimum} experts for an application',
  },
  'reviews.already-drawn': {
    zh: '该申报的评审专家已经抽取；仅在专家退回后方可补抽',
    en: 'Experts have been drawn already; more are drawn only in place of those who handed back',
  },
  'reviews.replacements': {
    zh: '只能补抽退回的 {missing} 名专家',
    en: 'Only the {missing} who handed back can be replaced',
  },
  'reviews.already-open': {
    zh: '全部评审意见已提交并启封，不能再补抽专家',
    en: 'All reviews are in and open: no more experts can be drawn',
  },
  'reviews.conflict': {
    zh: '您与该申报存在利害关系，应当回避：{conflict}。请退回该评审任务',
    en: 'You have a conflict of interest with this application: {conflict}. Please hand the review back',
  },
  'reviews.criterion-unknown': { zh: '没有评分项“{criterion}”', en: 'There is no criterion “{criterion}”' },
  'reviews.criterion-missing': { zh: '请为评分项“{criterion}”打分', en: 'Score the criterion “{criterion}”' },
  'reviews.criterion-twice': {
    zh: '评分项“{criterion}”只能打分一次',
    en: 'Score the criterion “{criterion}” once only',
  },
  'reviews.none-drawn': { zh: '尚未抽取评审专家', en: 'No experts have been drawn yet' },
  'reviews.outstanding': {
    zh: '还有 {outstanding} 份评审意见未提交',
    en: '{outstanding} reviews have not been submitted yet',
  },
  'reviews.short': {
    zh: '有效评审意见 {submitted} 份，至少需要 {minimum} 份：请补抽专家',
    en: '{submitted} reviews are in, at least {minimum} are needed: draw replacements',
  },
});

export const refuse = refuser(reviewsMessages);
