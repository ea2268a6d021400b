import { messages, refuser } from '../../kernel/messages';

export const assignmentsMessages = messages({
  'assignments.nothing-to-assign': {
    zh: '本批次没有待抽取专家的申报',
    en: 'No application of this round awaits experts',
  },
  'assignments.under-way': {
    zh: '本批次的分配方案正在计算',
    en: 'An assignment of this round is being computed already',
  },
  'assignments.over': {
    zh: '该分配方案已采用或已结束，不能撤销',
    en: 'This assignment was adopted or has ended: it cannot be cancelled',
  },
  'assignments.not-proposed': {
    zh: '只能采用已算出且尚未采用的分配方案',
    en: 'Only an assignment that is computed and not yet adopted can be adopted',
  },
  'assignments.outdated': {
    zh: '计算之后专家的评审任务已有变化，请重新计算分配方案',
    en: 'What the experts have to do has changed since: compute the assignment anew',
  },
  'assignments.short': {
    zh: '专家不足：{list}',
    en: 'There are not experts enough for {list}',
  },
  'assignments.short-one': {
    zh: '“{title}”（符合条件者 {eligible} 名，还缺 {missing} 名）',
    en: '“{title}” ({eligible} eligible, {missing} missing)',
  },
  'assignments.failed': {
    zh: '计算未能完成，请重试；若再次失败请联系平台维护人员',
    en: 'The computation could not be finished: try again, and tell the operator if it fails again',
  },
});

export const refuse = refuser(assignmentsMessages);
