import {
  PROJECT_STATES,
  PROJECT_VERBS,
  projectLifecycle,
  type ProjectState,
  type ProjectVerb,
} from './project.lifecycle';

/** Written apart from the table on purpose: from each state, where each verb leads. */
const EXPECTED: Record<ProjectState, Partial<Record<ProjectVerb, ProjectState>>> = {
  PROPOSED: { SIGN: 'SIGNED', WITHDRAW: 'WITHDRAWN' },
  SIGNED: { VOID: 'PROPOSED', APPLY: 'APPLIED', WITHDRAW: 'WITHDRAWN' },
  APPLIED: { RELEASE: 'SIGNED', APPROVE: 'APPROVED' },
  APPROVED: { START: 'IN_PROGRESS', TERMINATE: 'TERMINATED' },
  IN_PROGRESS: { COMPLETE: 'COMPLETED', TERMINATE: 'TERMINATED' },
  COMPLETED: {},
  TERMINATED: {},
  WITHDRAWN: {},
};

describe('the lifecycle of a project', () => {
  const pairs = PROJECT_STATES.flatMap((state) =>
    projectLifecycle.verbs.map((verb) => [state, verb] as const),
  );

  it.each(pairs)('%s + %s', (state, verb) => {
    expect(projectLifecycle.find(state, verb)?.to).toBe(EXPECTED[state][verb]);
  });

  it('reaches every state, and shows people only the steps that are theirs', () => {
    expect(projectLifecycle.unreachable()).toEqual([]);
    expect(projectLifecycle.verbs.filter((verb) => !PROJECT_VERBS.some((shown) => shown === verb))).toEqual([
      ...['SIGN', 'VOID', 'APPLY', 'RELEASE', 'APPROVE'],
    ]);
  });
});
