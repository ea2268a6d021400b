import { topic } from '../../kernel/facts';
import { enumOf } from '../../kernel/fields';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';

export const robotAdded = topic<{ kind: string }>('robot.added');
/** `changed`: the names of the fields, never what they hold. */
export const robotChanged = topic<{ changed: string[] }>('robot.changed');
/** `outcome`: as `RobotTest.outcome`. */
export const robotTested = topic<{ outcome: string }>('robot.tested');

/** A robot is used, or it is not. */
export const robotLifecycle = lifecycle({
  initial: 'ACTIVE',
  states: ['ACTIVE', 'DISABLED'],
  moves: [
    { verb: 'DISABLE', from: ['ACTIVE'], to: 'DISABLED', fact: topic<MovePayload>('robot.disabled') },
    { verb: 'ENABLE', from: ['DISABLED'], to: 'ACTIVE', fact: topic<MovePayload>('robot.enabled') },
  ],
});

export const ROBOT_STATES = robotLifecycle.states;
export type RobotState = (typeof ROBOT_STATES)[number];
export type RobotVerb = (typeof robotLifecycle.verbs)[number];
export const RobotStateEnum = enumOf('RobotState', ROBOT_STATES);

/** Whose robots there are: 企业微信 and 钉钉. */
export const ROBOT_KINDS = ['WECOM', 'DINGTALK'] as const;
export type RobotKind = (typeof ROBOT_KINDS)[number];
export const RobotKindEnum = enumOf('RobotKind', ROBOT_KINDS, 'WECOM: 企业微信. DINGTALK: 钉钉.');
