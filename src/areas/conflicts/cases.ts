import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { dayOf } from '../../kernel/clock';
import { sql } from '../../kernel/policy';
import { AccountsReader } from '../accounts';
import { AchievementsReader, type Achievement, type Coauthorship } from '../achievements';
import { ApplicationsReader, type Application } from '../applications';
import { OrganisationsReader } from '../organisations';
import { term, type Terms } from '../programmes';
import { ProjectsReader, type Project } from '../projects';
import { MatchIndex } from '../relevance';
import { LOAD_LIMIT, RelationsReader } from '../reviewers';
import type { Case, Rival, Tie, Venture } from './case';
import { DismissalsReader } from './dismissals.reader';
import { Dossiers } from './dossiers';

/** Years after which a past affiliation with a party no longer counts as a conflict. */
const CONFLICT_YEARS = term('reviews.conflict-years', 3, {
  zh: '评审回避：曾任职单位的追溯年限（年）',
  en: 'Years for which a past affiliation with a party is a conflict of interest',
  max: 100,
});
/** Years after which a joint project, application or publication no longer counts as a conflict. */
const COLLABORATION_YEARS = term('reviews.collaboration-years', 3, {
  zh: '评审回避：合作项目、共同申报和合作成果的追溯年限（年）',
  en: 'Years for which a joint project, application or publication is a conflict of interest',
  max: 100,
});
/** From this likeness on two applications of a round are the same or similar; 0 to 1. */
const SIMILAR_LIKENESS = term('reviews.similar-likeness', 0.5, {
  zh: '两项申报文本相似度达到多少即视为相同或相近（0–1）',
  en: 'From which likeness of their texts two applications are the same or similar (0–1)',
  max: 1,
});

/** An application that does not compete: not handed in, or no longer. */
const APART = ['DRAFT', 'RETURNED', 'WITHDRAWN', 'NOT_ACCEPTED'];

/** Where applications and what stands behind them come from. */
@Injectable()
export class CaseSources {
  constructor(
    readonly applications: ApplicationsReader,
    readonly projects: ProjectsReader,
    readonly achievements: AchievementsReader,
    readonly organisations: OrganisationsReader,
    readonly accounts: AccountsReader,
    readonly index: MatchIndex,
  ) {}
}

/** What stands behind applications, as read once for all of them. */
interface Stood {
  readonly projects: ReadonlyMap<string, Project>;
  readonly ventures: ReadonlyMap<string, Venture>;
}

/** Gathers who stands behind applications, whoever asks: the number of statements does not grow with them. */
@Injectable()
export class Cases {
  constructor(
    private readonly of_: CaseSources,
    private readonly relations: RelationsReader,
    private readonly dismissals: DismissalsReader,
    private readonly dossiers: Dossiers,
  ) {}

  /** The case of each application, by its id. */
  async of(applications: readonly Application[]): Promise<Map<string, Case>> {
    const rounds = applications.map(({ roundId }) => roundId);
    const inRound = await this.of_.applications.list(SYSTEM, sql`t.round_id = ANY(${rounds})`);
    const ids = applications.map(({ id }) => id);
    const all = [...new Map([...inRound, ...applications].map((one) => [one.id, one])).values()];
    const stood = await this.behind(all);
    const places = this.places(all, stood);
    const organisations = await this.organisations([...stood.projects.values()]);
    const terms = await this.of_.applications.termsOf(ids);
    const ties = await this.ties(applications, terms, stood);
    const unsuitable = await this.relations.unsuitableFor(ids);
    const dismissed = await this.dismissals.ofApplications(ids);
    const competing = byRound(inRound, places);
    await this.of_.index.current();
    return new Map(
      applications.map((one): [string, Case] => [
        one.id,
        {
          ...windowsOf(terms.get(one.id)!),
          ...organisations,
          own: stood.ventures.get(one.projectId)!,
          itself: places.get(one.id)!,
          rivals: competing.get(one.roundId) ?? [],
          ties: ties.get(one.id)!,
          unsuitable: new Set(unsuitable.get(one.id)?.personIds),
          dismissed: dismissed.filter(({ applicationId }) => applicationId === one.id),
          loads: loadsOf(inRound.filter(({ id, roundId }) => roundId === one.roundId && id !== one.id)),
          mostLoad: LOAD_LIMIT.of(terms.get(one.id)!),
        },
      ]),
    );
  }

  private async organisations(
    projects: readonly Project[],
  ): Promise<Pick<Case, 'names' | 'families' | 'mailDomains'>> {
    const ids = [...new Set(projects.flatMap(({ partyIds }) => partyIds))];
    const named = await this.of_.organisations.byIds(SYSTEM, ids);
    return {
      names: new Map([...named.values()].map(({ id, name }) => [id, name])),
      families: await this.of_.organisations.familiesOf(ids),
      mailDomains: await this.of_.accounts.mailDomainsAt(ids),
    };
  }

  /** Each application as one among the others of its round, by its id. */
  private places(applications: readonly Application[], stood: Stood): Map<string, Rival> {
    const texts = new Map<Rival, { title: string; body: string }>();
    const placed = applications.map(({ id, projectId }): [string, Rival] => {
      const { title, summary: body } = stood.projects.get(projectId)!;
      const place: Rival = {
        ...stood.ventures.get(projectId)!,
        likeness: (other) => this.of_.index.corpus.likeness(texts.get(other)!, { title, body }),
      };
      texts.set(place, { title, body });
      return [id, place];
    });
    return new Map(placed);
  }

