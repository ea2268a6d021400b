import { InputType } from '@nestjs/graphql';
import { FlagIn, IdIn, OneOfIn, TextIn, YuanIn } from '../../kernel/inputs';
import { ProceduralGroundEnum, type ProceduralGround } from './grounds';

/** What the bureau decides on the advice of the experts. */
@InputType()
export class DetermineInput {
  @IdIn('application') applicationId!: string;
  @FlagIn() recommend!: boolean;
  @YuanIn({ optional: true }) grantedFunding?: string | null;
  @TextIn(10_000, { description: 'The parties read it.' }) reason!: string;
  @OneOfIn(() => ProceduralGroundEnum, {
    optional: true,
    description: 'Needed where the determination goes against the experts; the parties read it.',
  })
  proceduralGround?: ProceduralGround | null;
}
