import { kind } from '../../kernel/kind';
import { Reviewer } from './reviewer';
import { REVIEWER_VERBS, reviewerLifecycle } from './reviewer.lifecycle';
import { reviewerPolicy } from './reviewer.policy';

/** A place in the pool as the engine, the API and the tests know it. */
export const reviewerKind = kind({
  prefix: 'reviewer',
  entity: Reviewer,
  lifecycle: reviewerLifecycle,
  policy: reviewerPolicy,
  verbs: REVIEWER_VERBS,
  labels: {
    INVITED: { zh: '已邀请', en: 'invited' },
    ACTIVE: { zh: '在库', en: 'active' },
    DECLINED: { zh: '已谢绝', en: 'declined' },
    SUSPENDED: { zh: '已暂停', en: 'suspended' },
    RETIRED: { zh: '已退出', en: 'retired' },
    CONSENT: { zh: '同意入库', en: 'consent' },
    DECLINE: { zh: '谢绝', en: 'decline' },
    INVITE: { zh: '邀请', en: 'invite' },
    SUSPEND: { zh: '暂停', en: 'suspend' },
    RESTORE: { zh: '恢复', en: 'restore' },
    RETIRE: { zh: '退出', en: 'retire' },
  },
});
