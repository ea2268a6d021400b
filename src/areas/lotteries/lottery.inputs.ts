import { InputType } from '@nestjs/graphql';
import { IdIn, TextIn } from '../../kernel/inputs';

/** Closes the pool of experts of a round. */
@InputType()
export class ClosePoolInput {
  @IdIn('round') roundId!: string;
  @TextIn(200, {
    optional: true,
    description:
      'A public value that nobody knows yet, e.g. the next draw of a lottery: the seed is then revealed together with it.',
  })
  entropySource?: string | null;
}

/** Reveals the seed together with the public value that was announced. */
@InputType()
export class RevealSeedInput {
  @IdIn('round') roundId!: string;
  @TextIn(200, { description: 'The value that was announced, exactly as published.' }) entropy!: string;
}
