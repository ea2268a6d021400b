import { dayOf } from '../../kernel/clock';
import { kind } from '../../kernel/kind';
import type { Check } from '../../kernel/lifecycle';
import { setting } from '../../kernel/settings';
import { completenessOf, missingFrom } from './completeness';
import { Need } from './need';
import { NEED_VERBS, needLifecycle } from './need.lifecycle';
import { needPolicy } from './need.policy';
import { refuse } from './needs.messages';

/** Below this a need cannot be submitted, 0 to 100. */
export const COMPLETENESS_THRESHOLD = setting('needs.completeness-threshold', 60, {
  zh: '需求可提交的最低完整度（0–100）',
  en: 'Least completeness at which a need can be submitted (0–100)',
  max: 100,
});

const complete: Check<Need> = (need) => {
  const score = completenessOf(need);
  const threshold = COMPLETENESS_THRESHOLD.value;
  if (score >= threshold) return undefined;
  const fields = missingFrom(need).map(({ field }) => field);
  return refuse('needs.incomplete', { score, threshold, fields: fields.join(', ') }, fields);
};

const timely: Check<Need> = ({ deadline }, now) =>
  deadline !== null && deadline < dayOf(now)
    ? refuse('needs.deadline-past', { deadline }, ['deadline'])
    : undefined;

/** The need as the engine, the API and the tests know it. */
export const needKind = kind({
  prefix: 'need',
  entity: Need,
  lifecycle: needLifecycle,
  policy: needPolicy,
  verbs: NEED_VERBS,
  checks: { SUBMIT: [complete, timely], APPROVE: [timely] },
  labels: {
    DRAFT: { zh: '草稿', en: 'draft' },
    IN_REVIEW: { zh: '待审核', en: 'in review' },
    OPEN: { zh: '已开放', en: 'open' },
    MATCHED: { zh: '已对接', en: 'matched' },
    CLOSED: { zh: '已关闭', en: 'closed' },
    REJECTED: { zh: '未通过', en: 'rejected' },
    WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    EXPIRED: { zh: '已过期', en: 'expired' },
    SUBMIT: { zh: '提交', en: 'submit' },
    APPROVE: { zh: '通过', en: 'approve' },
    RETURN: { zh: '退回', en: 'return' },
    REJECT: { zh: '不予通过', en: 'reject' },
    MATCH: { zh: '标记已对接', en: 'mark matched' },
    CLOSE: { zh: '关闭', en: 'close' },
    WITHDRAW: { zh: '撤回', en: 'withdraw' },
    REOPEN: { zh: '重新打开', en: 'reopen' },
    EXPIRE: { zh: '过期', en: 'expire' },
  },
});
