import { InputType, PartialType } from '@nestjs/graphql';
import {
  DayIn,
  FlagIn,
  IdIn,
  IdsIn,
  OneOfIn,
  PartIn,
  PartsIn,
  SomeOfIn,
  TextIn,
  WholeIn,
  YuanIn,
} from '../../kernel/inputs';
import { PlanInput } from '../plans';
import { PartyRoleEnum, type PartyRole } from './project';
import {
  ProjectStateEnum,
  ProjectVerbEnum,
  type PROJECT_VERBS,
  type ProjectState,
} from './project.lifecycle';

/** An organisation's part in a project. */
@InputType()
export class ProjectPartyInput {
  @IdIn('org') organisationId!: string;
  @OneOfIn(() => PartyRoleEnum) role!: PartyRole;
  @TextIn(4_000) task!: string;
  @YuanIn({ optional: true, description: 'CNY yuan; 0 if not given.' }) selfFunding?: string | null;
}

const matter = { optional: true, empty: true } as const;

/** The seven matters of a joint agreement. */
@InputType({
  description:
    'The seven matters that a joint agreement has to settle (Law on Promoting the Transformation of S&T Achievements, art. 26).',
})
export class AgreementInput {
  @TextIn(10_000, matter) organisation?: string | null;
  @TextIn(10_000, matter) tasks?: string | null;
  @TextIn(10_000, matter) funding?: string | null;
  @TextIn(10_000, matter) intellectualProperty?: string | null;
  @TextIn(10_000, matter) benefits?: string | null;
  @TextIn(10_000, matter) risks?: string | null;
  @TextIn(10_000, matter) breach?: string | null;
}

/** The content of a project. */
@InputType()
export class ProposeProjectInput {
  @TextIn(200) title!: string;
  @TextIn(20_000) summary!: string;
  @IdIn('need', { optional: true }) needId?: string | null;
  @IdIn('achievement', { optional: true }) achievementId?: string | null;
  @IdIn('interest', { optional: true }) interestId?: string | null;
  @IdIn('person', { optional: true }) leaderId?: string | null;
  @PartsIn(() => ProjectPartyInput, 20) parties!: ProjectPartyInput[];
  @YuanIn() requestedFunding!: string;
  @DayIn({ optional: true }) startsOn?: string | null;
  @DayIn({ optional: true }) endsOn?: string | null;
  @PartIn(() => AgreementInput, { optional: true }) agreement?: AgreementInput | null;
  @IdsIn('attachment', 100, {
    optional: true,
    description:
      'All of its attachments, in their order: those uploaded by one’s own organisation, and those it has.',
  })
  attachmentIds?: string[] | null;
  @PartIn(() => PlanInput, { optional: true, description: 'Null takes the plan away.' })
  plan?: PlanInput | null;
}

/** Changes to a project; a field left out stays, and so does a matter of the agreement. */
@InputType()
export class EditProjectInput extends PartialType(ProposeProjectInput) {
  @IdIn('project') id!: string;
  @WholeIn(1, 2_147_483_647, { optional: true }) expectedVersion?: number | null;
}

/** A party's signature under the content that it has read. */
@InputType()
export class SignProjectInput {
  @IdIn('project') projectId!: string;
  @IdIn('org') organisationId!: string;
  @TextIn(64, { description: 'The contentHash that was read: a stale one is refused.' }) contentHash!: string;
}

/** One step of a project's lifecycle. */
@InputType()
export class MoveProjectInput {
  @IdIn('project') id!: string;
  @OneOfIn(() => ProjectVerbEnum) verb!: (typeof PROJECT_VERBS)[number];
  @TextIn(2_000, { optional: true, description: 'Why; needed for TERMINATE.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, {
    optional: true,
    description: 'Refuse if the project has changed since this version.',
  })
  expectedVersion?: number | null;
}

/** Which projects a list holds. */
@InputType()
export class ProjectFilter {
  @SomeOfIn(() => ProjectStateEnum, { optional: true }) states?: ProjectState[] | null;
  @IdIn('org', { optional: true, description: 'One of the parties.' }) organisationId?: string | null;
  @WholeIn(1990, 2200, { optional: true, description: 'Year of approval; of proposal while not approved.' })
  year?: number | null;
  @FlagIn({ optional: true, description: 'Only those of the viewer’s own organisations.' }) mine?:
    boolean | null;
}
