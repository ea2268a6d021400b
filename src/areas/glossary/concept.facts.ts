import { topic } from '../../kernel/facts';

export const conceptAdded = topic<{ code: string }>('concept.added');
export const conceptEdited = topic<{ code: string; fields: string[] }>('concept.edited');
export const conceptRemoved = topic<{ code: string }>('concept.removed');
