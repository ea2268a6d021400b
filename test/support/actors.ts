import type { Actor, PlatformRole } from '../../src/kernel/actor';
import { newId } from '../../src/kernel/ids';

interface Part {
  readonly organisationIds?: readonly string[];
  /** Those of `organisationIds` that the actor represents; all of them if not given. */
  readonly representedIds?: readonly string[];
  readonly verified?: boolean;
  readonly roles?: readonly PlatformRole[];
  readonly personId?: string;
}

/** An actor for tests of policies, without an account in a database. */
export function actorWith({
  organisationIds = [],
  representedIds,
  verified,
  roles = [],
  personId,
}: Part = {}): Actor {
  return {
    kind: 'account',
    accountId: newId(new Date()),
    personId: personId ?? newId(new Date()),
    name: '测试',
    organisationIds,
    representedIds: representedIds ?? organisationIds,
    verified: verified ?? organisationIds.length > 0,
    roles: new Set(roles),
  };
}
