import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'taskbooks.objectives': { zh: '任务书没有写明目标', en: 'The task book says nothing of its objectives' },
    'taskbooks.no-indicators': {
      zh: '任务书至少应有一项考核指标',
      en: 'A task book needs an indicator at least',
    },
    'taskbooks.no-milestones': {
      zh: '任务书至少应有一个里程碑',
      en: 'A task book needs a milestone at least',
    },
    'taskbooks.indicator-twice': {
      zh: '考核指标“{name}”重复',
      en: 'The indicator “{name}” is there twice',
    },
    'taskbooks.metric-dropped': {
      zh: '需求的指标“{name}”必须列为考核指标',
      en: 'The need’s metric “{name}” has to be among the indicators',
    },
    'taskbooks.milestone-outside': {
      zh: '里程碑“{title}”不在项目起止日期（{from} 至 {to}）内',
      en: 'The milestone “{title}” lies outside the project, {from} to {to}',
    },
    'taskbooks.budget-unbalanced': {
      zh: '预算合计 {sum} 元，应等于批准经费 {granted} 元',
      en: 'The budget adds up to {sum} yuan; it has to be the granted {granted} yuan',
    },
    'taskbooks.budget-stranger': {
      zh: '预算只能分配给项目的参与单位',
      en: 'Only parties of the project can have a part of the budget',
    },
    'taskbooks.budget-year': {
      zh: '预算年度 {year} 不在项目期内',
      en: 'The project does not run in {year}',
    },
    'taskbooks.budget-twice': {
      zh: '同一单位同一年度（{year}）的预算只能有一行',
      en: 'A party has one line of the budget for {year} only',
    },
  }),
);
