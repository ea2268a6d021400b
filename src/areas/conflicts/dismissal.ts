import { InputType } from '@nestjs/graphql';
import { Check, Index } from 'typeorm';
import { enumOf, Id, Instant, Json, OneOf, Ref, Text } from '../../kernel/fields';
import { topic } from '../../kernel/facts';
import { IdIn, OneOfIn, TextIn } from '../../kernel/inputs';
import { NodeType } from '../../kernel/node';
import { Application } from '../applications';
import { Person } from '../people';
import { GROUND_CODES, type GroundCode } from './grounds';

const ConflictGroundEnum = enumOf('ConflictGround', GROUND_CODES);

/** An officer set a ground aside; it takes effect when another confirms it. */
export const conflictDismissed = topic<{ applicationId: string; ground: string }>('dismissal.stated');
export const dismissalConfirmed = topic<{ applicationId: string; ground: string }>('dismissal.confirmed');

/** That officers set a ground of recusal aside for one expert and application: one gives the reason, another confirms. */
@NodeType(
  'dismissal',
  'dismissals',
  'That officers set a ground of recusal aside for one expert and one application; without effect until confirmed.',
)
@Check('dismissals_two_officers_check', 'confirmed_by_id <> dismissed_by_id')
@Index(['applicationId', 'id'])
export class Dismissal {
  @Id() id!: string;
  @Ref(() => Application, { as: 'application', mayBeHidden: true }) applicationId!: string;
  @Ref(() => Person, { as: 'person' }) personId!: string;
  @OneOf(() => ConflictGroundEnum) ground!: GroundCode;
  /** What was found when it was dismissed: what is found later is not covered. */
  @Json('hidden') evidence!: string[];
  @Text() reason!: string;
  @Ref(() => Person, { as: 'dismissedBy' }) dismissedById!: string;
  @Instant({ description: 'UTC.' }) dismissedAt!: Date;
  @Ref(() => Person, { nullable: true, as: 'confirmedBy' }) confirmedById!: string | null;
  @Instant({ nullable: true, description: 'UTC; null: without effect yet.' }) confirmedAt!: Date | null;
  /** The project's parties on that day: none of their members may see it. */
  @Json('hidden') partyIds!: string[];
}

/** Whose conflicts with which application. */
@InputType()
export class ConflictsInput {
  @IdIn('application') applicationId!: string;
  @IdIn('person') personId!: string;
}

/** What an officer sets aside, and why. */
@InputType()
export class DismissConflictInput extends ConflictsInput {
  @OneOfIn(() => ConflictGroundEnum) ground!: GroundCode;
  @TextIn(2_000, { description: 'Why it does not affect fairness; it stays with the application.' })
  reason!: string;
}
