import { addDays } from '../../kernel/calendar';
import { dayOf } from '../../kernel/clock';
import { kind } from '../../kernel/kind';
import type { Check } from '../../kernel/lifecycle';
import { any, nobody, policy, sql, type Rule } from '../../kernel/policy';
import { term } from '../programmes';
import { impartialOfficer, leadRepresentative, projectInsider } from '../projects';
import { readableWithProject } from '../taskbooks';
import { Acceptance, acceptanceLifecycle, DECISIONS, type AcceptanceVerb } from './acceptance';
import { refuse } from './acceptances.messages';

/** Days in which the owner of a need may say whether its metrics are met, before the bureau decides without. */
const OPINION_DAYS = term('acceptances.opinion-days', 15, {
  zh: '需求单位对结题指标提出意见的期限（天）',
  en: 'Days in which the owner of a need may give its opinion before the bureau decides without',
  max: 366,
});

/** A member of the organisation whose need the project answers. */
const owner: Rule<Acceptance> = (actor, { ownerId }) =>
  ownerId !== null && actor.organisationIds.includes(ownerId);
/** 回避: nobody decides on what answers the need of their own organisation. */
const officer: Rule<Acceptance> = (actor, acceptance) =>
  impartialOfficer(actor, acceptance) && !owner(actor, acceptance);

/** Who may do what to an acceptance, and who may know of it. */
export const acceptancePolicy = policy<Acceptance>()<AcceptanceVerb>({
  rules: {
    read: any(projectInsider, owner),
    SUBMIT: leadRepresentative,
    OPINE: (actor, { ownerId }) => ownerId !== null && actor.representedIds.includes(ownerId),
    ACCEPT: officer,
    FAIL: officer,
    RETURN: officer,
    LAPSE: nobody,
  },
  readable: readableWithProject(({ organisationIds }) =>
    organisationIds.length > 0
      ? sql`EXISTS (SELECT 1 FROM projects p JOIN needs n ON n.id = p.need_id
          WHERE p.id = t.project_id AND n.organisation_id = ANY(${organisationIds}))`
      : undefined,
  ),
});

/** The owner of the need is heard first, for as long as it has to say something. */
const heard: Check<Acceptance> = ({ ownerId, opinedAt, submittedAt, terms }, now) => {
  const until = addDays(dayOf(submittedAt), OPINION_DAYS.of(terms));
  const open = ownerId !== null && opinedAt === null && dayOf(now) <= until;
  return open ? refuse('acceptances.opinion-missing', { until }) : undefined;
};

/** The acceptance as the engine, the API and the tests know it. */
export const acceptanceKind = kind({
  prefix: 'acceptance',
  entity: Acceptance,
  lifecycle: acceptanceLifecycle,
  policy: acceptancePolicy,
  verbs: ['SUBMIT', 'OPINE', ...DECISIONS],
  checks: { ACCEPT: [heard], FAIL: [heard] },
  labels: {
    DRAFT: { zh: '编制中', en: 'draft' },
    SUBMITTED: { zh: '待验收', en: 'submitted' },
    RETURNED: { zh: '退回修改', en: 'returned' },
    ACCEPTED: { zh: '通过验收', en: 'accepted' },
    FAILED: { zh: '未通过验收', en: 'failed' },
    LAPSED: { zh: '已失效', en: 'lapsed' },
    SUBMIT: { zh: '提交结题报告', en: 'submit' },
    OPINE: { zh: '提出意见', en: 'give an opinion' },
    ACCEPT: { zh: '通过', en: 'accept' },
    FAIL: { zh: '不通过', en: 'fail' },
    RETURN: { zh: '退回', en: 'return' },
    LAPSE: { zh: '失效', en: 'lapse' },
  },
});
