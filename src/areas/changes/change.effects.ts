import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { SYSTEM } from '../../kernel/actor';
import { addDays } from '../../kernel/calendar';
import type { Refusal } from '../../kernel/messages';
import { LEADER_PROJECTS } from '../checks';
import { OrganisationsReader } from '../organisations';
import { PeopleReader } from '../people';
import { term } from '../programmes';
import { ProjectsReader, type Amendment, type Project } from '../projects';
import { budgetFault, type GrantLine, type TaskBook, type TaskBookPlan } from '../taskbooks';
import type { ProjectChange } from './change';
import type { ChangeKind } from './change.lifecycle';
import { refuse } from './changes.messages';

/** Days by which one change may put off the end of a project. */
const EXTENSION_DAYS = term('changes.extension-days', 366, {
  zh: '一次变更最多延长的天数（天）',
  en: 'Days by which one change may put off the end of a project',
  min: 1,
  max: 3_660,
});

/** What a change asks for. */
export type Asked = Pick<
  ProjectChange,
  | 'kind'
  | 'about'
  | 'personId'
  | 'leavingId'
  | 'joiningId'
  | 'task'
  | 'budget'
  | 'endsOn'
  | 'indicator'
  | 'target'
>;

/** What a change alters: the running project, with its task book. */
export interface Running {
  readonly project: Project;
  readonly taskBook: TaskBook;
}

type Answer = Promise<Refusal | undefined> | Refusal | undefined;

const AT: Readonly<Record<ChangeKind, readonly string[]>> = {
  LEADER: ['input', 'leader', 'personId'],
  PARTY: ['input', 'party'],
  PERIOD: ['input', 'period', 'endsOn'],
  INDICATOR: ['input', 'indicator'],
};

/** Whether a change can be made to a running project: looked at when it is asked for and again when it is approved. */
@Injectable()
export class ChangeChecks {
  private readonly checks: Readonly<Record<ChangeKind, (asked: Asked, running: Running) => Answer>> = {
    LEADER: (asked, running) => this.leader(asked.personId!, running),
    PARTY: (asked, running) => this.party(asked, running),
    PERIOD: ({ endsOn }, { taskBook }) => periodFault(endsOn!, taskBook),
    INDICATOR: ({ indicator, target }, { taskBook }) => indicatorFault(indicator!, target!, taskBook.plan),
  };

  constructor(
    private readonly projects: ProjectsReader,
    private readonly people: PeopleReader,
    private readonly organisations: OrganisationsReader,
  ) {}

  /** Why the change cannot be made now, or undefined. */
  async fault(asked: Asked, running: Running): Promise<Refusal | undefined> {
    if (running.project.state !== 'IN_PROGRESS' || running.taskBook.state !== 'CONFIRMED')
      return refuse('changes.not-running', {}, ['input', 'projectId']);
    return this.checks[asked.kind](asked, running);
  }

  private async leader(personId: string, { project, taskBook }: Running): Promise<Refusal | undefined> {
    const { leaderId, partyIds } = project;
    if (personId === leaderId) return refuse('changes.leader-same', {}, AT.LEADER);
    const { organisationId } = await this.people.get(SYSTEM, personId, 'personId');
    if (organisationId === null || !partyIds.includes(organisationId))
      return refuse('changes.leader-stranger', {}, AT.LEADER);
    const load = (await this.projects.leaderLoads([personId])).get(personId) ?? 0;
    const max = LEADER_PROJECTS.of(taskBook.terms);
    return load + 1 > max ? refuse('changes.leader-load', { max }, AT.LEADER) : undefined;
  }

  private async party(asked: Asked, { project, taskBook }: Running): Promise<Refusal | undefined> {
    const { leavingId, joiningId } = asked;
    if (leavingId === null && joiningId === null) return refuse('changes.party-none', {}, AT.PARTY);
    const fault =
      (leavingId === null ? undefined : await this.leaving(leavingId, project)) ??
      (joiningId === null ? undefined : await this.joining(joiningId, asked, project));
    if (fault) return fault;
    const partyIds = partiesAfter(asked, project.partyIds);
    if (partyIds.length < 2) return refuse('changes.parties-few', {}, AT.PARTY);
    const { budget } = planAfter(asked, { project, taskBook });
    return budgetFault(budget, { ...taskBook, partyIds }, [...AT.PARTY, 'budget']);
  }

