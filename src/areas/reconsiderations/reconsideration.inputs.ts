import { InputType } from '@nestjs/graphql';
import { FlagIn, IdIn, OneOfIn, TextIn } from '../../kernel/inputs';
import { ReconsiderationGroundEnum, type ReconsiderationGround } from './reconsideration';

/** What a party holds against a refusal or rejection. */
@InputType()
export class AskReconsiderationInput {
  @IdIn('application') applicationId!: string;
  @OneOfIn(() => ReconsiderationGroundEnum) ground!: ReconsiderationGround;
  @TextIn(10_000) text!: string;
}

/** The answer, by another officer than the one who decided. */
@InputType()
export class AnswerReconsiderationInput {
  @IdIn('reconsideration') reconsiderationId!: string;
  @FlagIn({ description: 'Upheld: the application is taken up again where the decision was made.' })
  uphold!: boolean;
  @TextIn(10_000, { description: 'The parties read it.' }) reason!: string;
  @FlagIn({
    optional: true,
    description: 'With an upheld rejection: the reviews are dropped, and other experts judge anew.',
  })
  judgeAnew?: boolean | null;
}
