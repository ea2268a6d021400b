import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'changes.one-kind': {
      zh: '一次申请只能变更一项：负责人、参与单位、期限或指标',
      en: 'A request changes one thing: the leader, a party, the period or an indicator',
    },
    'changes.not-running': {
      zh: '只有任务书已确认、正在实施的项目可以申请变更',
      en: 'Only a project in progress with a confirmed task book can ask for a change',
    },
    'changes.not-lead': {
      zh: '只有牵头单位的代表可以申请变更',
      en: 'Only a representative of the party that leads can ask for a change',
    },
    'changes.open-already': {
      zh: '同一事项已有变更申请待决定',
      en: 'A request about the same matter is still to be decided',
    },
    'changes.leader-stranger': {
      zh: '新负责人必须属于参与单位',
      en: 'The new leader has to belong to one of the parties',
    },
    'changes.leader-same': { zh: '该人已是项目负责人', en: 'This person leads the project already' },
    'changes.leader-load': {
      zh: '新负责人同时承担的项目将超过上限 {max} 项',
      en: 'The new leader would lead more than {max} projects at once',
    },
    'changes.party-none': {
      zh: '请填写退出或加入的单位',
      en: 'Say which party leaves or which one joins',
    },
    'changes.party-unknown': {
      zh: '退出的单位不是参与单位',
      en: 'The party that is to leave is none',
    },
    'changes.lead-stays': {
      zh: '牵头单位对项目负责，不能退出',
      en: 'The party that leads answers for the project and cannot leave',
    },
    'changes.leader-leaves': {
      zh: '项目负责人属于退出单位：请先变更负责人',
      en: 'The leader belongs to the party that is to leave: change the leader first',
    },
    'changes.parties-few': {
      zh: '变更后至少应有两家参与单位',
      en: 'Two parties at least have to remain',
    },
    'changes.party-already': {
      zh: '加入的单位已是参与单位',
      en: 'The organisation that is to join is a party already',
    },
    'changes.party-unverified': {
      zh: '加入的单位尚未通过科技局核验',
      en: 'The bureau has not verified the organisation that is to join',
    },
    'changes.task': { zh: '请填写加入单位的任务', en: 'Say what the organisation that joins is to do' },
    'changes.consent-missing': {
      zh: '加入的单位尚未签署同意',
      en: 'The organisation that is to join has not consented yet',
    },
    'changes.hash-stale': {
      zh: '所签内容与项目协议不一致，请重新阅读后签署',
      en: 'This is not what the parties signed: read it again and sign its contentHash',
    },
    'changes.period': {
      zh: '新的结束日期应晚于 {after}，且不晚于 {until}',
      en: 'The new last day has to be after {after} and not after {until}',
    },
    'changes.indicator-unknown': {
      zh: '任务书中没有指标“{name}”',
      en: 'The task book has no indicator “{name}”',
    },
    'changes.target-same': {
      zh: '指标“{name}”的目标值没有变化',
      en: 'The target of “{name}” would stay as it is',
    },
  }),
);
