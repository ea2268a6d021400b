import { kind } from '../../kernel/kind';
import { Review } from './review';
import { REVIEW_VERBS, reviewLifecycle } from './review.lifecycle';
import { reviewPolicy } from './review.policy';

/** The review as the engine, the API and the tests know it. */
export const reviewKind = kind({
  prefix: 'review',
  entity: Review,
  lifecycle: reviewLifecycle,
  policy: reviewPolicy,
  verbs: REVIEW_VERBS,
  labels: {
    ASSIGNED: { zh: '待评审', en: 'assigned' },
    SUBMITTED: { zh: '已提交（密封）', en: 'submitted (sealed)' },
    OPENED: { zh: '已启封', en: 'opened' },
    DISCLOSED: { zh: '已反馈', en: 'disclosed' },
    HANDED_BACK: { zh: '已退回', en: 'handed back' },
    RELEASED: { zh: '已解除', en: 'released' },
    VOID: { zh: '已作废', en: 'void' },
    SUBMIT: { zh: '提交评审意见', en: 'submit' },
    HAND_BACK: { zh: '退回评审任务', en: 'hand back' },
    RELEASE: { zh: '解除评审任务', en: 'release' },
    OPEN: { zh: '启封', en: 'open' },
    DISCLOSE: { zh: '反馈', en: 'disclose' },
  },
});
