import { InputType } from '@nestjs/graphql';
import { FlagIn, IdIn, TextIn } from '../../kernel/inputs';

/** What an organisation asks, and about what. */
@InputType()
export class ExpressInterestInput {
  @IdIn('need', {
    optional: true,
    description: 'The need to answer; or one’s own that an achievement is wanted for.',
  })
  needId?: string | null;
  @IdIn('achievement', {
    optional: true,
    description: 'The achievement that is wanted; or one’s own that answers a need.',
  })
  achievementId?: string | null;
  @IdIn('org', { description: 'In whose name: a verified organisation of the caller’s.' })
  organisationId!: string;
  @TextIn(4_000) message!: string;
}

/** The answer to an interest. */
@InputType()
export class AnswerInterestInput {
  @IdIn('interest') id!: string;
  @FlagIn({ description: 'Accepting discloses what the interest is about to the other organisation.' })
  accept!: boolean;
  @TextIn(4_000, { optional: true }) message?: string | null;
}
