import { Check, Index } from 'typeorm';
import { Flag, Id, Instant, isOneOf, Json, OneOf, Real, Ref, Text, Yuan } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Application } from '../applications';
import { OutcomeEnum, OUTCOMES, type Outcome } from '../panels';
import { Person } from '../people';
import { PROCEDURAL_GROUNDS, ProceduralGroundEnum, type ProceduralGround } from './grounds';

/** What the bureau decided on an application, and how it stands to the experts (审定). */
@NodeType(
  'determination',
  'determinations',
  'What the bureau decided on an application, and how it stands to the experts; for the parties and the bureau.',
)
@Check('determinations_ground_check', isOneOf('procedural_ground', PROCEDURAL_GROUNDS))
@Check('determinations_panel_check', isOneOf('panel_outcome', OUTCOMES))
@Check('determinations_against_check', 'against_experts = (procedural_ground IS NOT NULL)')
@Index(['applicationId', 'id'])
export class Determination {
  @Id() id!: string;
  @Ref(() => Application) applicationId!: string;
  @Flag() recommend!: boolean;
  @Yuan({ nullable: true, description: 'CNY yuan; null where it was not recommended.' })
  grantedFunding!: string | null;
  @Real({ description: 'What the experts gave on average, 0 to 100.' }) average!: number;
  @OneOf(() => OutcomeEnum, { nullable: true, description: 'What their panel voted; null where none met.' })
  panelOutcome!: Outcome | null;
  @Flag({ description: 'Against the panel where it decided, else against the average.' })
  againstExperts!: boolean;
  @OneOf(() => ProceduralGroundEnum, {
    nullable: true,
    description: 'Why it could go against the experts; null where it does not.',
  })
  proceduralGround!: ProceduralGround | null;
  @Text() reason!: string;
  @Instant({ description: 'UTC.' }) at!: Date;
  /** The officer; null = the platform. */
  @Ref(() => Person, { nullable: true }) officerId!: string | null;
  /** The parties of the application, repeated so that rights need no join. */
  @Json('hidden') partyIds!: string[];
}
