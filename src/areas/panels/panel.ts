import { Check, Index } from 'typeorm';
import { Id, Instant, isOneOf, Json, OneOf, Ref, Version, Whole } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Seen } from '../../kernel/seen';
import { Application } from '../applications';
import { Person } from '../people';
import { OutcomeEnum, OUTCOMES, type Outcome } from './ballot';
import { PANEL_STATES, PanelStateEnum, type PanelState } from './panel.lifecycle';
import { panelSees } from './panel.policy';

/** The experts of one application, who vote on it together (会评). The ballot is secret: votes are kept as counts alone. */
@NodeType(
  'panel',
  'panels',
  'The experts of one application, who vote on it together after their reviews are open. Votes are kept as counts alone.',
)
@Check('panels_state_check', isOneOf('state', PANEL_STATES))
@Check('panels_outcome_check', isOneOf('outcome', OUTCOMES))
@Check('panels_cast_check', 'supports + opposes + abstentions = jsonb_array_length(voted_ids)')
@Index('panels_application_id_key', ['applicationId'], { unique: true, where: "state <> 'CANCELLED'" })
@Index('panels_member_ids_idx', { synchronize: false })
export class Panel {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => PanelStateEnum) state!: PanelState;
  @Ref(() => Application, { as: 'application', mayBeHidden: true }) applicationId!: string;
  @Whole({ description: 'Its place on the agenda of the meeting that it was convened for, from 1.' })
  position!: number;
  @Ref(() => Person) chairId!: string;
  /** The officer who convened it and keeps the record; null = the platform. */
  @Ref(() => Person, { nullable: true }) recorderId!: string | null;
  @Json('hidden') memberIds!: string[];
  /** Members who have voted; what they voted is in the counts alone. */
  @Json('hidden', { default: '[]' }) votedIds!: string[];
  @Whole({ description: 'Votes that have to be cast, abstentions included, for the panel to be closed.' })
  quorum!: number;
  @Instant({ description: 'UTC.' }) convenedAt!: Date;
  @Instant({ nullable: true, description: 'UTC.' }) closedAt!: Date | null;

  @Seen<Panel>(panelSees.result)
  @Whole({ nullable: true, description: 'Once closed.' })
  supports!: number;

  @Seen<Panel>(panelSees.result)
  @Whole({ nullable: true, description: 'Once closed.' })
  opposes!: number;

  @Seen<Panel>(panelSees.result)
  @Whole({ nullable: true, description: 'Once closed.' })
  abstentions!: number;

  @Seen<Panel>(panelSees.result)
  @OneOf(() => OutcomeEnum, {
    nullable: true,
    description: 'The majority of the votes that are no abstentions.',
  })
  outcome!: Outcome | null;

  /** The project's party organisations when it was convened: none of their members may know of it. */
  @Json('hidden') partyIds!: string[];
}
