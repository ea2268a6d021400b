import { kind } from '../../kernel/kind';
import { any, nobody, policy, sql, type Rule } from '../../kernel/policy';
import { impartialOfficer, leadRepresentative, projectInsider } from '../projects';
import { readableWithProject } from '../taskbooks';
import { ProjectChange } from './change';
import { CHANGE_VERBS, changeLifecycle, type ChangeVerb } from './change.lifecycle';
import { refuse } from './changes.messages';

/** A member of the organisation that is to join. */
const joiner: Rule<ProjectChange> = (actor, { joiningId }) =>
  joiningId !== null && actor.organisationIds.includes(joiningId);
/** 回避: nobody decides on what their own organisation is to join. */
const officer: Rule<ProjectChange> = (actor, change) =>
  impartialOfficer(actor, change) && !joiner(actor, change);

/** Who may do what to a change, and who may know of it. */
export const changePolicy = policy<ProjectChange>()<ChangeVerb>({
  rules: {
    read: any(projectInsider, joiner),
    CONSENT: (actor, { joiningId }) => joiningId !== null && actor.representedIds.includes(joiningId),
    APPROVE: officer,
    REFUSE: officer,
    WITHDRAW: leadRepresentative,
    LAPSE: nobody,
  },
  readable: readableWithProject(({ organisationIds }) =>
    organisationIds.length > 0 ? sql`t.joining_id = ANY(${organisationIds})` : undefined,
  ),
});

/** The change as the engine, the API and the tests know it. */
export const changeKind = kind({
  prefix: 'change',
  entity: ProjectChange,
  lifecycle: changeLifecycle,
  policy: changePolicy,
  verbs: ['CONSENT', ...CHANGE_VERBS],
  checks: {
    APPROVE: [
      ({ joiningId, consentedAt }) =>
        joiningId !== null && consentedAt === null ? refuse('changes.consent-missing', {}) : undefined,
    ],
  },
  labels: {
    REQUESTED: { zh: '待决定', en: 'requested' },
    APPROVED: { zh: '已批准', en: 'approved' },
    REFUSED: { zh: '未批准', en: 'refused' },
    WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    LAPSED: { zh: '已失效', en: 'lapsed' },
    CONSENT: { zh: '同意加入', en: 'consent' },
    APPROVE: { zh: '批准', en: 'approve' },
    REFUSE: { zh: '不予批准', en: 'refuse' },
    WITHDRAW: { zh: '撤回', en: 'withdraw' },
    LAPSE: { zh: '失效', en: 'lapse' },
  },
});
