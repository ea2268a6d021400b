import { InputType } from '@nestjs/graphql';
import { IdIn, WholeIn } from '../../kernel/inputs';

/** What a proposal is filled in from, at least one; the viewer must be able to see it. */
@InputType()
export class ProjectDraftInput {
  @IdIn('need', { optional: true }) needId?: string | null;
  @IdIn('achievement', { optional: true }) achievementId?: string | null;
  @IdIn('interest', { optional: true }) interestId?: string | null;
  @IdIn('project', {
    optional: true,
    description: 'An earlier project of one of the viewer’s organisations.',
  })
  fromProjectId?: string | null;
}

/** Brings back what a version said. */
@InputType()
export class RestoreProjectVersionInput {
  @IdIn('project') projectId!: string;
  @WholeIn(1, 2_147_483_647) number!: number;
  @WholeIn(1, 2_147_483_647, {
    optional: true,
    description: 'Refuse if the project has changed since this version of the record.',
  })
  expectedVersion?: number | null;
}
