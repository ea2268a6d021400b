import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Conflict } from '../conflicts';
import { Person } from '../people';

/** Somebody of the pool as a reviewer of one application. */
@ObjectType({ description: 'Somebody of the pool as a reviewer of one application; for the bureau.' })
export class SuggestedReviewer {
  @Field(() => Person) person!: Person;

  @Field(() => Float, {
    nullable: true,
    description:
      'How well their works fit the project’s text, 0 to 1; null without works, and for who takes no part in personalised matching.',
  })
  score!: number | null;

  @Field(() => [Conflict], {
    description:
      'What keeps them from it: conflicts that stand, absence, and reviews enough. Empty: they can be drawn.',
  })
  hindrances!: Conflict[];

  @Field(() => Int, { description: 'Their reviews in the round.' }) load!: number;
  @Field(() => Int, { description: 'Reviews in the round at most.' }) loadLimit!: number;
}
