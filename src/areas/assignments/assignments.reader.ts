import { Injectable } from '@nestjs/common';
import { always, policy } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { officer, officerSql } from '../conflicts';
import { Assignment } from './assignment';

/** Assignments name experts: they are the bureau's alone, and of it nobody's who belongs to a party. */
const assignmentPolicy = policy<Assignment>()<never>({
  rules: { read: officer },
  readable: (actor) => (actor.kind === 'system' ? always : officerSql(actor)),
});

/** Reads assignments. */
@Injectable()
export class AssignmentsReader extends Reader<Assignment> {
  constructor(context: ReaderContext) {
    super(context, Assignment, assignmentPolicy.readable);
  }
}
