import { InputType } from '@nestjs/graphql';
import { IdIn, OneOfIn, TextIn, WholeIn, YuanIn } from '../../kernel/inputs';
import { MilestoneVerbEnum, type MILESTONE_VERBS } from './milestone';
import { ReportVerbEnum, type REPORT_VERBS } from './report';

const version = {
  optional: true,
  description: 'Refuse if the record has changed since this version.',
} as const;

/** That a milestone is reached, and what shows it. */
@InputType()
export class ReportMilestoneInput {
  @IdIn('milestone') id!: string;
  @TextIn(10_000) evidence!: string;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}

/** One step of a milestone's lifecycle. */
@InputType()
export class MoveMilestoneInput {
  @IdIn('milestone') id!: string;
  @OneOfIn(() => MilestoneVerbEnum) verb!: (typeof MILESTONE_VERBS)[number];
  @TextIn(2_000, { optional: true, description: 'Why; needed for RETURN.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}

/** What a project tells of one year. */
@InputType()
export class SubmitProgressReportInput {
  @IdIn('report') id!: string;
  @TextIn(20_000) progress!: string;
  @TextIn(10_000, { optional: true }) problems?: string | null;
  @YuanIn({ description: 'Of the granted funding spent in that year, CNY yuan.' }) fundsUsed!: string;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}

/** One step of a progress report's lifecycle. */
@InputType()
export class MoveProgressReportInput {
  @IdIn('report') id!: string;
  @OneOfIn(() => ReportVerbEnum) verb!: (typeof REPORT_VERBS)[number];
  @TextIn(2_000, { optional: true, description: 'Why; needed for RETURN.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}
