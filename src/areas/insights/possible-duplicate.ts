import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Need } from '../needs';

/** A need that may ask for the same. */
@ObjectType({ description: 'An open need that may ask for the same.' })
export class PossibleDuplicate {
  @Field(() => Need) need!: Need;
  @Field(() => Float, { description: 'How like the texts are, 0 to 1.' }) likeness!: number;
}