  private async leaving(id: string, { leadId, partyIds, leaderId }: Project): Promise<Refusal | undefined> {
    const at = [...AT.PARTY, 'leavingId'];
    if (!partyIds.includes(id)) return refuse('changes.party-unknown', {}, at);
    if (id === leadId) return refuse('changes.lead-stays', {}, at);
    const leader = leaderId === null ? undefined : await this.people.find(SYSTEM, leaderId);
    return leader?.organisationId === id ? refuse('changes.leader-leaves', {}, at) : undefined;
  }

  private async joining(id: string, { task }: Asked, { partyIds }: Project): Promise<Refusal | undefined> {
    const at = [...AT.PARTY, 'joiningId'];
    if (partyIds.includes(id)) return refuse('changes.party-already', {}, at);
    const { verified } = await this.organisations.get(SYSTEM, id, 'joiningId');
    if (!verified) return refuse('changes.party-unverified', {}, at);
    return task === null ? refuse('changes.task', {}, [...AT.PARTY, 'task']) : undefined;
  }
}

function periodFault(endsOn: string, { endsOn: after, terms }: TaskBook): Refusal | undefined {
  const until = addDays(after, EXTENSION_DAYS.of(terms));
  return endsOn > after && endsOn <= until
    ? undefined
    : refuse('changes.period', { after, until }, AT.PERIOD);
}

function indicatorFault(name: string, target: string, { indicators }: TaskBookPlan): Refusal | undefined {
  const present = indicators.find((one) => one.name === name);
  if (!present) return refuse('changes.indicator-unknown', { name }, AT.INDICATOR);
  return present.target === target ? refuse('changes.target-same', { name }, AT.INDICATOR) : undefined;
}

function partiesAfter({ leavingId, joiningId }: Asked, partyIds: readonly string[]): string[] {
  return [...partyIds.filter((id) => id !== leavingId), ...(joiningId === null ? [] : [joiningId])];
}

/** The plan once the change is made. */
export function planAfter(asked: Asked, { taskBook: { plan }, project }: Running): TaskBookPlan {
  const { indicator, target, leavingId, joiningId, budget } = asked;
  if (asked.kind === 'INDICATOR') {
    const changed = plan.indicators.map((one) =>
      one.name === indicator ? { ...one, target: target! } : one,
    );
    return { ...plan, indicators: changed };
  }
  if (asked.kind !== 'PARTY') return plan;
  return { ...plan, budget: budget ?? handedOn(plan.budget, leavingId, joiningId ?? project.leadId) };
}

/** The budget with the lines of who leaves in the hands of another party; its own line of the year takes them up. */
function handedOn(budget: readonly GrantLine[], from: string | null, to: string): GrantLine[] {
  const kept = budget.filter(({ organisationId }) => organisationId !== from);
  for (const { organisationId, year, amount } of budget) {
    if (organisationId !== from) continue;
    const at = kept.findIndex((line) => line.organisationId === to && line.year === year);
    const sum = new Big(amount).plus(kept[at]?.amount ?? 0).toFixed(2);
    kept.splice(at < 0 ? kept.length : at, at < 0 ? 0 : 1, { organisationId: to, year, amount: sum });
  }
  return kept;
}

/** What the change alters in the project itself; undefined where that is the task book's matter alone. */
export function amendmentOf(change: ProjectChange): Amendment | undefined {
  const { kind, personId, endsOn, leavingId, joiningId, task, consentedAt, consentedById } = change;
  if (kind === 'LEADER') return { leaderId: personId! };
  if (kind === 'PERIOD') return { endsOn: endsOn! };
  if (kind === 'INDICATOR') return undefined;
  const signature = { signedAt: consentedAt, signedById: consentedById };
  const joining =
    joiningId === null ? {} : { joining: { organisationId: joiningId, task: task!, ...signature } };
  return { ...(leavingId === null ? {} : { leavingId }), ...joining };
}
