import { enumOf } from '../../kernel/fields';
import { topic } from '../../kernel/facts';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';

const blind = { blind: true };

// Stated of the panel, never of the application: whoever may read the application would learn that experts met.
export const panelConvened = topic<{ applicationId: string; members: number; quorum: number }>(
  'panel.convened',
  blind,
);
/** That a member has voted, and nothing of the vote: the ballot is secret. */
export const panelVoted = topic<{ cast: number }>('panel.voted', blind);
export const panelClosed = topic<MovePayload>('panel.closed', blind);
export const panelCancelled = topic<MovePayload>('panel.cancelled', blind);
export const panelAnnulled = topic<MovePayload>('panel.annulled', blind);

/** A panel votes until its chair closes it. */
export const panelLifecycle = lifecycle({
  initial: 'VOTING',
  states: ['VOTING', 'CLOSED', 'CANCELLED'],
  moves: [
    { verb: 'CLOSE', from: ['VOTING'], to: 'CLOSED', fact: panelClosed },
    { verb: 'CANCEL', from: ['VOTING'], to: 'CANCELLED', fact: panelCancelled, note: 'required' },
    { verb: 'ANNUL', from: ['VOTING', 'CLOSED'], to: 'CANCELLED', fact: panelAnnulled },
  ],
});

export const PANEL_STATES = panelLifecycle.states;
export type PanelState = (typeof PANEL_STATES)[number];
export type PanelVerb = (typeof panelLifecycle.verbs)[number];
/** What people do; an application that ends, or is judged anew, annuls its panel. */
export const PANEL_VERBS = ['CLOSE', 'CANCEL'] as const;
export const PanelStateEnum = enumOf('PanelState', PANEL_STATES);
