import { messages, refuser } from '../../kernel/messages';

export const refuse = refuser(
  messages({
    'grants.nothing': { zh: '金额应大于零', en: 'The amount must be more than zero' },
    'grants.no-book': {
      zh: '该资金没有 {year} 年的预算',
      en: 'The fund has no budget for {year}',
    },
    'grants.project-terminated': {
      zh: '项目已终止，不再落实经费',
      en: 'The project was terminated: its grant is not covered any more',
    },
    'grants.requests-open': {
      zh: '尚有已申请未拨付的款项，请先办理或退回',
      en: 'There are payments requested and not made: pay or return them first',
    },
    'grants.project-running': {
      zh: '项目尚未结束，不能结清经费',
      en: 'The project has not ended yet; its grant is not closed before',
    },
    'instalments.none': { zh: '至少需要一笔拨付', en: 'There has to be at least one instalment' },
    'instalments.unbalanced': {
      zh: '各笔合计 {sum} 元，应等于立项经费 {amount} 元（含已申请和已拨付的）',
      en: 'The instalments add up to {sum} yuan, those requested and paid among them, not to the granted {amount}',
    },
    'instalments.milestone-unknown': {
      zh: '任务书中没有第 {number} 个里程碑',
      en: 'The task book has no milestone {number}',
    },
    'instalments.milestone-open': {
      zh: '第 {number} 个里程碑尚未确认完成',
      en: 'Milestone {number} is not confirmed as reached yet',
    },
    'instalments.matching-missing': {
      zh: '配套资金应到位 {required} 元，已核实 {accepted} 元',
      en: 'Matching money of {required} yuan is asked for; {accepted} are accepted so far',
    },
    'instalments.not-committed': {
      zh: '经费尚未落实预算或已经结清',
      en: 'No budget covers the grant yet, or it is closed',
    },
    'instalments.not-running': {
      zh: '项目不在实施中，不能拨付',
      en: 'The project is not in progress: nothing is paid',
    },
    'instalments.endorse-first': {
      zh: '累计拨付将达到 {from} 元，须先由另一名工作人员初审',
      en: 'The grant reaches {from} yuan with it: another officer has to endorse it first',
    },
    'instalments.one-suffices': {
      zh: '该笔金额只需一名工作人员审核，请直接批准',
      en: 'One officer suffices for this amount: approve it',
    },
    'instalments.paid-later': { zh: '拨付日期不能晚于今天', en: 'The day of payment cannot lie ahead' },
    'instalments.paid-early': {
      zh: '拨付日期不能早于批准日期 {approvedOn}',
      en: 'It was not paid before it was approved on {approvedOn}',
    },
    'matching.not-party': {
      zh: '只有参与单位的代表可以提交本单位的配套资金凭证',
      en: 'Only a representative of a party shows what that party has put in',
    },
    'matching.no-file': { zh: '请附上凭证', en: 'Attach what shows it' },
    'matching.later': { zh: '到位日期不能晚于今天', en: 'The day on which it was there cannot lie ahead' },
    'matching.closed': { zh: '经费已经结清', en: 'The grant is closed' },
  }),
);
