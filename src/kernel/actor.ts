/** Roles that a person holds on the whole platform, beside the memberships in organisations. */
export const PLATFORM_ROLES = ['BUREAU_OFFICER', 'REVIEWER', 'ADMIN'] as const;
export type PlatformRole = (typeof PLATFORM_ROLES)[number];

/** Who acts: read afresh for every request, so that a change of rights holds at once. */
export interface Actor {
  readonly kind: 'anonymous' | 'account' | 'system';
  readonly accountId: string | null;
  readonly personId: string | null;
  readonly name: string | null;
  /** Organisations the actor is a member of, in any role. */
  readonly organisationIds: readonly string[];
  /** Organisations the actor may bind by a signature. */
  readonly representedIds: readonly string[];
  /** Member of at least one organisation that the bureau has verified. */
  readonly verified: boolean;
  readonly roles: ReadonlySet<PlatformRole>;
}

const nobody = {
  accountId: null,
  personId: null,
  organisationIds: [],
  representedIds: [],
  verified: false,
  roles: new Set<PlatformRole>(),
} as const;

/** A caller who has not signed in. */
export const ANONYMOUS: Actor = { ...nobody, kind: 'anonymous', name: null };

/** The platform itself: time-driven moves, jobs, imports run by the operator. */
export const SYSTEM: Actor = { ...nobody, kind: 'system', name: 'Benfu' };

/** An officer of the bureau. */
export const isBureau = (actor: Actor): boolean => actor.roles.has('BUREAU_OFFICER');
