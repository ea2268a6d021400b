import { InputType } from '@nestjs/graphql';
import { IdIn, OneOfIn, TextIn } from '../../kernel/inputs';
import { OrganisationKindEnum, type OrganisationKind } from './organisation';

/** A legal entity that its first representative registers. */
@InputType()
export class RegisterOrganisationInput {
  @TextIn(200) name!: string;
  @TextIn(200, { optional: true }) nameEn?: string | null;
  @TextIn(50, { optional: true }) shortName?: string | null;
  @OneOfIn(() => OrganisationKindEnum) kind!: OrganisationKind;
  @TextIn(18, { optional: true, description: 'Unified social credit code, 18 characters (GB 32100-2015).' })
  uscc?: string | null;
  @TextIn(60, { optional: true, description: 'ROR id, with or without its URL.' }) ror?: string | null;
  @TextIn(6, { optional: true, description: 'GB/T 2260 code of the district.' }) district?: string | null;
}

/** To which legal entity another belongs. */
@InputType()
export class SetParentOrganisationInput {
  @IdIn('org') organisationId!: string;
  @IdIn('org', { optional: true, description: 'Null: it belongs to none.' }) parentId?: string | null;
}
