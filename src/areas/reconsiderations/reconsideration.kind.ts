import { kind } from '../../kernel/kind';
import { Reconsideration } from './reconsideration';
import { RECONSIDERATION_VERBS, reconsiderationLifecycle } from './reconsideration.lifecycle';
import { reconsiderationPolicy } from './reconsideration.policy';

/** The review of a decision as the engine, the API and the tests know it. */
export const reconsiderationKind = kind({
  prefix: 'reconsideration',
  entity: Reconsideration,
  lifecycle: reconsiderationLifecycle,
  policy: reconsiderationPolicy,
  verbs: RECONSIDERATION_VERBS,
  labels: {
    ASKED: { zh: '复审中', en: 'asked' },
    UPHELD: { zh: '复审成立', en: 'upheld' },
    DISMISSED: { zh: '复审不成立', en: 'dismissed' },
    WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    UPHOLD: { zh: '复审成立', en: 'uphold' },
    DISMISS: { zh: '复审不成立', en: 'dismiss' },
    WITHDRAW: { zh: '撤回复审申请', en: 'withdraw' },
  },
});
