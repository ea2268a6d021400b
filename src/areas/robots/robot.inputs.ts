import { InputType } from '@nestjs/graphql';
import { IdIn, OneOfIn, TextIn, WholeIn } from '../../kernel/inputs';
import { RobotKindEnum, type RobotKind } from './robot.lifecycle';

/** A robot as its group's settings show it. */
@InputType()
export class AddRobotInput {
  @OneOfIn(() => RobotKindEnum) kind!: RobotKind;
  @TextIn(60) name!: string;
  @IdIn('org', { optional: true, description: 'Whose group it is; the bureau’s own, if not given.' })
  organisationId?: string | null;
  @TextIn(500, { description: 'Its address, with the key in it. Kept encrypted, and never shown again.' })
  webhook!: string;
  @TextIn(200, { optional: true, description: 'DINGTALK: what it signs with (加签). WECOM has none.' })
  secret?: string | null;
}

/** What is to be different; a field left out stays. */
@InputType()
export class ChangeRobotInput {
  @IdIn('robot') id!: string;
  @TextIn(60, { optional: true }) name?: string | null;
  @TextIn(500, { optional: true }) webhook?: string | null;
  @TextIn(200, { optional: true }) secret?: string | null;
  @WholeIn(1, 2_147_483_647, { optional: true, description: 'Refuse if it has changed since this version.' })
  expectedVersion?: number | null;
}

/** Which robot is to be used, or no more. */
@InputType()
export class MoveRobotInput {
  @IdIn('robot') id!: string;
  @TextIn(500, { optional: true, description: 'Why.' }) note?: string | null;
  @WholeIn(1, 2_147_483_647, { optional: true, description: 'Refuse if it has changed since this version.' })
  expectedVersion?: number | null;
}
