import { InputType } from '@nestjs/graphql';
import { DayIn, FlagIn, IdIn, TextIn, TextsIn } from '../../kernel/inputs';

/** What a person changes of their own profile; a field left out stays. */
@InputType()
export class UpdateProfileInput {
  @TextIn(100, { optional: true }) name?: string | null;
  @TextIn(100, { optional: true }) nameEn?: string | null;
  @TextIn(60, { optional: true, description: 'ORCID iD, with or without URL and hyphens.' }) orcid?:
    string | null;
  @TextsIn(30, 60, { optional: true }) expertise?: string[] | null;
  @FlagIn({
    optional: true,
    description: 'Consent to be shown to people who have not signed in (PIPL art. 25).',
  })
  listed?: boolean | null;
}

/** Where a person works or worked. */
@InputType()
export class AddAffiliationInput {
  @IdIn('org') organisationId!: string;
  @TextIn(100, { optional: true }) title?: string | null;
  @DayIn() since!: string;
  @DayIn({ optional: true }) until?: string | null;
}
