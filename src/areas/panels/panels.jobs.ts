import { Injectable } from '@nestjs/common';
import type { FactRow } from '../../kernel/facts';
import { On } from '../../kernel/job-registry';
import { applicationWithdrawn } from '../applications';
import { PanelsService } from './panels.service';

/** What the end of an application does to its panel. */
@Injectable()
export class PanelsJobs {
  constructor(private readonly panels: PanelsService) {}

  @On(applicationWithdrawn)
  drop({ subjectId }: FactRow): Promise<void> {
    return this.panels.drop(subjectId);
  }
}
