import { InputType } from '@nestjs/graphql';
import { IdIn, OneOfIn, PartsIn, TextIn } from '../../kernel/inputs';
import { VoteEnum, type Vote } from './ballot';

/** One application on the agenda. */
@InputType()
export class AgendaItemInput {
  @IdIn('application') applicationId!: string;
  @IdIn('review', {
    optional: true,
    description: 'The review of the expert who takes the chair; else whoever was drawn first.',
  })
  chairReviewId?: string | null;
}

/** A meeting of the experts; each application has the panel of its own reviewers. */
@InputType()
export class ConvenePanelsInput {
  @PartsIn(() => AgendaItemInput, 100, { description: 'In the order of the agenda.' })
  items!: AgendaItemInput[];
}

/** A secret vote. */
@InputType()
export class CastVoteInput {
  @IdIn('panel') panelId!: string;
  @OneOfIn(() => VoteEnum) vote!: Vote;
}

/** The end of a vote that cannot be finished. */
@InputType()
export class CancelPanelInput {
  @IdIn('panel') panelId!: string;
  @TextIn(2_000, { description: 'Only the bureau reads it.' }) reason!: string;
}