  /** Who worked with the people behind each application, by application and person. */
  private async ties(
    applications: readonly Application[],
    terms: ReadonlyMap<string, Terms>,
    stood: Stood,
  ): Promise<Map<string, Map<string, Tie[]>>> {
    const yearsOf = ({ id }: Application): number => COLLABORATION_YEARS.of(terms.get(id)!);
    const since = this.dossiers.yearsAgo(Math.max(0, ...applications.map(yearsOf)));
    const peopleOf = (one: Application): string[] => principalsOf(one, stood);
    const people = [...new Set(applications.flatMap(peopleOf))];
    const parties = [...new Set(applications.flatMap(({ partyIds }) => partyIds))];
    const published = await this.of_.achievements.coauthorsOf(people, since);
    const earlier = await this.of_.applications.earlierOf(parties, people, since);
    const before = await this.behind(earlier);
    const joint = jointBy(earlier, before);
    return new Map(
      applications.map((one) => {
        const own = peopleOf(one);
        const from = this.dossiers.yearsAgo(yearsOf(one));
        const ties = new Map<string, Tie[]>();
        const add = (id: string, tie: Tie): void => void ties.set(id, [...(ties.get(id) ?? []), tie]);
        const others = new Set([...one.partyIds, ...own].flatMap((id) => joint.get(id) ?? []));
        for (const other of others) {
          const project = before.projects.get(other.projectId)!;
          if (project.id === one.projectId || !reaches(other, project, from)) continue;
          for (const id of principalsOf(other, before)) if (!own.includes(id)) add(id, tieOf(other, project));
        }
        for (const work of latest(published, own, from)) add(work.otherId, { ground: 'CO_AUTHOR', ...work });
        return [one.id, ties];
      }),
    );
  }

  private async behind(applications: readonly Application[]): Promise<Stood> {
    const ids = applications.map(({ projectId }) => projectId);
    const projects = await this.of_.projects.byIds(SYSTEM, ids);
    const built = [...projects.values()].flatMap(({ achievementId }) => achievementId ?? []);
    const works = await this.of_.achievements.byIds(SYSTEM, built);
    const contributors = await this.of_.achievements.contributorsOf(built);
    const ventures = new Map(
      [...projects.values()].map((project) => [project.id, ventureOf(project, works, contributors)]),
    );
    return { projects, ventures };
  }
}

const windowsOf = (terms: Terms): Pick<Case, 'years' | 'collaborationYears' | 'similarFrom'> => ({
  years: CONFLICT_YEARS.of(terms),
  collaborationYears: COLLABORATION_YEARS.of(terms),
  similarFrom: SIMILAR_LIKENESS.of(terms),
});

/** Whom a venture ties to others: whom an unpublished work names stands there by its owner's word alone. */
const principals = ({ leaderId, contributorIds, unpublishedOf }: Venture): string[] => [
  ...new Set([...(leaderId === null ? [] : [leaderId]), ...(unpublishedOf === null ? contributorIds : [])]),
];

const principalsOf = ({ projectId }: Application, { ventures }: Stood): string[] =>
  principals(ventures.get(projectId)!);

/** Earlier applications by each party and each person that stood behind them. */
function jointBy(earlier: readonly Application[], before: Stood): Map<string, Application[]> {
  const joint = new Map<string, Application[]>();
  for (const one of earlier)
    for (const id of [...one.partyIds, ...principalsOf(one, before)])
      joint.set(id, [...(joint.get(id) ?? []), one]);
  return joint;
}

/** The competing applications of each round. */
function byRound(inRound: readonly Application[], places: ReadonlyMap<string, Rival>): Map<string, Rival[]> {
  const rounds = new Map<string, Rival[]>();
  for (const { id, roundId, state } of inRound)
    if (!APART.includes(state)) rounds.set(roundId, [...(rounds.get(roundId) ?? []), places.get(id)!]);
  return rounds;
}

/** Whether an earlier application was made, or its project still ran, on or after `from`, a day. */
const reaches = ({ submittedAt, state }: Application, { endsOn }: Project, from: string): boolean =>
  dayOf(submittedAt!) >= from || (state === 'APPROVED' && endsOn !== null && endsOn >= from);

const tieOf = ({ state, submittedAt }: Application, { title }: Project): Tie => ({
  ground: state === 'APPROVED' ? 'CO_PROJECT' : 'CO_APPLICATION',
  title,
  year: Number(dayOf(submittedAt!).slice(0, 4)),
});

/** One work of each other person, the latest with any of these people. */
function latest(published: readonly Coauthorship[], own: readonly string[], from: string): Coauthorship[] {
  const found = new Map<string, Coauthorship>();
  for (const work of published.filter(({ year }) => year >= Number(from.slice(0, 4)))) {
    const known = found.get(work.otherId);
    if (own.includes(work.personId) && !own.includes(work.otherId) && !(known && known.year >= work.year))
      found.set(work.otherId, work);
  }
  return [...found.values()];
}

/** How many of these applications each person reviews. */
function loadsOf(applications: readonly Application[]): Map<string, number> {
  const loads = new Map<string, number>();
  for (const { reviewerPersonIds } of applications)
    for (const id of reviewerPersonIds) loads.set(id, (loads.get(id) ?? 0) + 1);
  return loads;
}

function ventureOf(
  { title, partyIds, leaderId, achievementId }: Project,
  works: ReadonlyMap<string, Achievement>,
  contributors: ReadonlyMap<string, readonly string[]>,
): Venture {
  const work = achievementId === null ? undefined : works.get(achievementId);
  const contributorIds = (work && contributors.get(work.id)) ?? [];
  const unpublishedOf = work && work.publishedAt === null ? work.organisationId : null;
  return { title, partyIds, leaderId, contributorIds, unpublishedOf };
}
