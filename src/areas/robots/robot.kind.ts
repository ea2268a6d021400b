import { isBureau } from '../../kernel/actor';
import { kind } from '../../kernel/kind';
import { always, any, bureau, never, policy, sql, type Rule } from '../../kernel/policy';
import { Robot } from './robot';
import { robotLifecycle, type RobotVerb } from './robot.lifecycle';

const member: Rule<Robot> = (actor, { organisationId }) =>
  organisationId !== null && actor.organisationIds.includes(organisationId);
const representative: Rule<Robot> = (actor, { organisationId }) =>
  organisationId !== null && actor.representedIds.includes(organisationId);
const keeper = any(bureau, representative);

/** Who may do what with a robot, and who may know of it. */
export const robotPolicy = policy<Robot>()<RobotVerb | 'CHANGE' | 'TEST'>({
  rules: { read: any(bureau, member), CHANGE: keeper, TEST: keeper, DISABLE: keeper, ENABLE: keeper },
  readable: (actor) => {
    if (isBureau(actor) || actor.kind === 'system') return always;
    if (actor.organisationIds.length === 0) return never;
    return sql`t.organisation_id = ANY(${actor.organisationIds})`;
  },
});

/** The robot as the engine, the API and the tests know it. */
export const robotKind = kind({
  prefix: 'robot',
  entity: Robot,
  lifecycle: robotLifecycle,
  policy: robotPolicy,
  verbs: ['DISABLE', 'ENABLE'],
  labels: {
    ACTIVE: { zh: '启用中', en: 'active' },
    DISABLED: { zh: '已停用', en: 'disabled' },
    DISABLE: { zh: '停用', en: 'disable' },
    ENABLE: { zh: '启用', en: 'enable' },
  },
});
