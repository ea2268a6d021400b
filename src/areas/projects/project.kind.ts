import { kind } from '../../kernel/kind';
import { Project } from './project';
import { PROJECT_VERBS, projectLifecycle } from './project.lifecycle';
import { projectPolicy } from './project.policy';
import { refuse } from './projects.messages';

/** The project as the engine, the API and the tests know it. */
export const projectKind = kind({
  prefix: 'project',
  entity: Project,
  lifecycle: projectLifecycle,
  policy: projectPolicy,
  verbs: PROJECT_VERBS,
  checks: {
    START: [({ awaits }) => (awaits === 'TASK_BOOK' ? refuse('projects.task-book-first', {}) : undefined)],
    COMPLETE: [
      ({ awaits }) => (awaits === 'ACCEPTANCE' ? refuse('projects.acceptance-first', {}) : undefined),
    ],
  },
  labels: {
    PROPOSED: { zh: '拟定中', en: 'proposed' },
    SIGNED: { zh: '已签署', en: 'signed' },
    APPLIED: { zh: '申报中', en: 'applied for' },
    APPROVED: { zh: '已立项', en: 'approved' },
    IN_PROGRESS: { zh: '实施中', en: 'in progress' },
    COMPLETED: { zh: '已验收', en: 'completed' },
    TERMINATED: { zh: '已终止', en: 'terminated' },
    WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    SIGN: { zh: '签署', en: 'sign' },
    VOID: { zh: '签署作废', en: 'void the signatures' },
    APPLY: { zh: '申报', en: 'apply' },
    RELEASE: { zh: '退出申报', en: 'release from its application' },
    APPROVE: { zh: '立项', en: 'approve' },
    START: { zh: '开始实施', en: 'start' },
    COMPLETE: { zh: '验收', en: 'complete' },
    TERMINATE: { zh: '终止', en: 'terminate' },
    WITHDRAW: { zh: '撤回', en: 'withdraw' },
  },
});
