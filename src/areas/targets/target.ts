import { Index } from 'typeorm';
import { Id, Ref, Text, Version, Whole, Yuan } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Organisation } from '../organisations';

/** A yearly target (年度目标): what the actual number is follows from the facts, so it has no column. */
@NodeType('target', 'targets', 'A yearly target of the city, of a district or of an organisation.')
@Index('targets_key', { synchronize: false })
@Index(['ownerId'])
export class Target {
  @Id() id!: string;
  @Version() version!: number;
  @Whole() year!: number;
  @Text({ description: 'The code of an indicator, e.g. projects.approved.' }) indicator!: string;
  /** Who answers for it; a government body answers for its district or the whole city, others for what is theirs. */
  @Ref(() => Organisation, { nullable: true, as: 'owner' }) ownerId!: string | null;
  @Text({ nullable: true, description: 'GB/T 2260 code; null for the whole city.' }) district!: string | null;
  @Yuan({ description: 'What is to be reached by 31 December, in the unit of the indicator.' }) goal!: string;
}
