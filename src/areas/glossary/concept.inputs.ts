import { InputType } from '@nestjs/graphql';
import { IdIn, TextIn, TextsIn, WholeIn } from '../../kernel/inputs';

/** Words of a concept in one language, at most, and characters of one. */
const MOST_FORMS = 20;
const LONGEST = 100;

/** A concept that the glossary lacks. */
@InputType()
export class AddConceptInput {
  @TextIn(LONGEST, { description: 'Lower-case words joined by hyphens, e.g. `salt-lake-brine`.' })
  code!: string;
  @TextsIn(MOST_FORMS, LONGEST, { description: 'Its words in Chinese, the one to show first.' })
  zh!: string[];
  @TextsIn(MOST_FORMS, LONGEST, { description: 'Its words in English, the one to show first.' })
  en!: string[];
  @TextIn(LONGEST, { description: 'The trade it belongs to, e.g. `salt-lake`.' }) domain!: string;
}

/** Changes to a concept; what is left out stays. */
@InputType()
export class EditConceptInput {
  @IdIn('concept') id!: string;
  @WholeIn(1, 2_147_483_647, { optional: true }) expectedVersion?: number | null;
  @TextsIn(MOST_FORMS, LONGEST, { optional: true }) zh?: string[] | null;
  @TextsIn(MOST_FORMS, LONGEST, { optional: true }) en?: string[] | null;
  @TextIn(LONGEST, { optional: true }) domain?: string | null;
}

/** A concept that texts shall no longer be compared by. */
@InputType()
export class RemoveConceptInput {
  @IdIn('concept') id!: string;
  @WholeIn(1, 2_147_483_647, { optional: true }) expectedVersion?: number | null;
}
