import { kind } from '../../kernel/kind';
import { always, nobody, policy } from '../../kernel/policy';
import { Round } from './round';
import { roundLifecycle, type RoundVerb } from './round.lifecycle';

/** Rounds are public; only the clock moves them. */
export const roundPolicy = policy<Round>()<RoundVerb>({
  rules: { read: () => true, OPEN: nobody, CLOSE: nobody, DECIDE: nobody },
  readable: () => always,
});

/** The round as the engine, the API and the tests know it. */
export const roundKind = kind({
  prefix: 'round',
  entity: Round,
  lifecycle: roundLifecycle,
  policy: roundPolicy,
  verbs: [],
  labels: {
    PLANNED: { zh: '已计划', en: 'planned' },
    OPEN: { zh: '开放申报', en: 'open' },
    CLOSED: { zh: '已截止', en: 'closed' },
    DECIDED: { zh: '已全部审定', en: 'decided' },
    CLOSE: { zh: '截止', en: 'close' },
    DECIDE: { zh: '审定', en: 'decide' },
  },
});
