import { any, bureau, nobody, policy } from '../../kernel/policy';
import { officer, owner, visibleIn, visibleRows } from '../../kernel/visibility';
import type { Need } from './need';
import { FINDABLE, type NeedVerb } from './need.lifecycle';

/** Who may do what to a need, and who may know of it. */
export const needPolicy = policy<Need>()<NeedVerb | 'EDIT'>({
  rules: {
    read: visibleIn(FINDABLE),
    EDIT: owner,
    SUBMIT: owner,
    APPROVE: officer,
    RETURN: officer,
    REJECT: officer,
    MATCH: nobody,
    CLOSE: any(owner, bureau),
    WITHDRAW: owner,
    REOPEN: owner,
    EXPIRE: nobody,
  },
  readable: visibleRows(FINDABLE),
});
