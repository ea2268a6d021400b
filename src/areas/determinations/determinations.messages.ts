import { messages, refuser } from '../../kernel/messages';

export const determinationsMessages = messages({
  'determinations.ground-needed': {
    zh: '审定与专家意见不一致：学术观点不同不能作为理由，须选择程序性事由并说明',
    en: 'It goes against the experts: a differing academic view is no reason, name a procedural ground and explain it',
  },
  'determinations.ground-needless': {
    zh: '审定与专家意见一致，无需程序性事由',
    en: 'It follows the experts: no procedural ground is needed',
  },
  'determinations.ground-no-support': {
    zh: '专家不支持的申报，只有评审程序存在瑕疵时方可建议立项',
    en: 'Against the experts an application is recommended only where the procedure of the review was at fault',
  },
  'determinations.budget-left': {
    zh: '本批次经费尚未用完，不能以经费不足为由：剩余 {left} 元',
    en: 'The budget of the round is not exhausted: {left} yuan are left',
  },
  'determinations.no-budget': {
    zh: '本批次未设经费上限，不能以经费不足为由',
    en: 'The round has no limit of funding: its budget cannot be exhausted',
  },
  'determinations.over-budget': {
    zh: '超出本批次经费：本批次预算 {budget} 元，剩余 {left} 元，拟资助 {granted} 元',
    en: 'It exceeds the budget of the round: of {budget} yuan {left} are left, {granted} would be granted',
  },
  'determinations.panel-voting': {
    zh: '该申报的会评尚在投票',
    en: 'The panel on the application is still voting',
  },
  'determinations.flag.SPREAD': {
    zh: '专家评分分歧较大：最高与最低相差 {points} 分',
    en: 'The scores are far apart: {points} points between the highest and the lowest',
  },
  'determinations.flag.OUTLIER': {
    zh: '该评分异常：偏离中位数 {points} 分',
    en: 'The score is an outlier: {points} points from the median',
  },
  'determinations.flag.DIVIDED': {
    zh: '专家意见对立：既有支持也有反对（最高与最低相差 {points} 分）',
    en: 'The experts are divided: some support it, some oppose it ({points} points apart)',
  },
});

export const refuse = refuser(determinationsMessages);
