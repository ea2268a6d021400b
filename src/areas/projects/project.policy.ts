import { isBureau, type Actor } from '../../kernel/actor';
import { always, any, bureau, either, nobody, policy, sql, type Rule } from '../../kernel/policy';
import { attachable } from '../attachments';
import type { Project, ProjectParty } from './project';
import type { ProjectVerb } from './project.lifecycle';

/** What rights on a project, and on what later areas keep about it, look at. */
export type Parties = Pick<Project, 'leadId' | 'partyIds'>;

/** A member of one of the parties. */
export const party: Rule<Pick<Parties, 'partyIds'>> = (actor, project) =>
  actor.organisationIds.some((id) => project.partyIds.includes(id));
/** A member of an organisation that was a party: who proposed it or signed it once is not made to forget it. */
export const formerParty: Rule<Project> = (actor, project) =>
  actor.organisationIds.some((id) => project.formerIds.includes(id));
/** Named by a later area: the reviewers of its application. */
const reader: Rule<Project> = (actor, project) =>
  actor.personId !== null && project.readerIds.includes(actor.personId);
/** Its public notice (公示) has begun: that it exists, its parties and its funding are public from then on. */
const disclosed: Rule<Project> = (_, project) => project.disclosed;
/** A member of the party that leads. */
export const lead: Rule<Pick<Parties, 'leadId'>> = (actor, project) =>
  actor.organisationIds.includes(project.leadId);
export const leadRepresentative: Rule<Pick<Parties, 'leadId'>> = (actor, project) =>
  actor.representedIds.includes(project.leadId);
/** 回避: nobody decides on a project of their own organisation. */
export const officer: Rule<Pick<Parties, 'partyIds'>> = (actor, project) =>
  isBureau(actor) && !party(actor, project);
const system: Rule<unknown> = (actor) => actor.kind === 'system';

/** Sees all of it, the agreement and the signatures too. */
export const insider: Rule<Pick<Parties, 'partyIds'>> = any(system, party, bureau);
/** Sees what is to be done, but not what the parties agreed among themselves. */
export const student: Rule<Project> = any(insider, reader);

/** A party and the bureau read whatever was ever attached, since somebody may have signed it; reviewers what is attached now. */
export const projectFiles = attachable('project', (actor) => {
  if (isBureau(actor)) return always;
  const ways = [sql`p.party_ids ?| ${actor.organisationIds}`];
  if (actor.personId !== null)
    ways.push(sql`(p.reader_ids ? ${actor.personId}
      AND p.attached @> jsonb_build_array(jsonb_build_object('id', b.attachment_id)))`);
  return sql`EXISTS (SELECT 1 FROM projects p WHERE p.id = b.subject_id AND ${either(...ways)})`;
});

/** Who may do what to a project, and who may know of it. */
export const projectPolicy = policy<Project>()<ProjectVerb | 'EDIT' | 'SIGN_FOR'>({
  rules: {
    read: any(student, formerParty, disclosed),
    EDIT: party,
    SIGN_FOR: (actor, project) => actor.representedIds.some((id) => project.partyIds.includes(id)),
    SIGN: nobody,
    VOID: nobody,
    APPLY: leadRepresentative,
    RELEASE: any(leadRepresentative, bureau),
    APPROVE: officer,
    START: any(lead, bureau),
    COMPLETE: officer,
    TERMINATE: officer,
    WITHDRAW: leadRepresentative,
  },
  readable: (actor) => {
    if (isBureau(actor) || actor.kind === 'system') return always;
    const ways = [sql`t.disclosed`];
    const { organisationIds } = actor;
    if (organisationIds.length > 0)
      ways.push(sql`t.party_ids ?| ${organisationIds}`, sql`t.former_ids ?| ${organisationIds}`);
    if (actor.personId !== null) ways.push(sql`t.reader_ids ? ${actor.personId}`);
    return either(...ways);
  },
});

type Place = Pick<ProjectParty, 'organisationId' | 'role'>;

/** Only the lead's members say who takes part as what; another party may take back its own place. */
export function mayRearrange(
  actor: Actor,
  { leadId }: Project,
  before: readonly Place[],
  after: readonly Place[],
): boolean {
  if (actor.kind === 'system' || actor.organisationIds.includes(leadId)) return true;
  const rolesOf = (parties: readonly Place[]): Map<string, string> =>
    new Map(parties.map(({ organisationId, role }) => [organisationId, role]));
  const [was, is] = [rolesOf(before), rolesOf(after)];
  const gone = [...was.keys()].filter((id) => !is.has(id));
  const same = [...is].every(([id, role]) => was.get(id) === role);
  return same && gone.every((id) => actor.organisationIds.includes(id));
}
