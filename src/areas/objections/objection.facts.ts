import { topic } from '../../kernel/facts';

/** Who objected is known to the bureau and to themselves; the subject is the objection, not the application. */
export const objectionStated = topic<{ applicationId: string }>('objection.stated', { blind: true });
export const objectionResolved = topic<{ applicationId: string; upheld: boolean }>('objection.resolved');
/** The day by which it was to be resolved has passed. */
export const objectionOverdue = topic<{ applicationId: string; dueOn: string }>('objection.overdue');
/** The application ended before the objection was resolved. */
export const objectionMooted = topic<{ applicationId: string }>('objection.mooted');
