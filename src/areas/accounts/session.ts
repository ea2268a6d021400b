import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { PlatformRole } from '../../kernel/actor';
import { Membership, PlatformRoleEnum } from './account';

/** Who is signed in. */
@ObjectType()
export class Viewer {
  @Field(() => ID) id!: string;
  @Field(() => String) email!: string;
  @Field(() => [PlatformRoleEnum]) roles!: readonly PlatformRole[];
  @Field(() => [Membership]) memberships!: readonly Membership[];
  @Field(() => [Membership], {
    description:
      'Memberships offered and not lapsed: `acceptMembership` takes one, `removeMember` declines it.',
  })
  invitations!: readonly Membership[];
  personId!: string;
}

/** Tokens of a sign-in: send the access token as `Authorization: Bearer …`. */
@ObjectType()
export class Session {
  /** Valid for 10 minutes. */
  @Field(() => String) accessToken!: string;
  /** Valid once, for 30 days after sign-in at most; a second use ends the session. */
  @Field(() => String) refreshToken!: string;
  /** When the access token ends, UTC. */
  @Field(() => Date) expiresAt!: Date;
  @Field(() => Viewer) viewer!: Viewer;
}
