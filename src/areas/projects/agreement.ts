import { createHash } from 'node:crypto';
import Big from 'big.js';
import { canonical } from '../../kernel/canonical';
import { publicId } from '../../kernel/ids';
import type { Sentence } from '../../kernel/messages';
import { signedPlan } from '../plans';
import type { Agreement, Project, ProjectParty } from './project';
import type { ProposeProjectInput } from './project.inputs';
import { refuse } from './projects.messages';

/** Art. 26 of the Law on Promoting the Transformation of S&T Achievements: what cooperating parties agree on. */
export const MATTERS: Readonly<Record<keyof Agreement, Sentence>> = {
  organisation: { zh: '合作的组织形式', en: 'organisation' },
  tasks: { zh: '任务分工', en: 'tasks' },
  funding: { zh: '资金投入', en: 'funding' },
  intellectualProperty: { zh: '知识产权归属', en: 'ownership of intellectual property' },
  benefits: { zh: '权益分配', en: 'benefits' },
  risks: { zh: '风险分担', en: 'risks' },
  breach: { zh: '违约责任', en: 'breach' },
};

const KEYS = Object.keys(MATTERS) as readonly (keyof Agreement)[];

/** The matters that the agreement has not settled yet, in the order of the law. */
export const unsettled = (agreement: Agreement): (keyof Agreement)[] =>
  KEYS.filter((key) => !agreement[key]?.trim());

/** An agreement of which nothing, or what is given, is settled. */
export const agreementOf = (given: Partial<Agreement> | null | undefined): Agreement =>
  Object.fromEntries(KEYS.map((key) => [key, given?.[key]?.trim() || null])) as unknown as Agreement;

/** What the parties of a project sign. */
export type Signed = Pick<
  Project,
  | 'title'
  | 'summary'
  | 'needId'
  | 'achievementId'
  | 'interestId'
  | 'leaderId'
  | 'requestedFunding'
  | 'startsOn'
  | 'endsOn'
  | 'agreement'
  | 'attached'
  | 'plan'
>;

/** A party as it stands in what is signed. */
export type SignedParty = Pick<ProjectParty, 'organisationId' | 'role' | 'task' | 'selfFunding'>;

const id = (prefix: string, uuid: string | null): string | null =>
  uuid === null ? null : publicId(prefix, uuid);

/**
 * The text that is hashed: canonical JSON (RFC 8785) with public ids, so that anyone can compute the hash again. Without a
 * plan the key is left out: what was signed before there were plans keeps its hash.
 */
export function signedText(project: Signed, parties: readonly SignedParty[]): string {
  return canonical({
    title: project.title,
    summary: project.summary,
    need: id('need', project.needId),
    achievement: id('achievement', project.achievementId),
    interest: id('interest', project.interestId),
    leader: id('person', project.leaderId),
    requestedFunding: project.requestedFunding,
    startsOn: project.startsOn,
    endsOn: project.endsOn,
    agreement: project.agreement,
    // Left out where there is none: what was signed before there were any keeps its hash.
    ...(project.attached.length > 0
      ? { attachments: project.attached.map(({ name, sha256 }) => ({ name, sha256 })) }
      : {}),
    plan: project.plan ? signedPlan(project.plan) : undefined,
    parties: [...parties]
      .sort((a, b) => (a.organisationId < b.organisationId ? -1 : 1))
      .map(({ organisationId, role, task, selfFunding }) => ({
        organisation: publicId('org', organisationId),
        ...{ role, task, selfFunding },
      })),
  });
}

/** SHA-256 in hex of what the parties sign. */
export const hashOf = (project: Signed, parties: readonly SignedParty[]): string =>
  createHash('sha256').update(signedText(project, parties)).digest('hex');

/** What a project says of which nothing is said. */
export const BLANK = {
  ...{ needId: null, achievementId: null, interestId: null, leaderId: null, startsOn: null, endsOn: null },
  ...{ agreement: agreementOf(null), plan: null, attached: [] },
} satisfies Partial<Signed>;

const REQUIRED = ['title', 'summary', 'requestedFunding'];
/** Parts of the input that are settled with the help of other areas. */
const ELSEWHERE = ['parties', 'plan', 'attachmentIds'];
const yuan = (amount: string | null | undefined): string => new Big(amount ?? 0).toFixed(2);

/** What the input says of the content but for plan and attachments; what it leaves out keeps its value, matter by matter. */
export function contentIn(
  input: Omit<Partial<ProposeProjectInput>, 'parties'>,
  before?: Signed,
): Partial<Signed> {
  const { agreement, requestedFunding, ...rest } = input as Partial<ProposeProjectInput>;
  const said = Object.entries(rest).filter(
    ([key, value]) =>
      !ELSEWHERE.includes(key) && value !== undefined && !(value === null && REQUIRED.includes(key)),
  );
  const matters = Object.entries(agreement ?? {}).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(said),
    ...((requestedFunding ?? null) === null ? {} : { requestedFunding: yuan(requestedFunding) }),
    ...(agreement
      ? { agreement: agreementOf({ ...before?.agreement, ...Object.fromEntries(matters) }) }
      : {}),
  };
}

/** The content alone. */
export const contentOf = (project: Signed): Signed => ({
  ...originOf(project),
  ...{ title: project.title, summary: project.summary, requestedFunding: project.requestedFunding },
  ...{ startsOn: project.startsOn, endsOn: project.endsOn, agreement: project.agreement },
  ...{ plan: project.plan, attached: project.attached },
});

/** Where the project comes from, and who leads it. */
export const originOf = ({
  needId,
  achievementId,
  interestId,
  leaderId,
}: Signed): Pick<Signed, 'needId' | 'achievementId' | 'interestId' | 'leaderId'> => ({
  ...{ needId, achievementId, interestId, leaderId },
});

/** The columns that follow from content and parties, and from the parties that there were. */
export function derived(
  content: Signed,
  parties: readonly SignedParty[],
  before?: Pick<Project, 'partyIds' | 'formerIds'>,
): Pick<Project, 'contentHash' | 'leadId' | 'partyIds' | 'formerIds'> {
  const partyIds = parties.map(({ organisationId }) => organisationId);
  const known = new Set([...(before?.formerIds ?? []), ...(before?.partyIds ?? [])]);
  return {
    contentHash: hashOf(content, parties),
    leadId: parties.find(({ role }) => role === 'LEAD')!.organisationId,
    partyIds,
    formerIds: [...known].filter((one) => !partyIds.includes(one)),
  };
}

/** The parties as given: two or more, each once, one of them the lead. Refuses others. */
export function partiesIn(given: ProposeProjectInput['parties']): SignedParty[] {
  const at = ['input', 'parties'];
  const ids = new Set(given.map(({ organisationId }) => organisationId));
  if (ids.size < given.length) throw refuse('projects.party-twice', {}, at);
  if (ids.size < 2) throw refuse('projects.parties-few', {}, at);
  if (given.filter(({ role }) => role === 'LEAD').length !== 1) throw refuse('projects.one-lead', {}, at);
  return given.map(({ organisationId, role, task, selfFunding }) => ({
    organisationId,
    role,
    task,
    selfFunding: yuan(selfFunding),
  }));
}

/** Refuses an end before the start. */
export function checkDates({ startsOn, endsOn }: Pick<Signed, 'startsOn' | 'endsOn'>): void {
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    throw refuse('projects.dates-order', {}, ['input', 'endsOn']);
}
