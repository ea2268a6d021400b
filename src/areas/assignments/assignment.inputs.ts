import { InputType } from '@nestjs/graphql';
import { IdIn, WholeIn } from '../../kernel/inputs';

/** How experts are drawn for an application from its round's closed pool. */
@InputType()
export class DrawFromPoolInput {
  @IdIn('application') applicationId!: string;
  @WholeIn(1, 50) count!: number;
}
