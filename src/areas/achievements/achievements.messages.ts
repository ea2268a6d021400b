import { messages, refuser } from '../../kernel/messages';

export const achievementsMessages = messages({
  'achievements.not-member': { zh: '您不是该单位的成员', en: 'You are not a member of this organisation' },
  'achievements.not-editable': {
    zh: '只有草稿可以修改；如已提交，请先由科技局退回或撤回后重新打开',
    en: 'Only a draft can be edited; have it returned, or withdraw and reopen it first',
  },
  'achievements.too-short': {
    zh: '摘要至少 {least} 字，请说明成果是什么、解决什么问题',
    en: 'The abstract needs at least {least} characters: what it is and what it solves',
  },
  'achievements.contributor': {
    zh: '未找到第 {position} 位完成人',
    en: 'Contributor no. {position} was not found',
  },
  'achievements.sector': {
    zh: '“{value}” 不是行业代码（GB/T 4754-2017）',
    en: '“{value}” is not a sector code (GB/T 4754-2017)',
  },
  'achievements.external-id': { zh: '缺少外部编号', en: 'The external id is missing' },
});

export const refuse = refuser(achievementsMessages);
