import { enumOf } from '../../kernel/fields';
import { lifecycle } from '../../kernel/lifecycle';
import * as facts from './achievement.facts';

/** From a draft to an offer: the states of an achievement and the steps between them. */
export const achievementLifecycle = lifecycle({
  initial: 'DRAFT',
  states: ['DRAFT', 'IN_REVIEW', 'OPEN', 'CLOSED', 'REJECTED', 'WITHDRAWN'],
  moves: [
    { verb: 'SUBMIT', from: ['DRAFT'], to: 'IN_REVIEW', fact: facts.achievementSubmitted },
    { verb: 'APPROVE', from: ['IN_REVIEW'], to: 'OPEN', fact: facts.achievementPublished },
    { verb: 'RETURN', from: ['IN_REVIEW'], to: 'DRAFT', fact: facts.achievementReturned, note: 'required' },
    {
      verb: 'REJECT',
      from: ['IN_REVIEW'],
      to: 'REJECTED',
      fact: facts.achievementRejected,
      note: 'required',
    },
    { verb: 'CLOSE', from: ['OPEN'], to: 'CLOSED', fact: facts.achievementClosed },
    {
      verb: 'WITHDRAW',
      from: ['DRAFT', 'IN_REVIEW', 'OPEN'],
      to: 'WITHDRAWN',
      fact: facts.achievementWithdrawn,
    },
    {
      verb: 'REOPEN',
      from: ['CLOSED', 'REJECTED', 'WITHDRAWN'],
      to: 'DRAFT',
      fact: facts.achievementReopened,
    },
  ],
});

export const ACHIEVEMENT_STATES = achievementLifecycle.states;
export type AchievementState = (typeof ACHIEVEMENT_STATES)[number];
export type AchievementVerb = (typeof achievementLifecycle.verbs)[number];
export const ACHIEVEMENT_VERBS = achievementLifecycle.verbs;
export const AchievementStateEnum = enumOf('AchievementState', ACHIEVEMENT_STATES);
export const AchievementVerbEnum = enumOf('AchievementVerb', ACHIEVEMENT_VERBS);

/** In these states others may find it and ask for it. */
export const ON_OFFER: readonly AchievementState[] = ['OPEN'];
