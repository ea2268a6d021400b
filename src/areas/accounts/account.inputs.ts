import { InputType } from '@nestjs/graphql';
import { IdIn, OneOfIn, TextIn } from '../../kernel/inputs';
import { MembershipRoleEnum, type MembershipRole } from './account';

/** Who signs up. */
@InputType()
export class SignUpInput {
  @TextIn(254) email!: string;
  @TextIn(1_000, { description: '8 to 128 characters.' }) password!: string;
  @TextIn(100) name!: string;
}

/** A colleague who joins an organisation. */
@InputType()
export class AddMemberInput {
  @IdIn('org') organisationId!: string;
  @TextIn(254, { description: 'The e-mail of their account.' }) email!: string;
  @OneOfIn(() => MembershipRoleEnum) role!: MembershipRole;
}

/** A colleague who leaves an organisation. */
@InputType()
export class RemoveMemberInput {
  @IdIn('org') organisationId!: string;
  @TextIn(254, { description: 'The e-mail of their account.' }) email!: string;
}
