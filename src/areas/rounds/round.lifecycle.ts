import { enumOf } from '../../kernel/fields';
import { lifecycle } from '../../kernel/lifecycle';
import * as facts from './round.facts';

/** A quarterly round: opened and closed by the clock, decided when its last application is. */
export const roundLifecycle = lifecycle({
  initial: 'PLANNED',
  states: ['PLANNED', 'OPEN', 'CLOSED', 'DECIDED'],
  moves: [
    { verb: 'OPEN', from: ['PLANNED'], to: 'OPEN', fact: facts.roundOpened },
    { verb: 'CLOSE', from: ['OPEN'], to: 'CLOSED', fact: facts.roundClosed },
    { verb: 'DECIDE', from: ['CLOSED'], to: 'DECIDED', fact: facts.roundDecided },
  ],
});

export const ROUND_STATES = roundLifecycle.states;
export type RoundState = (typeof ROUND_STATES)[number];
export type RoundVerb = (typeof roundLifecycle.verbs)[number];
export const RoundStateEnum = enumOf('RoundState', ROUND_STATES);
