import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import type { FactRow } from '../../kernel/facts';
import { Every, On } from '../../kernel/job-registry';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ProjectProgress, projectEdited, projectWithdrawn } from '../projects';
import { RoundsService } from '../rounds';
import type { Application } from './application';
import { OPEN_STATES } from './application.lifecycle';
import { ApplicationsReader } from './applications.reader';
import { ApplicationsService } from './applications.service';

/** What time and the editing of projects do to applications. */
@Injectable()
export class ApplicationsJobs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly applications: ApplicationsReader,
    private readonly service: ApplicationsService,
    private readonly progress: ProjectProgress,
    private readonly rounds: RoundsService,
  ) {}

  /** What was never submitted lapses; a closed round in which all is decided is decided itself. */
  @Every('* * * * *', 'applications.tick')
  tick(): Promise<void> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('applications.tick', 0))`);
      const now = this.clock.now();
      for (const application of await this.applications.lapsed(now)) await this.service.lapse(application);
      const closed = await this.rounds.closed();
      const undecided = await this.applications.undecidedRounds(closed.map(({ id }) => id));
      for (const round of closed) if (!undecided.has(round.id)) await this.rounds.decide(round);
    });
  }

  @On(projectEdited)
  async followProject({ subjectId }: FactRow): Promise<void> {
    const application = await this.openOf(subjectId);
    if (application) await this.service.follow(application, await this.progress.of(subjectId));
  }

  @On(projectWithdrawn)
  async endWithProject({ subjectId }: FactRow): Promise<void> {
    const application = await this.openOf(subjectId);
    if (application) await this.service.lapse(application);
  }

  /** The application of a project that is not submitted yet, held until the transaction ends. */
  private async openOf(projectId: string): Promise<Application | undefined> {
    await this.uow.query(sql`SELECT 1 FROM applications WHERE project_id = ${projectId} FOR UPDATE`);
    const application = await this.applications.activeOf(projectId);
    return application && OPEN_STATES.includes(application.state) ? application : undefined;
  }
}
