import { topic } from '../../kernel/facts';

/** `changed`: the keys of the terms that differ from the version before, and `criteria` where those do. */
export const programmeRevised = topic<{ version: number; changed: string[] }>('programme.revised');
