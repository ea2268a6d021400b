import { any, bureau, policy } from '../../kernel/policy';
import { officer, owner, visibleIn, visibleRows } from '../../kernel/visibility';
import type { Achievement } from './achievement';
import { ON_OFFER, type AchievementVerb } from './achievement.lifecycle';

/** Who may do what to an achievement, and who may know of it. */
export const achievementPolicy = policy<Achievement>()<AchievementVerb | 'EDIT'>({
  rules: {
    read: visibleIn(ON_OFFER),
    EDIT: owner,
    SUBMIT: owner,
    APPROVE: officer,
    RETURN: officer,
    REJECT: officer,
    CLOSE: any(owner, bureau),
    WITHDRAW: owner,
    REOPEN: owner,
  },
  readable: visibleRows(ON_OFFER),
});
