import { InputType } from '@nestjs/graphql';
import { IdIn, TextIn, WholeIn, YuanIn } from '../../kernel/inputs';

/** A yearly target; setting it again changes its goal. */
@InputType()
export class SetTargetInput {
  @WholeIn(2000, 2100) year!: number;
  @TextIn(100, { description: 'The code of an indicator: see `indicators`.' }) indicator!: string;
  @YuanIn({ description: 'In the unit of the indicator.' }) goal!: string;
  @IdIn('org', { optional: true, description: 'Who answers for it.' }) ownerId?: string | null;
  @TextIn(6, { optional: true, description: 'GB/T 2260 code; the whole city if not given.' }) district?:
    string | null;
}
