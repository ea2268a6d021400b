import type { Actor } from '../../kernel/actor';
import { dayOf } from '../../kernel/clock';
import type { RequestContext } from '../../kernel/context';
import { kind } from '../../kernel/kind';
import type { Refusal } from '../../kernel/messages';
import type { Check } from '../../kernel/lifecycle';
import { Application } from './application';
import { APPLICATION_VERBS, applicationLifecycle } from './application.lifecycle';
import { applicationPolicy } from './application.policy';
import { refuse } from './applications.messages';

const noticeOver: Check<Application> = ({ noticeEndsOn }, now) =>
  noticeEndsOn !== null && dayOf(now) <= noticeEndsOn
    ? refuse('applications.notice-running', { endsOn: noticeEndsOn })
    : undefined;

/** The application as the engine, the API and the tests know it. */
export const applicationKind = kind({
  prefix: 'application',
  entity: Application,
  lifecycle: applicationLifecycle,
  policy: applicationPolicy,
  verbs: APPLICATION_VERBS,
  checks: { APPROVE: [noticeOver] },
  labels: {
    DRAFT: { zh: '草稿', en: 'draft' },
    SUBMITTED: { zh: '已提交', en: 'submitted' },
    RETURNED: { zh: '退回补正', en: 'returned' },
    NOT_ACCEPTED: { zh: '不予受理', en: 'not accepted' },
    UNDER_REVIEW: { zh: '评审中', en: 'under review' },
    RECOMMENDED: { zh: '拟立项', en: 'recommended' },
    REJECTED: { zh: '不予立项', en: 'rejected' },
    PUBLIC_NOTICE: { zh: '公示中', en: 'in public notice' },
    OBJECTED: { zh: '有异议', en: 'objected to' },
    APPROVED: { zh: '已立项', en: 'approved' },
    WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    SUBMIT: { zh: '提交', en: 'submit' },
    ACCEPT: { zh: '受理', en: 'accept' },
    RETURN: { zh: '退回补正', en: 'return' },
    REFUSE: { zh: '不予受理', en: 'refuse' },
    RECOMMEND: { zh: '建议立项', en: 'recommend' },
    DECLINE: { zh: '不予立项', en: 'decline' },
    START_NOTICE: { zh: '开始公示', en: 'start the public notice' },
    OBJECT: { zh: '提出异议', en: 'object' },
    CLEAR: { zh: '异议处理完毕', en: 'clear of objections' },
    UPHOLD: { zh: '异议成立', en: 'uphold an objection' },
    REOPEN: { zh: '复审后恢复办理', en: 'reopen' },
    APPROVE: { zh: '立项', en: 'approve' },
    WITHDRAW: { zh: '撤回', en: 'withdraw' },
    ADMIT_LATE: { zh: '准予逾期提交', en: 'admit late' },
    LAPSE: { zh: '逾期失效', en: 'let lapse' },
  },
});

/** Tells whether an officer has to step aside from applications (回避); the area that knows conflicts does. */
export abstract class Impartiality {
  /** Which of these applications the actor has to step aside from, and the refusal that says so. */
  abstract partialities(actor: Actor, applications: readonly Application[]): Promise<Map<string, Refusal>>;

  /** Refuses an actor who has to step aside. */
  async expect(actor: Actor, application: Application): Promise<void> {
    const refusal = (await this.partialities(actor, [application])).get(application.id);
    if (refusal) throw refusal;
  }
}

/** Tells whether the reviews let an application be determined; the area that keeps them knows. */
export abstract class Determinable {
  /** Why the determination would be refused to this officer now; one statement for all applications of an operation. */
  abstract refusal(context: RequestContext, application: Application): Promise<Refusal | undefined>;
}
