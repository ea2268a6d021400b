import { kind } from '../../kernel/kind';
import { Interest } from './interest';
import { INTEREST_VERBS, interestLifecycle } from './interest.lifecycle';
import { interestPolicy } from './interest.policy';

/** The interest as the engine, the API and the tests know it. */
export const interestKind = kind({
  prefix: 'interest',
  entity: Interest,
  lifecycle: interestLifecycle,
  policy: interestPolicy,
  verbs: INTEREST_VERBS,
  labels: {
    OPEN: { zh: '待答复', en: 'open' },
    ACCEPTED: { zh: '已接受', en: 'accepted' },
    DECLINED: { zh: '已谢绝', en: 'declined' },
    WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    ESCALATED: { zh: '已上报', en: 'escalated' },
    ACCEPT: { zh: '接受', en: 'accept' },
    DECLINE: { zh: '谢绝', en: 'decline' },
    WITHDRAW: { zh: '撤回', en: 'withdraw' },
    ESCALATE: { zh: '上报', en: 'escalate' },
  },
});
