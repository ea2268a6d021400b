import { InputType } from '@nestjs/graphql';
import { FlagIn, IdIn, OneOfIn, RealIn, WholeIn } from '../../kernel/inputs';
import { AlertFrequencyEnum, AlertKindEnum, type AlertFrequency, type AlertKind } from './alert';

const THRESHOLD = 'The least score that is told, 0 to 1; if not given, what the bureau has set.';

/** What a person wants to be told of. */
@InputType()
export class SaveSearchInput {
  @OneOfIn(() => AlertKindEnum) kind!: AlertKind;
  @IdIn<SaveSearchInput>(({ kind }) => (kind === 'NEEDS_FOR_ACHIEVEMENT' ? 'achievement' : 'need'), {
    optional: true,
    description:
      'An achievement (NEEDS_FOR_ACHIEVEMENT) or a need (ACHIEVEMENTS_FOR_NEED) of one of one’s organisations; if not given, all that they have published.',
  })
  subjectId?: string | null;
  @RealIn(0, 1, { optional: true, description: THRESHOLD }) threshold?: number | null;
  @OneOfIn(() => AlertFrequencyEnum) frequency!: AlertFrequency;
}

/** What changes of a saved search; a field left out stays. A new frequency holds for what is found from then on. */
@InputType()
export class EditSearchInput {
  @IdIn('search') id!: string;
  @RealIn(0, 1, { optional: true }) threshold?: number | null;
  @OneOfIn(() => AlertFrequencyEnum, { optional: true }) frequency?: AlertFrequency | null;
  @FlagIn({ optional: true }) muted?: boolean | null;
  @WholeIn(1, 2_147_483_647, {
    optional: true,
    description: 'Refuse if the search has changed since this version.',
  })
  expectedVersion?: number | null;
}
