import { Injectable } from '@nestjs/common';
import { sql } from '../../kernel/policy';
import { ReaderContext, type Order } from '../../kernel/reader';
import { OfProjectReader } from '../taskbooks';
import { Milestone, milestonePolicy } from './milestone';
import { ProgressReport, reportPolicy } from './report';

export const BY_NUMBER: Order = { by: 'number', descending: false };
export const BY_YEAR: Order = { by: 'year', descending: false };

/** Reads milestones. */
@Injectable()
export class MilestonesReader extends OfProjectReader<Milestone> {
  constructor(context: ReaderContext) {
    super(context, Milestone, milestonePolicy.readable);
  }

  /** Those of a project that are not reached, whoever asks. */
  open(projectId: string): Promise<Milestone[]> {
    return this.select(sql`t.project_id = ${projectId} AND t.state IN ('PLANNED', 'REPORTED')`);
  }
}

/** Reads progress reports. */
@Injectable()
export class ReportsReader extends OfProjectReader<ProgressReport> {
  constructor(context: ReaderContext) {
    super(context, ProgressReport, reportPolicy.readable);
  }

  /** Those of a project, whoever asks. */
  all(projectId: string): Promise<ProgressReport[]> {
    return this.select(sql`t.project_id = ${projectId}`);
  }
}
