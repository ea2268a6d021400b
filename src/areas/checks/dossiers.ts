import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { AchievementsReader } from '../achievements';
import { NeedsReader } from '../needs';
import { OrganisationsReader } from '../organisations';
import { PeopleReader } from '../people';
import { ProjectsReader, RUNNING_STATES, type Project } from '../projects';
import { RoundsReader } from '../rounds';
import type { Asked, Dossier } from './formal-rule';

/** Looks at what projects grew out of. */
@Injectable()
export class Origins {
  constructor(
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
  ) {}

  /** Where the work of each project starts from, by its id: the readiness of its achievement, else of its need. */
  async trlsOf(projects: readonly Project[]): Promise<Map<string, number>> {
    const needIds = projects.flatMap(({ needId }) => needId ?? []);
    const needs = await this.needs.byIds(SYSTEM, needIds);
    const achievementIds = projects.flatMap(({ achievementId }) => achievementId ?? []);
    const achievements = await this.achievements.byIds(SYSTEM, achievementIds);
    return new Map(
      projects.flatMap(({ id, needId, achievementId }): [string, number][] => {
        const trl = achievements.get(achievementId ?? '')?.trl ?? needs.get(needId ?? '')?.trlNow;
        return typeof trl === 'number' ? [[id, trl]] : [];
      }),
    );
  }
}

/** Collects what the formal check looks at, for many applications in a constant number of statements. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly clock: Clock,
    private readonly projects: ProjectsReader,
    private readonly organisations: OrganisationsReader,
    private readonly people: PeopleReader,
    private readonly rounds: RoundsReader,
    private readonly origins: Origins,
  ) {}

  /** By application id; the caller answers for rights. */
  async of(applications: readonly Asked[]): Promise<Map<string, Dossier>> {
    const projectIds = applications.map(({ projectId }) => projectId);
    const projects = await this.projects.byIdsForCommands(projectIds);
    const parties = await this.projects.partiesOf(projectIds);
    const all = [...projects.values()];
    const partyIds = [...new Set(all.flatMap((project) => project.partyIds))];
    const organisations = await this.organisations.byIds(SYSTEM, partyIds);
    const leaderIds = all.flatMap(({ leaderId }) => leaderId ?? []);
    const people = await this.people.byIds(SYSTEM, leaderIds);
    const loads = await this.projects.leaderLoads(leaderIds);
    const roundIds = applications.map(({ roundId }) => roundId);
    const rounds = await this.rounds.byIds(SYSTEM, roundIds);
    const trls = await this.origins.trlsOf(all);
    const now = this.clock.now();
    const dossierOf = (application: Asked): Dossier => {
      const project = projects.get(application.projectId)!;
      const own = RUNNING_STATES.includes(project.state) ? 1 : 0;
      return {
        ...{ application, project, now, round: rounds.get(application.roundId)! },
        parties: parties
          .get(project.id)!
          .map((party) => ({ ...party, organisation: organisations.get(party.organisationId)! })),
        leader: (project.leaderId && people.get(project.leaderId)) || null,
        leaderLoad: (loads.get(project.leaderId ?? '') ?? 0) - own,
        trl: trls.get(project.id) ?? null,
      };
    };
    return new Map(applications.map((application) => [application.id, dossierOf(application)]));
  }
}
