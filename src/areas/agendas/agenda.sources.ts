import { Injectable } from '@nestjs/common';
import { isBureau, SYSTEM, type Actor } from '../../kernel/actor';
import { addDays } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { always, sql, type Sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { ActionItemsReader, type ActionItem } from '../actions';
import { ApplicationsReader, type Application } from '../applications';
import { Deadlines, type Deadline } from '../deadlines';
import { InterestsReader, UNANSWERED, type Interest } from '../interests';
import type { Meeting } from '../liaison';
import { NeedsReader, type Need } from '../needs';
import { OrganisationsReader } from '../organisations';
import { ProjectsReader, type Project } from '../projects';
import { TargetsReader, type Target } from '../targets';

/** Days before its last day from which a milestone stands on agendas. */
export const MILESTONE_DAYS = setting('agendas.milestone-days', 30, {
  zh: '里程碑到期前多少天列入月对接议程（天）',
  en: 'Days before its last day from which a milestone stands on agendas',
  max: 366,
});

/** What the parties of some meetings have open, as far as one viewer may know of it. */
export interface Open {
  readonly items: readonly ActionItem[];
  readonly deadlines: readonly (Deadline & { readonly project: Project })[];
  readonly applications: readonly Application[];
  readonly interests: readonly Interest[];
  readonly needs: readonly Need[];
  /** Those behind their pace. */
  readonly targets: readonly (Target & { readonly actual: string; readonly citywide: boolean })[];
  readonly titleOf: (projectId: string) => string;
  readonly nameOf: (organisationId: string) => string;
}

const NEEDS_PER_PARTY = 5;
const AT_MOST = { first: 100 };
/** States in which an application waits for its parties. */
const WAITING = ['DRAFT', 'RETURNED'];

/** What agendas are filled from. */
@Injectable()
export class AgendaReaders {
  constructor(
    readonly needs: NeedsReader,
    readonly interests: InterestsReader,
    readonly applications: ApplicationsReader,
    readonly actionItems: ActionItemsReader,
    readonly deadlines: Deadlines,
    readonly targets: TargetsReader,
  ) {}
}

/** Reads what the parties of meetings have open: a constant number of statements. */
@Injectable()
export class AgendaSources {
  constructor(
    private readonly clock: Clock,
    private readonly readers: AgendaReaders,
    private readonly projects: ProjectsReader,
    private readonly organisations: OrganisationsReader,
  ) {}

  /** A member of each party, and an officer, of whom nothing else is known: whose rights say who may read what. */
  async viewers(meeting: Meeting): Promise<{ bureau: Actor; members: ReadonlyMap<string, Actor> }> {
    const parties = await this.organisations.byIds(SYSTEM, meeting.partyIds);
    const members = [...parties.values()].map(({ id, verified }): [string, Actor] => [
      id,
      someone({ organisationIds: [id], verified }),
    ]);
    return { bureau: someone({ roles: new Set(['BUREAU_OFFICER']) }), members: new Map(members) };
  }

  /** What the viewer may know of what is open. */
  async open(viewer: Actor, meetings: readonly Meeting[]): Promise<Open> {
    const { needs, interests, applications, actionItems } = this.readers;
    const parties = [...new Set(meetings.flatMap((meeting) => meeting.partyIds))];
    const series = [...new Set(meetings.map((meeting) => meeting.seriesId))];
    const items = await actionItems.open(viewer, series);
    const five = { first: NEEDS_PER_PARTY };
    const offered = await needs.pagesOf(viewer, 'organisationId', parties, five, sql`t.state = 'OPEN'`);
    const asked = await interests.page(viewer, AT_MOST, askedAmong(parties));
    const waiting = await applications.page(viewer, AT_MOST, waitingFor(parties));
    const deadlines = await this.due(viewer, parties);
    const projectIds = waiting.nodes.map(({ projectId }) => projectId);
    const titles = await this.projects.byIds(viewer, projectIds);
    const year = await this.readers.targets.ofYear(viewer, Number(this.clock.today().slice(0, 4)));
    const owners = year.flatMap(({ ownerId }) => ownerId ?? []);
    const bodies = await this.organisations.byIds(viewer, [...new Set([...parties, ...owners])]);
    const citywide = ({ ownerId }: Target): boolean =>
      ownerId === null || bodies.get(ownerId)?.kind === 'GOVERNMENT';
    const theirs = year.filter((one) => citywide(one) || parties.includes(one.ownerId!));
    return {
      ...{ items, deadlines, applications: waiting.nodes, interests: asked.nodes },
      needs: [...offered.values()].flatMap(({ nodes }) => nodes),
      targets: (await this.readers.targets.behind(theirs, this.clock.today())).map((one) => ({
        ...one,
        citywide: citywide(one),
      })),
      titleOf: (id) => titles.get(id)?.title ?? '',
      nameOf: (id) => bodies.get(id)?.name ?? '',
    };
  }

  /** Milestones that are due soon and deadlines that have passed, of the parties' projects that the viewer is inside of. */
  private async due(viewer: Actor, parties: readonly string[]): Promise<Open['deadlines']> {
    const today = this.clock.today();
    const soon = addDays(today, MILESTONE_DAYS.value);
    const inside =
      viewer.kind === 'system' || isBureau(viewer) ? always : sql`t.party_ids ?| ${viewer.organisationIds}`;
    const wanted = sql`${inside} AND t.party_ids ?| ${parties} AND EXISTS (SELECT FROM deadlines d
      WHERE d.project_id = t.id AND d.settled_on IS NULL
        AND (d.due_on < ${today}::date OR (d.kind = 'MILESTONE' AND d.due_on <= ${soon}::date)))`;
    const { nodes } = await this.projects.page(viewer, AT_MOST, wanted);
    const found = await this.readers.deadlines.ofProjects(nodes.map(({ id }) => id));
    const isDue = ({ kind, dueOn, settledOn }: Deadline): boolean =>
      settledOn === null && (dueOn < today || (kind === 'MILESTONE' && dueOn <= soon));
    return nodes.flatMap((project) =>
      found
        .get(project.id)!
        .filter(isDue)
        .map((one) => ({ ...one, project })),
    );
  }
}

const askedAmong = (parties: readonly string[]): Sql =>
  sql`t.state = ANY(${UNANSWERED}) AND t.from_id = ANY(${parties}) AND t.to_id = ANY(${parties})`;

const waitingFor = (parties: readonly string[]): Sql =>
  sql`t.state = ANY(${WAITING}) AND t.party_ids ?| ${parties}`;

const someone = (rights: Partial<Actor>): Actor => ({
  ...{ kind: 'account', accountId: null, personId: null, name: null },
  ...{ organisationIds: [], representedIds: [], verified: false, roles: new Set() },
  ...rights,
});
