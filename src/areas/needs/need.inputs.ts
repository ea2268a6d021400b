import { InputType, OmitType, PartialType } from '@nestjs/graphql';
import {
  DayIn,
  FlagIn,
  IdIn,
  OneOfIn,
  PartsIn,
  SomeOfIn,
  TextIn,
  TextsIn,
  WholeIn,
  YuanIn,
} from '../../kernel/inputs';
import { CooperationModeEnum, type CooperationMode } from '../../kernel/cooperation';
import { VisibilityEnum, type Visibility } from '../../kernel/visibility';
import { NeedStateEnum, NeedVerbEnum, type NEED_VERBS, type NeedState } from './need.lifecycle';

/** A measurable requirement. */
@InputType()
export class MetricInput {
  @TextIn(100) name!: string;
  @TextIn(30, { optional: true }) unit?: string | null;
  @TextIn(100, { optional: true, description: 'What it is today.' }) current?: string | null;
  @TextIn(100, { description: 'What it must become.' }) target!: string;
}

/** The content of a need. */
@InputType()
export class DraftNeedInput {
  @IdIn('org') organisationId!: string;
  @TextIn(200) title!: string;
  @TextIn(20_000) description!: string;
  @OneOfIn(() => VisibilityEnum, { optional: true, description: 'MEMBERS if not given.' })
  visibility?: Visibility | null;
  @TextsIn(20, 60, { optional: true }) keywords?: string[] | null;
  @TextsIn(10, 4, { optional: true, description: 'GB/T 4754-2017 codes, e.g. C26.' }) sectors?:
    string[] | null;
  @SomeOfIn(() => CooperationModeEnum, { optional: true, description: 'Any, if none is given.' })
  modes?: CooperationMode[] | null;
  @PartsIn(() => MetricInput, 30, { optional: true }) metrics?: MetricInput[] | null;
  @YuanIn({ optional: true }) budgetMin?: string | null;
  @YuanIn({ optional: true }) budgetMax?: string | null;
  @DayIn({ optional: true }) deadline?: string | null;
  @WholeIn(1, 9, { optional: true }) trlNow?: number | null;
  @WholeIn(1, 9, { optional: true }) trlWanted?: number | null;
}

/** Changes to a draft; a field left out stays. */
@InputType()
export class EditNeedInput extends PartialType(OmitType(DraftNeedInput, ['organisationId'])) {
  @IdIn('need') id!: string;
  @WholeIn(1, 2_147_483_647, { optional: true }) expectedVersion?: number | null;
}

/** One step of a need's lifecycle. */
@InputType()
export class MoveNeedInput {
  @IdIn('need') id!: string;
  @OneOfIn(() => NeedVerbEnum) verb!: (typeof NEED_VERBS)[number];
  @TextIn(2_000, { optional: true, description: 'Why; needed for RETURN and REJECT.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, {
    optional: true,
    description: 'Refuse if the need has changed since this version.',
  })
  expectedVersion?: number | null;
}

/** Which needs a list holds. */
@InputType()
export class NeedFilter {
  @TextIn(200, { optional: true, empty: true, description: 'Words in Chinese or English.' }) text?:
    string | null;
  @SomeOfIn(() => NeedStateEnum, { optional: true }) states?: NeedState[] | null;
  @IdIn('org', { optional: true }) organisationId?: string | null;
  @TextsIn(20, 4, { optional: true }) sectors?: string[] | null;
  @FlagIn({ optional: true, description: 'Only those of the viewer’s own organisations.' }) mine?:
    boolean | null;
}
