import { verifyChain } from '../../src/kernel/facts';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import type { TestApp } from './app';

/** What must hold whatever was done: each is a statement that finds what breaks it. */
const BROKEN_BY: Readonly<Record<string, string>> = {
  'a signature is of the present content': `
    SELECT p.id FROM projects p JOIN project_parties y ON y.project_id = p.id
    WHERE y.signed_hash IS DISTINCT FROM p.content_hash AND y.signed_at IS NOT NULL`,
  'a signed project is signed by all, one in proposal is not': `
    SELECT p.id FROM projects p WHERE p.state IN ('PROPOSED', 'SIGNED', 'APPLIED', 'APPROVED', 'IN_PROGRESS', 'COMPLETED')
      AND (p.state = 'PROPOSED') <> EXISTS (SELECT FROM project_parties y WHERE y.project_id = p.id AND y.signed_at IS NULL)`,
  'a project names its parties and its lead': `
    SELECT p.id FROM projects p WHERE
      (SELECT jsonb_agg(y.organisation_id ORDER BY y.organisation_id) FROM project_parties y WHERE y.project_id = p.id)
        <> (SELECT jsonb_agg(party ORDER BY party) FROM jsonb_array_elements_text(p.party_ids) AS named (party))
      OR p.lead_id <> (SELECT y.organisation_id FROM project_parties y WHERE y.project_id = p.id AND y.role = 'LEAD')`,
  'a submitted application binds its project': `
    SELECT a.id FROM applications a JOIN projects p ON p.id = a.project_id
    WHERE a.state IN ('SUBMITTED', 'UNDER_REVIEW', 'RECOMMENDED', 'PUBLIC_NOTICE', 'OBJECTED') AND p.state <> 'APPLIED'`,
  'a project that is applied for has a submitted application': `
    SELECT p.id FROM projects p WHERE p.state = 'APPLIED' AND 1 <> (SELECT count(*) FROM applications a WHERE a.project_id = p.id
      AND a.state IN ('SUBMITTED', 'UNDER_REVIEW', 'RECOMMENDED', 'PUBLIC_NOTICE', 'OBJECTED'))`,
  'a project has one application in progress': `
    SELECT project_id AS id FROM applications WHERE state NOT IN ('NOT_ACCEPTED', 'REJECTED', 'WITHDRAWN')
    GROUP BY project_id HAVING count(*) > 1`,
  'an approved application has the number of its approved project': `
    SELECT a.id FROM applications a JOIN projects p ON p.id = a.project_id WHERE a.state = 'APPROVED'
      AND (a.number IS DISTINCT FROM p.number OR p.number IS NULL OR p.approved_on IS NULL)`,
  'a project that awaits its acceptance has a confirmed task book, and is in progress or was': `
    SELECT p.id FROM projects p WHERE p.awaits = 'ACCEPTANCE' AND (p.state NOT IN ('IN_PROGRESS', 'TERMINATED')
      OR NOT EXISTS (SELECT FROM task_books b WHERE b.project_id = p.id AND b.state = 'CONFIRMED'))`,
  'a confirmed task book spends the grant, among the parties': `
    SELECT b.id FROM task_books b JOIN projects p ON p.id = b.project_id WHERE b.state = 'CONFIRMED' AND (
      b.granted_funding <> (SELECT sum((line->>'amount')::numeric) FROM jsonb_array_elements(b.plan->'budget') AS line)
      OR EXISTS (SELECT FROM jsonb_array_elements(b.plan->'budget') AS line WHERE NOT p.party_ids ? (line->>'organisationId')))`,
  'a task book in force is its last edition': `
    SELECT b.id FROM task_books b WHERE b.state = 'CONFIRMED' AND b.plan IS DISTINCT FROM
      (SELECT e.plan FROM task_book_editions e WHERE e.task_book_id = b.id ORDER BY e.number DESC LIMIT 1)`,
  'a project is accepted when it is complete': `
    SELECT a.id FROM acceptances a JOIN projects p ON p.id = a.project_id
    WHERE (a.state = 'ACCEPTED') <> (p.state = 'COMPLETED')`,
  'the accounts of a book add up to nothing': `
    SELECT fund_year_id AS id FROM ledger_accounts GROUP BY fund_year_id HAVING sum(balance) <> 0`,
  'an account holds what was entered': `
    SELECT a.id FROM ledger_accounts a WHERE a.balance <>
      (SELECT coalesce(sum(e.amount), 0) FROM ledger_entries e WHERE e.account_id = a.id)`,
  'a grant was paid what its paid instalments add up to, and holds the rest until it is closed': `
    SELECT g.id FROM grants g WHERE
      (SELECT coalesce(sum(i.amount), 0) FROM instalments i WHERE i.grant_id = g.id AND i.state = 'PAID') <>
      (SELECT coalesce(sum(a.balance), 0) FROM ledger_accounts a WHERE a.holder_id = g.id AND a.kind <> 'COMMITTED')
      OR CASE g.state WHEN 'COMMITTED' THEN g.amount ELSE 0 END <> (
        SELECT coalesce(sum(a.balance), 0) FROM ledger_accounts a
        WHERE a.holder_id = g.id AND (g.state = 'COMMITTED' OR a.kind = 'COMMITTED'))`,
  'only a notice without open objections stands': `
    SELECT a.id FROM applications a WHERE a.state IN ('PUBLIC_NOTICE', 'APPROVED')
      AND EXISTS (SELECT FROM objections o WHERE o.application_id = a.id AND o.resolved_at IS NULL)`,
  'an organisation that had a representative has one': `
    SELECT organisation_id AS id FROM memberships m GROUP BY organisation_id HAVING NOT bool_or(role = 'REPRESENTATIVE')
      AND EXISTS (SELECT FROM facts f WHERE f.subject_id = m.organisation_id AND f.payload->>'role' = 'REPRESENTATIVE')`,
  'one organisation awaits one answer about one thing': `
    SELECT from_id AS id FROM interests WHERE state IN ('OPEN', 'ESCALATED') GROUP BY from_id, target_id HAVING count(*) > 1`,
  'what was accepted was disclosed': `
    SELECT i.id FROM interests i JOIN needs n ON n.id = i.need_id WHERE i.state = 'ACCEPTED'
      AND NOT n.disclosed_to ? (CASE WHEN n.organisation_id = i.to_id THEN i.from_id ELSE i.to_id END)::text`,
  'the totals are those of the registered contracts': `
    SELECT concat_ws(' ', year, month, type, district) AS id FROM (
      SELECT extract(year FROM registered_on)::int AS year, extract(month FROM registered_on)::int AS month, type,
        coalesce(district, '') AS district, count(*) AS n, sum(turnover) AS t, sum(coalesce(technology_value, 0)) AS v
      FROM contracts WHERE state IN ('REGISTERED', 'CHANGED') GROUP BY 1, 2, 3, 4) AS counted
    FULL JOIN (SELECT * FROM contract_totals WHERE registered <> 0) AS held USING (year, month, type, district)
    WHERE (n, t, v) IS DISTINCT FROM (registered::bigint, turnover, technology_value)`,
  'a meeting has minutes as soon as it is held': `
    SELECT id FROM meetings WHERE (state = 'HELD') <> (minutes IS NOT NULL)`,
};

