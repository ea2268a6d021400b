import '../src/app.module';
import { allKinds } from '../src/kernel/kind';

/** Written apart from the tables on purpose: from each state, where each verb leads. */
const EXPECTED: Record<string, Record<string, Record<string, string>>> = {
  taskbook: {
    DRAFT: { EDIT: 'DRAFT', SUBMIT: 'SUBMITTED', LAPSE: 'LAPSED' },
    SUBMITTED: { RETURN: 'RETURNED', CONFIRM: 'CONFIRMED', LAPSE: 'LAPSED' },
    RETURNED: { EDIT: 'RETURNED', SUBMIT: 'SUBMITTED', LAPSE: 'LAPSED' },
    CONFIRMED: { AMEND: 'CONFIRMED' },
    LAPSED: {},
  },
  change: {
    REQUESTED: {
      ...{ CONSENT: 'REQUESTED', APPROVE: 'APPROVED', REFUSE: 'REFUSED' },
      ...{ WITHDRAW: 'WITHDRAWN', LAPSE: 'LAPSED' },
    },
    APPROVED: {},
    REFUSED: {},
    WITHDRAWN: {},
    LAPSED: {},
  },
  milestone: {
    PLANNED: { REPORT: 'REPORTED', LAPSE: 'LAPSED' },
    REPORTED: { RETURN: 'PLANNED', CONFIRM: 'REACHED', LAPSE: 'LAPSED' },
    REACHED: {},
    LAPSED: {},
  },
  report: {
    DUE: { SUBMIT: 'SUBMITTED', LAPSE: 'LAPSED' },
    SUBMITTED: { RETURN: 'RETURNED', ACCEPT: 'ACCEPTED', LAPSE: 'LAPSED' },
    RETURNED: { SUBMIT: 'SUBMITTED', LAPSE: 'LAPSED' },
    ACCEPTED: {},
    LAPSED: {},
  },
  acceptance: {
    DRAFT: { SUBMIT: 'SUBMITTED' },
    SUBMITTED: {
      ...{ OPINE: 'SUBMITTED', ACCEPT: 'ACCEPTED', FAIL: 'FAILED', RETURN: 'RETURNED' },
      LAPSE: 'LAPSED',
    },
    RETURNED: { SUBMIT: 'SUBMITTED', LAPSE: 'LAPSED' },
    ACCEPTED: {},
    FAILED: {},
    LAPSED: {},
  },
  contract: {
    DRAFT: { FILE: 'FILED', WITHDRAW: 'WITHDRAWN', RECORD: 'REGISTERED' },
    FILED: {
      ...{ RETURN: 'RETURNED', REFER: 'IN_REVIEW', REGISTER: 'REGISTERED', REFUSE: 'REFUSED' },
      WITHDRAW: 'WITHDRAWN',
    },
    IN_REVIEW: { RETURN: 'RETURNED', REGISTER: 'REGISTERED', REFUSE: 'REFUSED' },
    RETURNED: { FILE: 'FILED', WITHDRAW: 'WITHDRAWN' },
    REGISTERED: {
      ...{ ASK_CHANGE: 'REGISTERED', CHANGE: 'CHANGED', DECLINE_CHANGE: 'REGISTERED' },
      CANCEL: 'CANCELLED',
    },
    CHANGED: { ASK_CHANGE: 'CHANGED', CHANGE: 'CHANGED', DECLINE_CHANGE: 'CHANGED', CANCEL: 'CANCELLED' },
    REFUSED: { OBJECT: 'OBJECTED' },
    OBJECTED: { UPHOLD: 'FILED', OVERRULE: 'REFUSED' },
    CANCELLED: {},
    WITHDRAWN: {},
  },
  recovery: {
    OPEN: { ASSESS: 'ASSESSED' },
    ASSESSED: { RETURN: 'OPEN', CONFIRM: 'DUE', CLEAR: 'CLEARED' },
    DUE: { RECORD: 'RECOVERED' },
    RECOVERED: {},
    CLEARED: {},
  },
  grant: {
    PENDING: { COMMIT: 'COMMITTED', CLOSE: 'CLOSED' },
    COMMITTED: { CLOSE: 'CLOSED' },
    CLOSED: {},
  },
  instalment: {
    PLANNED: { REQUEST: 'REQUESTED', LAPSE: 'LAPSED' },
    REQUESTED: { ENDORSE: 'ENDORSED', APPROVE: 'APPROVED', RETURN: 'PLANNED', LAPSE: 'LAPSED' },
    ENDORSED: { APPROVE: 'APPROVED', RETURN: 'PLANNED', LAPSE: 'LAPSED' },
    APPROVED: { PAY: 'PAID', RETURN: 'PLANNED', LAPSE: 'LAPSED' },
    PAID: { REVERSE: 'APPROVED' },
    LAPSED: {},
  },
  matching: {
    SHOWN: { ACCEPT: 'ACCEPTED', RETURN: 'RETURNED' },
    ACCEPTED: { RETURN: 'RETURNED' },
    RETURNED: {},
  },
};

const kindOf = (prefix: string) => allKinds().find((kind) => kind.prefix === prefix)!;
const pairs = Object.keys(EXPECTED).flatMap((prefix) => {
  const { states, verbs } = kindOf(prefix).lifecycle;
  return states.flatMap((state) => verbs.map((verb) => [prefix, state, verb] as const));
});

it.each(pairs)('%s: %s + %s', (prefix, state, verb) => {
  expect(kindOf(prefix).lifecycle.find(state, verb)?.to).toBe(EXPECTED[prefix]![state]![verb]);
});
