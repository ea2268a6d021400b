import { InputType } from '@nestjs/graphql';
import { DayIn, IdIn, OneOfIn, PartIn, PartsIn, TextIn, WholeIn } from '../../kernel/inputs';
import { GrantLineInput } from '../taskbooks';
import { ChangeVerbEnum, type CHANGE_VERBS } from './change.lifecycle';

/** Another leader. */
@InputType()
export class LeaderChangeInput {
  @IdIn('person', { description: 'Works for one of the parties.' }) personId!: string;
}

/** A party that leaves, one that joins, or one in the place of another. */
@InputType()
export class PartyChangeInput {
  @IdIn('org', { optional: true }) leavingId?: string | null;
  @IdIn('org', { optional: true, description: 'Verified; its representative has to consent.' })
  joiningId?: string | null;
  @TextIn(4_000, { optional: true, description: 'The task of who joins; that of who leaves, if not given.' })
  task?: string | null;
  @PartsIn(() => GrantLineInput, 200, { optional: true, description: 'The whole budget from then on.' })
  budget?: GrantLineInput[] | null;
}

/** A longer period. */
@InputType()
export class PeriodChangeInput {
  @DayIn({ description: 'The new last day.' }) endsOn!: string;
}

/** Another target for an indicator. */
@InputType()
export class IndicatorChangeInput {
  @TextIn(100) name!: string;
  @TextIn(100) target!: string;
}

/** One change: exactly one of leader, party, period and indicator. */
@InputType({ description: 'One change: exactly one of leader, party, period and indicator.' })
export class RequestChangeInput {
  @IdIn('project') projectId!: string;
  @TextIn(4_000) reason!: string;
  @PartIn(() => LeaderChangeInput, { optional: true }) leader?: LeaderChangeInput | null;
  @PartIn(() => PartyChangeInput, { optional: true }) party?: PartyChangeInput | null;
  @PartIn(() => PeriodChangeInput, { optional: true }) period?: PeriodChangeInput | null;
  @PartIn(() => IndicatorChangeInput, { optional: true }) indicator?: IndicatorChangeInput | null;
}

/** The signature of a party that is to join. */
@InputType()
export class ConsentToChangeInput {
  @IdIn('change') id!: string;
  @TextIn(64, { description: 'The contentHash of the project, whose signedText was read.' })
  contentHash!: string;
}

/** One step of a change's lifecycle. */
@InputType()
export class MoveChangeInput {
  @IdIn('change') id!: string;
  @OneOfIn(() => ChangeVerbEnum) verb!: (typeof CHANGE_VERBS)[number];
  @TextIn(2_000, { optional: true, description: 'Why; needed for REFUSE.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, {
    optional: true,
    description: 'Refuse if the request has changed since this version.',
  })
  expectedVersion?: number | null;
}
