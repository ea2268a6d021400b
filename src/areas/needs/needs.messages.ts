import { messages, refuser } from '../../kernel/messages';

export const needsMessages = messages({
  'needs.incomplete': {
    zh: '完整度 {score}，低于提交所需的 {threshold}：请补充 {fields}',
    en: 'Completeness is {score}, below the {threshold} needed to submit: add {fields}',
  },
  'needs.deadline-past': { zh: '截止日期 {deadline} 已过', en: 'The deadline {deadline} has passed' },
  'needs.budget-order': { zh: '预算下限不能大于上限', en: 'The lower budget cannot be above the upper one' },
  'needs.trl-order': {
    zh: '期望的技术就绪度不能低于当前值',
    en: 'The readiness wanted cannot be below the present one',
  },
  'needs.not-member': { zh: '您不是该单位的成员', en: 'You are not a member of this organisation' },
  'needs.not-editable': {
    zh: '只有草稿可以修改；如已提交，请先由科技局退回或撤回后重新打开',
    en: 'Only a draft can be edited; have it returned, or withdraw and reopen it first',
  },
  'needs.sector': {
    zh: '“{value}” 不是行业代码（GB/T 4754-2017）',
    en: '“{value}” is not a sector code (GB/T 4754-2017)',
  },
  'needs.not-open': { zh: '该需求当前未开放', en: 'The need is not open now' },
});

export const refuse = refuser(needsMessages);
