import { topic } from '../../kernel/facts';

export const searchSaved = topic<{ kind: string }>('search.saved');
export const searchEdited = topic<{ fields: string[] }>('search.edited');
export const searchMuted = topic<{ muted: boolean }>('search.muted');
export const searchDeleted = topic<Record<string, never>>('search.deleted');
/** Somebody is to be told of a pair; its subject is the alert, which nobody else can read. */
export const alertRaised = topic<{ kind: string }>('alert.raised');
