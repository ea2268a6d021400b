import { NEED_STATES, NEED_VERBS, needLifecycle, type NeedState, type NeedVerb } from './need.lifecycle';

/** Written apart from the table on purpose: from each state, where each verb leads. */
const EXPECTED: Record<NeedState, Partial<Record<NeedVerb, NeedState>>> = {
  DRAFT: { SUBMIT: 'IN_REVIEW', WITHDRAW: 'WITHDRAWN' },
  IN_REVIEW: { APPROVE: 'OPEN', RETURN: 'DRAFT', REJECT: 'REJECTED', WITHDRAW: 'WITHDRAWN' },
  OPEN: { MATCH: 'MATCHED', CLOSE: 'CLOSED', WITHDRAW: 'WITHDRAWN', EXPIRE: 'EXPIRED' },
  MATCHED: { CLOSE: 'CLOSED' },
  CLOSED: { REOPEN: 'DRAFT' },
  REJECTED: { REOPEN: 'DRAFT' },
  WITHDRAWN: { REOPEN: 'DRAFT' },
  EXPIRED: { REOPEN: 'DRAFT' },
};

describe('the lifecycle of a need', () => {
  const pairs = NEED_STATES.flatMap((state) => needLifecycle.verbs.map((verb) => [state, verb] as const));

  it.each(pairs)('%s + %s', (state, verb) => {
    expect(needLifecycle.find(state, verb)?.to).toBe(EXPECTED[state][verb]);
  });

  it('starts as a draft and leaves time and matching to the platform', () => {
    expect(needLifecycle.initial).toBe('DRAFT');
    expect(needLifecycle.verbs.filter((verb) => !NEED_VERBS.some((shown) => shown === verb))).toEqual([
      'MATCH',
      'EXPIRE',
    ]);
  });

  it('asks for a reason where it says no', () => {
    const noted = needLifecycle.moves.filter(({ note }) => note === 'required').map(({ verb }) => verb);
    expect(noted).toEqual(['RETURN', 'REJECT']);
  });
});
