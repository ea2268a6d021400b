import {
  APPLICATION_STATES,
  APPLICATION_VERBS,
  applicationLifecycle,
  type ApplicationState,
  type ApplicationVerb,
} from './application.lifecycle';

/** Written apart from the table on purpose: from each state, where each verb leads. */
const EXPECTED: Record<ApplicationState, Partial<Record<ApplicationVerb, ApplicationState>>> = {
  DRAFT: { SUBMIT: 'SUBMITTED', WITHDRAW: 'WITHDRAWN', LAPSE: 'WITHDRAWN', ADMIT_LATE: 'DRAFT' },
  SUBMITTED: { ACCEPT: 'UNDER_REVIEW', RETURN: 'RETURNED', REFUSE: 'NOT_ACCEPTED', WITHDRAW: 'WITHDRAWN' },
  RETURNED: { SUBMIT: 'SUBMITTED', WITHDRAW: 'WITHDRAWN', LAPSE: 'WITHDRAWN', ADMIT_LATE: 'RETURNED' },
  NOT_ACCEPTED: { REOPEN: 'SUBMITTED' },
  UNDER_REVIEW: { RECOMMEND: 'RECOMMENDED', DECLINE: 'REJECTED', WITHDRAW: 'WITHDRAWN' },
  RECOMMENDED: { START_NOTICE: 'PUBLIC_NOTICE', WITHDRAW: 'WITHDRAWN' },
  REJECTED: { REOPEN: 'UNDER_REVIEW' },
  PUBLIC_NOTICE: { OBJECT: 'OBJECTED', APPROVE: 'APPROVED', WITHDRAW: 'WITHDRAWN' },
  OBJECTED: { CLEAR: 'PUBLIC_NOTICE', UPHOLD: 'REJECTED', WITHDRAW: 'WITHDRAWN' },
  APPROVED: {},
  WITHDRAWN: {},
};

describe('the lifecycle of an application', () => {
  const pairs = APPLICATION_STATES.flatMap((state) =>
    applicationLifecycle.verbs.map((verb) => [state, verb] as const),
  );

  it.each(pairs)('%s + %s', (state, verb) => {
    expect(applicationLifecycle.find(state, verb)?.to).toBe(EXPECTED[state][verb]);
  });

  it('reaches every state, and shows people only the steps that are theirs', () => {
    expect(applicationLifecycle.unreachable()).toEqual([]);
    expect(
      applicationLifecycle.verbs.filter((verb) => !APPLICATION_VERBS.some((shown) => shown === verb)),
    ).toEqual([...['RECOMMEND', 'DECLINE', 'OBJECT', 'CLEAR', 'UPHOLD', 'REOPEN', 'ADMIT_LATE', 'LAPSE']]);
  });

  it('asks for a reason where it says no, and for one who decides', () => {
    const noted = applicationLifecycle.moves
      .filter(({ note }) => note === 'required')
      .map(({ verb }) => verb);
    expect(new Set(noted)).toEqual(
      new Set(['RETURN', 'REFUSE', 'RECOMMEND', 'DECLINE', 'UPHOLD', 'REOPEN', 'ADMIT_LATE']),
    );
  });
});
