import { kind } from '../../kernel/kind';
import { nobody, policy } from '../../kernel/policy';
import { impartialOfficer, lead, leadRepresentative, projectInsider } from '../projects';
import { readableWithProject } from './of-project';
import { planFault } from './plan';
import { TaskBook } from './taskbook';
import { taskBookLifecycle, type TaskBookVerb } from './taskbook.lifecycle';

/** Who may do what to a task book, and who may know of it. */
export const taskBookPolicy = policy<TaskBook>()<TaskBookVerb>({
  rules: {
    read: projectInsider,
    EDIT: lead,
    SUBMIT: leadRepresentative,
    RETURN: impartialOfficer,
    CONFIRM: impartialOfficer,
    AMEND: impartialOfficer,
    LAPSE: nobody,
  },
  readable: readableWithProject(),
});

/** The task book as the engine, the API and the tests know it. */
export const taskBookKind = kind({
  prefix: 'taskbook',
  entity: TaskBook,
  lifecycle: taskBookLifecycle,
  policy: taskBookPolicy,
  verbs: ['EDIT', 'SUBMIT', 'RETURN', 'CONFIRM'],
  checks: { SUBMIT: [planFault] },
  labels: {
    DRAFT: { zh: '编制中', en: 'draft' },
    SUBMITTED: { zh: '待确认', en: 'submitted' },
    RETURNED: { zh: '退回修改', en: 'returned' },
    CONFIRMED: { zh: '已确认', en: 'confirmed' },
    LAPSED: { zh: '已失效', en: 'lapsed' },
    EDIT: { zh: '修改', en: 'edit' },
    SUBMIT: { zh: '提交', en: 'submit' },
    RETURN: { zh: '退回', en: 'return' },
    CONFIRM: { zh: '确认', en: 'confirm' },
    AMEND: { zh: '变更', en: 'amend' },
    LAPSE: { zh: '失效', en: 'lapse' },
  },
});