/** The tables whose records have a lifecycle; the last step in their facts is the state that they are in. */
const KINDS = {
  need: 'needs',
  achievement: 'achievements',
  interest: 'interests',
  project: 'projects',
  round: 'rounds',
  application: 'applications',
  review: 'reviews',
  panel: 'panels',
  reconsideration: 'reconsiderations',
  meeting: 'meetings',
  grant: 'grants',
  instalment: 'instalments',
  matching: 'matching_money',
  contract: 'contracts',
} as const;

/** The invariants that do not hold, each with the records that break it; none is as it should be. */
export async function brokenInvariants(app: TestApp): Promise<Record<string, unknown>> {
  const broken: Record<string, unknown> = {};
  for (const [name, statement] of Object.entries(BROKEN_BY)) {
    const found = await app.sql<{ id: string }>(statement);
    if (found.length > 0) broken[name] = found.map(({ id }) => id);
  }
  for (const [prefix, table] of Object.entries(KINDS)) {
    const found = await app.sql(
      `SELECT t.id, t.state, f.payload->>'to' AS stated FROM "${table}" t JOIN LATERAL (
         SELECT payload FROM facts WHERE subject_id = t.id AND payload ? 'to' AND payload ? 'verb' ORDER BY seq DESC LIMIT 1
       ) f ON true WHERE f.payload->>'to' <> t.state
       UNION ALL SELECT t.id, t.state, NULL FROM "${table}" t
       WHERE NOT EXISTS (SELECT FROM facts f WHERE f.subject_id = t.id AND f.subject_type = '${prefix}')`,
    );
    if (found.length > 0) broken[`the facts of a ${prefix} tell its state`] = found;
  }
  const link = await verifyChain(app.get(UnitOfWork));
  return link ? { ...broken, 'the chains of facts hold': link } : broken;
}
