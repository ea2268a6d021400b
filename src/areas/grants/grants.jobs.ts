import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import type { FactRow } from '../../kernel/facts';
import { On } from '../../kernel/job-registry';
import { RecoveriesReader, recoveryRecovered } from '../acceptances';
import { ApplicationsReader } from '../applications';
import { ProjectProgress, projectApproved, projectTerminated } from '../projects';
import { GrantsService } from './grants.service';

/** What grants hear of projects and of the money that comes back. */
@Injectable()
export class GrantsJobs {
  constructor(
    private readonly service: GrantsService,
    private readonly progress: ProjectProgress,
    private readonly applications: ApplicationsReader,
    private readonly recoveries: RecoveriesReader,
  ) {}

  @On(projectApproved)
  async open({ subjectId: projectId }: FactRow): Promise<void> {
    const application = await this.applications.activeOf(projectId);
    const { number, approvedOn, state } = await this.progress.of(projectId);
    if (!application?.grantedFunding || state === 'TERMINATED') return;
    const { grantedFunding: amount, roundId } = application;
    await this.service.open({ projectId, amount, roundId, number, approvedOn: approvedOn! });
  }

  @On(projectTerminated)
  end({ subjectId }: FactRow): Promise<void> {
    return this.service.end(subjectId);
  }

  @On(recoveryRecovered)
  async recover({ subjectId }: FactRow): Promise<void> {
    const { projectId, id, amount } = await this.recoveries.get(SYSTEM, subjectId);
    await this.service.recover(projectId, id, amount!);
  }
}
