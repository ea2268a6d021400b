import { topic } from '../../kernel/facts';

/** `previous` is null where the target is new; goals are decimal strings. */
export const targetSet = topic<{ goal: string; previous: string | null }>('target.set');
