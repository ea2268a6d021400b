import { topic } from '../../kernel/facts';

export const personUpdated = topic<Record<string, never>>('person.updated');
export const personAffiliated = topic<{ organisationId: string }>('person.affiliated');
/** Which way is in the payload, which nobody reads but the platform. */
export const personMatchingSet = topic<{ personalised: boolean }>('person.matching-set');
