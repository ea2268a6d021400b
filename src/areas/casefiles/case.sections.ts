import type { Type } from '@nestjs/common';
import { sql, type Sql } from '../../kernel/policy';
import { Acceptance, Recovery } from '../acceptances';
import { Achievement } from '../achievements';
import { Application } from '../applications';
import { Attachment } from '../attachments';
import { ProjectChange } from '../changes';
import { Determination } from '../determinations';
import { Draw } from '../experts';
import { Grant, Instalment, MatchingMoney } from '../grants';
import { Interest } from '../interests';
import { Need } from '../needs';
import { Objection } from '../objections';
import { Panel } from '../panels';
import { Milestone, ProgressReport } from '../progress';
import { Project } from '../projects';
import { Reconsideration } from '../reconsiderations';
import { Review } from '../reviews';
import { Round } from '../rounds';
import { Signature } from '../signatures';
import { TaskBook } from '../taskbooks';

/** Records of one type in a case file. */
export interface Section {
  /** The folder, and the stem of its heading: `casefile.section.…`. */
  readonly name: string;
  readonly type: Type<{ id: string }>;
  /** Which records of the type belong to the case: a condition on alias `t`. What the viewer may not read stays out. */
  readonly where: (project: Project) => Sql;
}

const ofApplications = ({ id }: Project): Sql =>
  sql`t.application_id IN (SELECT a.id FROM applications a WHERE a.project_id = ${id})`;

const ofProject = ({ id }: Project): Sql => sql`t.project_id = ${id}`;

/** What a case file holds, in the order of the business: a further kind of record is one more line. */
export const SECTIONS: readonly Section[] = [
  { name: 'need', type: Need, where: ({ needId }) => sql`t.id = ${needId}` },
  { name: 'achievement', type: Achievement, where: ({ achievementId }) => sql`t.id = ${achievementId}` },
  { name: 'interest', type: Interest, where: ({ interestId }) => sql`t.id = ${interestId}` },
  { name: 'project', type: Project, where: ({ id }) => sql`t.id = ${id}` },
  { name: 'signature', type: Signature, where: ({ id }) => sql`t.subject_id = ${id}` },
  {
    name: 'round',
    type: Round,
    where: ({ id }) => sql`t.id IN (SELECT a.round_id FROM applications a WHERE a.project_id = ${id})`,
  },
  { name: 'application', type: Application, where: ofProject },
  { name: 'draw', type: Draw, where: ofApplications },
  { name: 'review', type: Review, where: ofApplications },
  { name: 'panel', type: Panel, where: ofApplications },
  { name: 'determination', type: Determination, where: ofApplications },
  { name: 'objection', type: Objection, where: ofApplications },
  { name: 'reconsideration', type: Reconsideration, where: ofApplications },
  { name: 'taskbook', type: TaskBook, where: ofProject },
  { name: 'change', type: ProjectChange, where: ofProject },
  { name: 'milestone', type: Milestone, where: ofProject },
  { name: 'report', type: ProgressReport, where: ofProject },
  { name: 'acceptance', type: Acceptance, where: ofProject },
  { name: 'recovery', type: Recovery, where: ofProject },
  { name: 'grant', type: Grant, where: ofProject },
  { name: 'instalment', type: Instalment, where: ofProject },
  { name: 'matching', type: MatchingMoney, where: ofProject },
  {
    name: 'attachment',
    type: Attachment,
    where: ({ id }) => sql`EXISTS (
      SELECT 1 FROM attachment_bindings b WHERE b.attachment_id = t.id AND (b.subject_id = ${id} OR b.subject_id IN (
        SELECT a.id FROM applications a WHERE a.project_id = ${id}
        UNION ALL SELECT m.id FROM matching_money m WHERE m.project_id = ${id}
        UNION ALL SELECT o.id FROM objections o JOIN applications a ON a.id = o.application_id WHERE a.project_id = ${id})))`,
  },
];
