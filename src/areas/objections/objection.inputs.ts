import { InputType } from '@nestjs/graphql';
import { FlagIn, IdIn, OneOfIn, TextIn, TextsIn } from '../../kernel/inputs';
import { ObjectionKindEnum, type ObjectionKind } from './objection';

/** What somebody holds against an application. */
@InputType()
export class ObjectInput {
  @IdIn('application') applicationId!: string;
  @TextIn(4_000) text!: string;
  @OneOfIn(() => ObjectionKindEnum, { optional: true, description: 'OTHER, if not given.' })
  kind?: ObjectionKind | null;
  @TextIn(10_000, { optional: true, description: 'What shows it; the parties do not read it.' })
  evidence?: string | null;
  @TextsIn(20, 500, { optional: true, description: 'Addresses where it can be looked up, http or https.' })
  evidenceLinks?: string[] | null;
}

/** The bureau's answer to an objection. */
@InputType()
export class ResolveObjectionInput {
  @IdIn('objection') objectionId!: string;
  @FlagIn({ description: 'Upheld: the application is rejected.' }) upheld!: boolean;
  @TextIn(4_000) reason!: string;
}
