import { raw } from 'sql-template-tag';
import type { FactRow } from '../../kernel/facts';
import { sql, type Sql } from '../../kernel/policy';
import { spokesmen } from '../accounts';

/** The record that people are shown: of an account, which nobody sees, the person behind it. */
export const shownOf = ({ subjectType, subjectId }: FactRow): Sql =>
  subjectType === 'account'
    ? sql`'person' AS type, (SELECT person_id FROM accounts WHERE id = ${subjectId}) AS id`
    : sql`${subjectType}::text AS type, ${subjectId}::uuid AS id`;

/** Who hears of a fact: a SELECT of account_id and organisation_id. */
export type Audience = (fact: FactRow) => Sql;

/** Tables whose records belong to a project, or to an application and so to its project. */
const OF_PROJECT: Record<string, string> = {
  taskbook: 'task_books',
  change: 'project_changes',
  milestone: 'milestones',
  report: 'progress_reports',
  acceptance: 'acceptances',
  recovery: 'recoveries',
  grant: 'grants',
  instalment: 'instalments',
  matching: 'matching_money',
  application: 'applications',
};
const OF_APPLICATION: Record<string, string> = {
  objection: 'objections',
  reconsideration: 'reconsiderations',
  review: 'reviews',
  panel: 'panels',
};

/** The project that a record belongs to. */
function projectOf({ subjectType, subjectId }: FactRow): Sql {
  const [direct, through] = [OF_PROJECT[subjectType], OF_APPLICATION[subjectType]];
  if (direct) return sql`(SELECT project_id FROM ${raw(direct)} WHERE id = ${subjectId})`;
  if (through)
    return sql`(SELECT a.project_id FROM ${raw(through)} x JOIN applications a ON a.id = x.application_id
      WHERE x.id = ${subjectId})`;
  return sql`${subjectId}::uuid`;
}

/** The round that a record belongs to: some wish a digest of one round alone. */
export function roundOf({ subjectType, subjectId }: FactRow): Sql {
  if (subjectType === 'round') return sql`${subjectId}::uuid`;
  if (subjectType === 'application') return sql`(SELECT round_id FROM applications WHERE id = ${subjectId})`;
  const table = OF_APPLICATION[subjectType];
  if (!table) return sql`NULL::uuid`;
  return sql`(SELECT a.round_id FROM ${raw(table)} x JOIN applications a ON a.id = x.application_id
    WHERE x.id = ${subjectId})`;
}

/** What a record is called where people are told of it. */
export function titleOf(fact: FactRow): Sql {
  const { subjectType, subjectId } = fact;
  switch (subjectType) {
    case 'need':
      return sql`(SELECT title FROM needs WHERE id = ${subjectId})`;
    case 'achievement':
      return sql`(SELECT title FROM achievements WHERE id = ${subjectId})`;
    case 'interest':
      return sql`(SELECT coalesce(n.title, a.title) FROM interests i LEFT JOIN needs n ON n.id = i.need_id
        LEFT JOIN achievements a ON a.id = i.achievement_id WHERE i.id = ${subjectId})`;
    case 'org':
      return sql`(SELECT name FROM organisations WHERE id = ${subjectId})`;
    case 'round':
      return sql`(SELECT year || ' Q' || quarter FROM rounds WHERE id = ${subjectId})`;
    case 'contract':
      return sql`(SELECT title FROM contracts WHERE id = ${subjectId})`;
    case 'target':
      return sql`(SELECT indicator FROM targets WHERE id = ${subjectId})`;
    default:
      return sql`(SELECT title FROM projects WHERE id = ${projectOf(fact)})`;
  }
}

const accounts = (where: Sql): Sql =>
  sql`SELECT a.id AS account_id, NULL::uuid AS organisation_id FROM accounts a WHERE ${where}`;

