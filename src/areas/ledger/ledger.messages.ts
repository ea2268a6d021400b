import { messages, refuser } from '../../kernel/messages';

messages({
  'ledger.account.SOURCE': { zh: '预算来源', en: 'source' },
  'ledger.account.CARRIED_IN': { zh: '上年结转', en: 'carried in' },
  'ledger.account.AVAILABLE': { zh: '可用预算', en: 'available' },
  'ledger.account.COMMITTED': { zh: '已立项未拨付', en: 'committed' },
  'ledger.account.PAID': { zh: '已拨付', en: 'paid' },
  'ledger.account.RECOVERED': { zh: '已收回', en: 'recovered' },
  'ledger.account.CARRIED_OUT': { zh: '结转下年', en: 'carried out' },
  'ledger.posting.ALLOCATE': { zh: '下达预算', en: 'allocate' },
  'ledger.posting.REDUCE': { zh: '追减预算', en: 'reduce' },
  'ledger.posting.COMMIT': { zh: '立项承诺', en: 'commit' },
  'ledger.posting.RELEASE': { zh: '释放余额', en: 'release' },
  'ledger.posting.PAY': { zh: '拨付', en: 'pay' },
  'ledger.posting.REVERSE': { zh: '冲回', en: 'reverse' },
  'ledger.posting.RECOVER': { zh: '收回', en: 'recover' },
  'ledger.posting.CARRY_OVER': { zh: '结转', en: 'carry over' },
});

export const refuse = refuser(
  messages({
    'ledger.insufficient': {
      zh: '“{account}”余额 {balance} 元，不足 {amount} 元',
      en: 'The account “{account}” holds {balance} yuan, less than {amount}',
    },
    'ledger.too-large': {
      zh: '“{account}”余额将超出可记录的范围',
      en: 'The account “{account}” would hold more than can be kept',
    },
    'ledger.nothing': { zh: '金额应大于零', en: 'The amount must be more than zero' },
    'ledger.posted-otherwise': {
      zh: '同一事项已按其他内容记账，不能重复记账',
      en: 'The same matter has been posted with another content; it is posted once',
    },
  }),
);
