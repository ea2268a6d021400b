import type { Actor } from '../../kernel/actor';
import { sentence, type Locale } from '../../kernel/messages';
import type { Achievement } from '../achievements';
import type { Interest } from '../interests';
import type { Need } from '../needs';
import type { Plan, PlanMilestone } from '../plans';
import type { Project, ProjectParty } from '../projects';
import type { DraftParty, ProjectDraft } from './draft';
import { nextPeriod, takenUp, type Period } from './earlier-plan';

/** What a proposal is filled in from, as far as it was named. */
export interface Sources {
  readonly need: Need | null;
  readonly achievement: Achievement | null;
  readonly interest: Interest | null;
  readonly earlier: { readonly project: Project; readonly parties: readonly ProjectParty[] } | null;
}

/** For whom, when and in which language it is filled in. */
export interface Occasion {
  readonly actor: Actor;
  readonly today: string;
  readonly locale: Locale;
}

const MOST_SUMMARY = 20_000;

/** The proposal that the sources make. */
export function prefill(sources: Sources, occasion: Occasion): ProjectDraft {
  const { need, achievement, interest, earlier } = sources;
  const was = periodOf(earlier?.project);
  const period = was && nextPeriod(was, occasion.today);
  const texts = [need?.description, achievement?.abstract];
  const summary = texts.filter(Boolean).join('\n\n') || (earlier?.project.summary ?? '');
  return {
    title: need?.title ?? achievement?.title ?? earlier?.project.title ?? '',
    summary: summary.slice(0, MOST_SUMMARY),
    needId: need?.id ?? null,
    achievementId: achievement?.id ?? null,
    interestId: interest?.state === 'ACCEPTED' ? interest.id : null,
    leaderId: earlier?.project.leaderId ?? occasion.actor.personId,
    parties: partiesOf(sources, occasion.actor),
    requestedFunding: '0.00',
    startsOn: period?.startsOn ?? null,
    endsOn: period?.endsOn ?? null,
    agreement: earlier?.project.agreement ?? null,
    plan: planOf(sources, was, period, occasion.locale),
  };
}

const periodOf = (project: Project | undefined): Period | null =>
  project?.startsOn && project.endsOn ? { startsOn: project.startsOn, endsOn: project.endsOn } : null;

/** The lead first: that of the earlier project, else the owner of the need, else whoever is named first. */
function partiesOf({ need, achievement, interest, earlier }: Sources, actor: Actor): DraftParty[] {
  const named = [
    ...(earlier ? [earlier.project.leadId] : []),
    ...[need?.organisationId, achievement?.organisationId, interest?.fromId, interest?.toId],
    ...(earlier?.project.partyIds ?? []),
  ].filter((id) => id !== undefined);
  const own = actor.organisationIds.some((id) => named.includes(id)) ? [] : actor.organisationIds.slice(0, 1);
  const tasks = new Map(earlier?.parties.map(({ organisationId, task }) => [organisationId, task]));
  return [...new Set([...named, ...own])].map((organisationId, at) => ({
    organisationId,
    role: at === 0 ? 'LEAD' : 'PARTICIPANT',
    task: tasks.get(organisationId) ?? '',
  }));
}

function planOf(
  { need, earlier }: Sources,
  was: Period | null,
  is: Period | null,
  locale: Locale,
): Plan | null {
  const old = earlier?.project.plan && was && is ? takenUp(earlier.project.plan, was, is) : null;
  const reached = need?.metrics.length ? [reachedBy(need, is, locale)] : [];
  if (!old && reached.length === 0) return null;
  const begun: Plan = old ?? { workPackages: [], budget: [], milestones: [], pledges: [] };
  return { ...begun, milestones: [...begun.milestones, ...reached] };
}

/** The metrics of the need as indicators of one milestone at the end. */
const reachedBy = ({ metrics }: Need, is: Period | null, locale: Locale): PlanMilestone => ({
  title: sentence('drafts.metrics-reached', {}, locale),
  dueOn: is?.endsOn ?? null,
  indicators: metrics.map(({ name, unit, current, target }) => ({
    ...{ name, unit, target, metric: name },
    baseline: current,
  })),
});
