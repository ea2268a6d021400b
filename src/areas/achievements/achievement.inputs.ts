import { InputType, OmitType, PartialType } from '@nestjs/graphql';
import {
  FlagIn,
  IdIn,
  IdsIn,
  OneOfIn,
  SomeOfIn,
  TextIn,
  TextsIn,
  WholeIn,
  YuanIn,
} from '../../kernel/inputs';
import { VisibilityEnum, type Visibility } from '../../kernel/visibility';
import { CooperationModeEnum, type CooperationMode } from '../../kernel/cooperation';
import {
  AchievementStateEnum,
  AchievementVerbEnum,
  type AchievementState,
  type AchievementVerb,
} from './achievement.lifecycle';

const VERSION = 2_147_483_647;

/** The content of an achievement. */
@InputType()
export class DraftAchievementInput {
  @IdIn('org') organisationId!: string;
  @TextIn(200) title!: string;
  @TextIn(20_000) abstract!: string;
  @OneOfIn(() => VisibilityEnum, { optional: true, description: 'MEMBERS if not given.' })
  visibility?: Visibility | null;
  @IdsIn('person', 50, { optional: true, description: 'In the order in which they are to be named.' })
  contributorIds?: string[] | null;
  @TextsIn(20, 60, { optional: true }) keywords?: string[] | null;
  @TextsIn(10, 4, { optional: true, description: 'GB/T 4754-2017 codes of the trades it is for, e.g. C26.' })
  sectors?: string[] | null;
  @WholeIn(1, 9, { optional: true }) trl?: number | null;
  @TextsIn(30, 60, { optional: true }) patents?: string[] | null;
  @SomeOfIn(() => CooperationModeEnum, { optional: true }) modes?: CooperationMode[] | null;
  @YuanIn({ optional: true, description: 'What is asked for it at least, CNY yuan.' }) priceMin?:
    string | null;
}

/** Changes to a draft; a field left out stays. */
@InputType()
export class EditAchievementInput extends PartialType(OmitType(DraftAchievementInput, ['organisationId'])) {
  @IdIn('achievement') id!: string;
  @WholeIn(1, VERSION, { optional: true }) expectedVersion?: number | null;
}

/** One step of an achievement's lifecycle. */
@InputType()
export class MoveAchievementInput {
  @IdIn('achievement') id!: string;
  @OneOfIn(() => AchievementVerbEnum) verb!: AchievementVerb;
  @TextIn(2_000, { optional: true, description: 'Why; needed for RETURN and REJECT.' }) note?: string | null;
  @WholeIn(1, VERSION, {
    optional: true,
    description: 'Refuse if the achievement has changed since this version.',
  })
  expectedVersion?: number | null;
}

/** Which achievements a list holds. */
@InputType()
export class AchievementFilter {
  @TextIn(200, { optional: true, empty: true, description: 'Words in Chinese or English.' }) text?:
    string | null;
  @SomeOfIn(() => AchievementStateEnum, { optional: true }) states?: AchievementState[] | null;
  @IdIn('org', { optional: true }) organisationId?: string | null;
  @FlagIn({ optional: true, description: 'Only those of the viewer’s own organisations.' }) mine?:
    boolean | null;
}
