import { kind } from '../../kernel/kind';
import type { Check } from '../../kernel/lifecycle';
import { setting } from '../../kernel/settings';
import { Achievement } from './achievement';
import { ACHIEVEMENT_VERBS, achievementLifecycle } from './achievement.lifecycle';
import { achievementPolicy } from './achievement.policy';
import { refuse } from './achievements.messages';

/** Characters that the abstract of a submitted achievement has at least. */
export const LEAST_ABSTRACT = setting('achievements.least-abstract', 20, {
  zh: '成果可提交时摘要的最少字数',
  en: 'Least characters of the abstract with which an achievement can be submitted',
  max: 5_000,
});

const described: Check<Achievement> = ({ abstract }) => {
  const least = LEAST_ABSTRACT.value;
  return [...abstract].length < least ? refuse('achievements.too-short', { least }, ['abstract']) : undefined;
};

/** The achievement as the engine, the API and the tests know it. */
export const achievementKind = kind({
  prefix: 'achievement',
  entity: Achievement,
  lifecycle: achievementLifecycle,
  policy: achievementPolicy,
  verbs: ACHIEVEMENT_VERBS,
  checks: { SUBMIT: [described] },
  labels: {
    DRAFT: { zh: '草稿', en: 'draft' },
    IN_REVIEW: { zh: '待审核', en: 'in review' },
    OPEN: { zh: '已发布', en: 'open' },
    CLOSED: { zh: '已关闭', en: 'closed' },
    REJECTED: { zh: '未通过', en: 'rejected' },
    WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    SUBMIT: { zh: '提交', en: 'submit' },
    APPROVE: { zh: '通过', en: 'approve' },
    RETURN: { zh: '退回', en: 'return' },
    REJECT: { zh: '不予通过', en: 'reject' },
    CLOSE: { zh: '关闭', en: 'close' },
    WITHDRAW: { zh: '撤回', en: 'withdraw' },
    REOPEN: { zh: '重新打开', en: 'reopen' },
  },
});
