import { messages, refuser } from '../../kernel/messages';

export const reconsiderationsMessages = messages({
  'reconsiderations.not-representative': {
    zh: '只有申报各方的法定代表（签署人）可以申请复审',
    en: 'Only who may bind one of the parties can ask for a review of the decision',
  },
  'reconsiderations.nothing-decided': {
    zh: '只有不予受理或不予立项的决定可以申请复审',
    en: 'A review can be asked only of a refusal or a rejection',
  },
  'reconsiderations.too-late': {
    zh: '复审申请期限已过：最迟应于 {last} 提出',
    en: 'It is too late: a review of the decision could be asked until {last}',
  },
  'reconsiderations.asked-already': {
    zh: '对该决定的复审已经申请过，复审结论为终局',
    en: 'A review of this decision has been asked already; its answer is final',
  },
  'reconsiderations.other-officer': {
    zh: '该决定由您作出，复审须由其他工作人员办理',
    en: 'The decision was yours: another officer has to answer',
  },
  'reconsiderations.nothing-judged': {
    zh: '不予受理的申报尚未经专家评审，无需重新评审',
    en: 'No expert has judged an application that was refused: there is nothing to judge anew',
  },
  'reconsiderations.anew-dismissed': {
    zh: '复审不成立时不能要求重新评审',
    en: 'Experts judge anew only where the review of the decision is upheld',
  },
});

export const refuse = refuser(reconsiderationsMessages);
