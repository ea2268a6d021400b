import { Injectable } from '@nestjs/common';
import type { FactRow } from '../../kernel/facts';
import { On } from '../../kernel/job-registry';
import { projectCompleted, projectTerminated } from '../projects';
import { ChangesService } from './changes.service';

/** What the end of a project does to what it still asks for. */
@Injectable()
export class ChangesJobs {
  constructor(private readonly changes: ChangesService) {}

  @On(projectCompleted)
  completed({ subjectId }: FactRow): Promise<void> {
    return this.changes.lapse(subjectId);
  }

  @On(projectTerminated)
  terminated({ subjectId }: FactRow): Promise<void> {
    return this.changes.lapse(subjectId);
  }
}