/** People of the organisations that a SELECT names: those who speak for each. */
const membersOf = (organisations: Sql): Sql => sql`
  SELECT contact.account_id, o.id AS organisation_id
  FROM organisations o CROSS JOIN LATERAL (${spokesmen(sql`o.id`)}) contact WHERE o.id IN (${organisations})`;

/** The officers of the bureau. */
export const OFFICERS: Sql = accounts(sql`'BUREAU_OFFICER' = ANY(a.roles)`);
export const officers: Audience = () => OFFICERS;

/** Those who own a need or an achievement, or take part in a project, an application, a contract or what belongs to one. */
export const parties: Audience = (fact) => {
  const { subjectType, subjectId } = fact;
  if (subjectType === 'need')
    return membersOf(sql`SELECT organisation_id FROM needs WHERE id = ${subjectId}`);
  if (subjectType === 'achievement')
    return membersOf(sql`SELECT organisation_id FROM achievements WHERE id = ${subjectId}`);
  if (subjectType === 'contract') return membersOf(ofContract(subjectId));
  return membersOf(sql`SELECT organisation_id FROM project_parties WHERE project_id = ${projectOf(fact)}`);
};

/** The parties of a contract that are on the platform. */
const ofContract = (id: string): Sql =>
  sql`SELECT jsonb_array_elements_text(c.party_ids)::uuid FROM contracts c WHERE c.id = ${id}`;

/** Whoever has to take the next step with a contract: the officers, or, where it was returned, its parties. */
export const nextWithContract: Audience = ({ subjectId }) => {
  const returned = sql`EXISTS (SELECT 1 FROM contracts r WHERE r.id = ${subjectId} AND r.state = 'RETURNED')`;
  return sql`SELECT * FROM (${OFFICERS}) officers WHERE NOT ${returned}
    UNION ALL SELECT * FROM (${membersOf(ofContract(subjectId))}) parties WHERE ${returned}`;
};

/** The organisation that asks, by an interest. */
export const asking: Audience = ({ subjectId }) =>
  membersOf(sql`SELECT from_id FROM interests WHERE id = ${subjectId}`);
/** The organisation that is asked. */
export const asked: Audience = ({ subjectId }) =>
  membersOf(sql`SELECT to_id FROM interests WHERE id = ${subjectId}`);

/** The organisation that the fact names. */
export const named: Audience = ({ payload }) =>
  membersOf(sql`SELECT ${(payload as { organisationId: string }).organisationId}::uuid`);

/** The organisation itself. */
export const itself: Audience = ({ subjectId }) => membersOf(sql`SELECT ${subjectId}::uuid`);

/** The account that the fact names, of a member of the organisation. */
export const theMember: Audience = ({ payload }) =>
  accounts(sql`a.id = ${(payload as { accountId: string }).accountId}`);

/** Whose account it is. */
export const holder: Audience = ({ subjectId }) => accounts(sql`a.id = ${subjectId}`);

/** The expert who reviews. */
export const reviewer: Audience = ({ subjectId }) =>
  accounts(sql`a.person_id = (SELECT reviewer_id FROM reviews WHERE id = ${subjectId})`);

/** Whoever stated the objection. */
export const objector: Audience = ({ subjectId }) =>
  accounts(sql`a.id = (SELECT author_account_id FROM objections WHERE id = ${subjectId})`);

/** The experts of a panel. */
export const panellists: Audience = ({ subjectId }) =>
  accounts(sql`a.person_id IN (SELECT r.reviewer_id FROM panels p JOIN reviews r ON r.application_id = p.application_id
    WHERE p.id = ${subjectId} AND r.state NOT IN ('RELEASED', 'VOIDED', 'HANDED_BACK'))`);

/** Everybody who may sign for a verified organisation. */
export const everyLead: Audience = () => sql`
  SELECT m.account_id, m.organisation_id FROM memberships m JOIN organisations o ON o.id = m.organisation_id
  WHERE m.role = 'REPRESENTATIVE' AND m.accepted_at IS NOT NULL AND o.verified`;
