import { messages, refuser } from '../../kernel/messages';

export const roundsMessages = messages({
  'rounds.overlap': {
    zh: '{year} 年第 {quarter} 季度的申报时间与已有批次重叠',
    en: 'The window of quarter {quarter} of {year} overlaps a round that exists',
  },
  'rounds.window-order': { zh: '截止时间必须晚于开放时间', en: 'A round must close after it opens' },
  'rounds.by-clock': {
    zh: '由平台按时自动进行：{at}（北京时间）开放或截止',
    en: 'The platform does this by itself at its time: {at} (Asia/Shanghai)',
  },
  'rounds.when-decided': {
    zh: '本批次全部申报审定后由平台自动进行',
    en: 'The platform does this by itself once every application is decided',
  },
  'rounds.not-open': {
    zh: '本批次申报时间为 {opensAt} 至 {closesAt}（北京时间），当前不在申报期内',
    en: 'This round takes applications from {opensAt} to {closesAt} (Asia/Shanghai), not now',
  },
  'rounds.no-organisation': { zh: '请先加入一家单位', en: 'Join an organisation first' },
});

export const refuse = refuser(roundsMessages);
