import { messages, refuser } from '../../kernel/messages';

export const plansMessages = messages({
  'plans.not-party': {
    zh: '“{field}”：该单位不是本项目的参与方',
    en: '“{field}”: this organisation is no party of the project',
  },
  'plans.party-twice': {
    zh: '“{field}”：同一单位在此只能列一次',
    en: '“{field}”: an organisation can be named here only once',
  },
  'plans.period-inverted': {
    zh: '“{field}”：结束日期 {endsOn} 早于开始日期 {startsOn}',
    en: '“{field}”: the end {endsOn} is before the start {startsOn}',
  },
  'plans.period-outside': {
    zh: '“{field}”：{day} 不在项目起止日期（{startsOn} 至 {endsOn}）之内',
    en: '“{field}”: {day} is outside the project’s period ({startsOn} to {endsOn})',
  },
  'plans.periods-overlap': {
    zh: '“{field}”：与同名工作包“{title}”的时段重叠',
    en: '“{field}”: its period overlaps with that of the other work package called “{title}”',
  },
  'plans.line-total': {
    zh: '“{field}”：合计 {total} 不等于申请经费与自筹经费之和 {sum}',
    en: '“{field}”: the total {total} is not the {sum} that is requested and self-funded',
  },
  'plans.line-twice': {
    zh: '“{field}”：同一单位、年度和科目只能有一行预算',
    en: '“{field}”: a party, year and category can have only one line of the budget',
  },
  'plans.year-outside': {
    zh: '“{field}”：{year} 年不在项目起止年度（{from} 至 {to}）之内',
    en: '“{field}”: the year {year} is outside those of the project ({from} to {to})',
  },
  'plans.metric-unknown': {
    zh: '“{field}”：项目所对应的需求没有名为“{metric}”的指标',
    en: '“{field}”: the project’s need has no metric called “{metric}”',
  },
  'plans.none': { zh: '尚未填写项目实施方案', en: 'There is no plan yet' },
  'plans.no-packages': { zh: '实施方案没有工作包', en: 'The plan has no work package' },
  'plans.package-open': {
    zh: '工作包“{title}”缺少任务内容、起止日期或各方投入人月',
    en: 'The work package “{title}” lacks its tasks, its dates or the person-months of its parties',
  },
  'plans.package-crowded': {
    zh: '工作包“{title}”的 {months} 人月相当于一方同时投入 {people} 人，超过 {max} 人',
    en: 'The {months} person-months of one party in “{title}” are {people} people at once, more than {max}',
  },
  'plans.party-idle': {
    zh: '第 {n} 参与方在各工作包中均无投入人月',
    en: 'Party {n} works no person-month in any work package',
  },
  'plans.no-milestones': { zh: '实施方案没有里程碑', en: 'The plan has no milestone' },
  'plans.milestone-open': {
    zh: '里程碑“{title}”缺少日期或考核指标',
    en: 'The milestone “{title}” lacks its day or its indicators',
  },
  'plans.indicator-vague': {
    zh: '里程碑“{title}”的指标“{name}”目标值没有数值，无法考核',
    en: 'The target of “{name}” in the milestone “{title}” names no number and cannot be measured',
  },
  'plans.pledge-missing': {
    zh: '第 {n} 参与方尚未作出科研诚信承诺',
    en: 'Party {n} has not given the pledge of research integrity',
  },
  'plans.no-budget': { zh: '实施方案没有预算', en: 'The plan has no budget' },
  'plans.budget-requested': {
    zh: '预算不平衡：各行申请经费合计 {sum} 元，项目申请经费 {declared} 元',
    en: 'The budget does not balance: its lines request {sum} yuan, the project {declared}',
  },
  'plans.budget-self': {
    zh: '预算不平衡：第 {n} 参与方各行自筹经费合计 {sum} 元，其承诺自筹 {declared} 元',
    en: 'The budget does not balance: the lines of party {n} self-fund {sum} yuan, the party declares {declared}',
  },
  'plans.budget-share': {
    zh: '第 {n} 参与方申请经费占 {share}%，超过单方上限 {max}%',
    en: 'Party {n} requests {share} % of the funding, above the {max} % that one party may receive',
  },
  'plans.budget-indirect': {
    zh: '间接费用 {indirect} 元超过上限 {most} 元（扣除设备费后直接费用的 {max}%）',
    en: 'Indirect costs of {indirect} yuan are above {most}, {max} % of the direct costs without equipment',
  },
});

export const refuse = refuser(plansMessages);
