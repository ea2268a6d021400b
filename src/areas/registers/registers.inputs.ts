import { InputType } from '@nestjs/graphql';
import { RealIn, TextIn, WholeIn, YuanIn } from '../../kernel/inputs';

/** What was announced of a year whose contracts the platform does not hold. */
@InputType()
export class AnnounceContractsInput {
  @WholeIn(1985, 2100) year!: number;
  @WholeIn(0, 10_000_000, { description: 'How many were registered.' }) registered!: number;
  @YuanIn({ description: '成交额, CNY yuan.' }) turnover!: string;
  @RealIn(-1, 1_000, { optional: true, description: 'Over the year before, e.g. 0.22.' })
  turnoverGrowth?: number | null;
  @TextIn(500, { description: 'Where it was announced.' }) source!: string;
}
