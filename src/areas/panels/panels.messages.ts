import { messages, refuser } from '../../kernel/messages';

export const panelsMessages = messages({
  'panels.convened-already': {
    zh: '该申报已召开会评',
    en: 'A panel has been convened on the application already',
  },
  'panels.chair-not-reviewer': {
    zh: '组长必须是该申报的评审专家之一',
    en: 'The chair has to be one of the experts who review the application',
  },
  'panels.agenda-empty': { zh: '会评议程至少应有一项申报', en: 'An agenda needs at least one application' },
  'panels.agenda-twice': { zh: '同一申报只能列入议程一次', en: 'An application is on the agenda once only' },
  'panels.not-voting': { zh: '该会评已结束，不能再投票', en: 'The panel is over: no more votes are taken' },
  'panels.voted-already': {
    zh: '您已投票；投票不记名，不能更改',
    en: 'You have voted; the ballot is secret, so a vote cannot be changed',
  },
  'panels.not-member-any-more': {
    zh: '您已不是该申报的评审专家，不能投票',
    en: 'You do not review the application any more and cannot vote on it',
  },
  'panels.conflict': {
    zh: '您与该申报存在利害关系，应当回避，不能投票：{conflict}',
    en: 'You have a conflict of interest with the application and cannot vote on it: {conflict}',
  },
  'panels.quorum': {
    zh: '已投 {cast} 票，至少需要 {quorum} 票（含弃权）方可结束会评',
    en: '{cast} votes are cast, at least {quorum} (abstentions included) are needed to close the panel',
  },
});

export const refuse = refuser(panelsMessages);
