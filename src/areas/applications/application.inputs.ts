import { InputType } from '@nestjs/graphql';
import { DayIn, FlagIn, IdIn, OneOfIn, SomeOfIn, TextIn, WholeIn, YuanIn } from '../../kernel/inputs';
import { FormalGroundEnum, type FormalGround } from '../checks';
import {
  ApplicationStateEnum,
  ApplicationVerbEnum,
  type APPLICATION_VERBS,
  type ApplicationState,
} from './application.lifecycle';

/** A project's application to a round. */
@InputType()
export class ApplyInput {
  @IdIn('round') roundId!: string;
  @IdIn('project') projectId!: string;
  @YuanIn({ description: 'CNY yuan; at most what the parties have signed.' }) requestedFunding!: string;
}

/** One step of an application's lifecycle. */
@InputType()
export class MoveApplicationInput {
  @IdIn('application') id!: string;
  @OneOfIn(() => ApplicationVerbEnum) verb!: (typeof APPLICATION_VERBS)[number];
  @TextIn(4_000, { optional: true, description: 'Why; needed for RETURN and REFUSE.' }) note?: string | null;
  @SomeOfIn(() => FormalGroundEnum, {
    optional: true,
    description:
      'For REFUSE: from the closed list; if none is given, those of the rules that are not met, else GUIDELINE_MISMATCH.',
  })
  grounds?: FormalGround[] | null;
  @WholeIn(1, 2_147_483_647, {
    optional: true,
    description: 'Refuse if the application has changed since this version.',
  })
  expectedVersion?: number | null;
}

/** The bureau lets an application be submitted although its round is closed. */
@InputType()
export class AdmitLateInput {
  @IdIn('application') applicationId!: string;
  @DayIn({ description: 'The last day on which it may be submitted, Asia/Shanghai.' }) until!: string;
  @TextIn(4_000, { description: 'Why; it stays in the history.' }) reason!: string;
}

/** Which applications a list holds. */
@InputType()
export class ApplicationFilter {
  @SomeOfIn(() => ApplicationStateEnum, { optional: true }) states?: ApplicationState[] | null;
  @IdIn('round', { optional: true }) roundId?: string | null;
  @WholeIn(1990, 2200, { optional: true, description: 'The year of the round.' }) year?: number | null;
  @FlagIn({ optional: true, description: 'Only those of the viewer’s own organisations.' }) mine?:
    boolean | null;
}
