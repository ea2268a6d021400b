import { Injectable } from '@nestjs/common';
import { sql } from '../../kernel/policy';
import { ReaderContext } from '../../kernel/reader';
import { OfProjectReader } from '../taskbooks';
import { ProjectChange } from './change';
import { changePolicy } from './change.kind';

/** Reads what projects ask to change. */
@Injectable()
export class ChangesReader extends OfProjectReader<ProjectChange> {
  constructor(context: ReaderContext) {
    super(context, ProjectChange, changePolicy.readable);
  }

  /** The undecided ones of a project, whoever asks. */
  open(projectId: string): Promise<ProjectChange[]> {
    return this.select(sql`t.project_id = ${projectId} AND t.state = 'REQUESTED'`);
  }
}
