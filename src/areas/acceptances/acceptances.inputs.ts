import { InputType } from '@nestjs/graphql';
import { IdIn, OneOfIn, PartsIn, TextIn, WholeIn, YuanIn } from '../../kernel/inputs';
import { AcceptanceDecisionEnum, type DECISIONS } from './acceptance';
import { RecoveryVerbEnum, type RECOVERY_VERBS } from './recovery';
import { MetricVerdictEnum, type MetricVerdict } from './verdict';

const version = {
  optional: true,
  description: 'Refuse if the record has changed since this version.',
} as const;

/** What was achieved for one indicator of the task book. */
@InputType()
export class AchievedInput {
  @TextIn(100) indicator!: string;
  @TextIn(100, { description: 'A value such as “96.5 %”; the unit of the indicator, if none is given.' })
  achieved!: string;
}

/** The final report of a project. */
@InputType()
export class SubmitFinalReportInput {
  @IdIn('project') projectId!: string;
  @TextIn(20_000) summary!: string;
  @YuanIn({ description: 'Of the granted funding spent in all, CNY yuan.' }) fundsUsed!: string;
  @PartsIn(() => AchievedInput, 30, { description: 'What is left out has not been measured.' })
  results!: AchievedInput[];
}

/** What somebody says of one indicator. */
@InputType()
export class IndicatorVerdictInput {
  @TextIn(100) indicator!: string;
  @OneOfIn(() => MetricVerdictEnum) verdict!: MetricVerdict;
  @TextIn(2_000, { optional: true }) comment?: string | null;
}

/** What the owner of the need says of each indicator. */
@InputType()
export class GiveAcceptanceOpinionInput {
  @IdIn('acceptance') id!: string;
  @PartsIn(() => IndicatorVerdictInput, 30) opinions!: IndicatorVerdictInput[];
}

/** What the bureau decides. */
@InputType()
export class DecideAcceptanceInput {
  @IdIn('acceptance') id!: string;
  @OneOfIn(() => AcceptanceDecisionEnum) decision!: (typeof DECISIONS)[number];
  @TextIn(4_000) reason!: string;
  @PartsIn(() => IndicatorVerdictInput, 30, {
    optional: true,
    description:
      'For indicators that are not measured, and where the bureau judges otherwise than the numbers.',
  })
  verdicts?: IndicatorVerdictInput[] | null;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}

/** How much of what a terminated project was granted was properly used. */
@InputType()
export class AssessRecoveryInput {
  @IdIn('recovery') id!: string;
  @YuanIn({ description: 'CNY yuan; what was received beyond it is to be recovered.' }) properlyUsed!: string;
  @TextIn(4_000) reason!: string;
}

/** One step of a recovery's lifecycle. */
@InputType()
export class MoveRecoveryInput {
  @IdIn('recovery') id!: string;
  @OneOfIn(() => RecoveryVerbEnum) verb!: (typeof RECOVERY_VERBS)[number];
  @TextIn(2_000, {
    optional: true,
    description: 'Why; needed for RETURN, and for RECORD, where it names the receipt.',
  })
  note?: string | null;
  @WholeIn(1, 2_147_483_647, version) expectedVersion?: number | null;
}
