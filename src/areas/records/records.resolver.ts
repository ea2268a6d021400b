import { Args, Field, Int, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Config } from '../../kernel/config';
import { publicId } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import { LiaisonSeries, Meeting } from '../liaison';
import { LiaisonBoardConnection, type LiaisonBoardRow } from './board';
import { LiaisonBoardReader } from './board.reader';

/** Where a record is had, by the same token as the API. */
@ObjectType()
export class LiaisonRecord {
  @Field(() => String) docxUrl!: string;
  @Field(() => String) pdfUrl!: string;
}

@Resolver(() => Meeting)
export class MeetingRecordResolver {
  constructor(private readonly config: Config) {}

  @ResolveField(() => LiaisonRecord, {
    description: 'The record of the month, as DOCX and PDF, in Chinese: what this viewer may read of it.',
  })
  @SeenWithParent()
  record(@Parent() { id }: Meeting): LiaisonRecord {
    return recordAt(`${this.config.publicUrl}/liaison/meetings/${publicId('meeting', id)}`);
  }
}

@Resolver(() => LiaisonSeries)
export class SeriesRecordResolver {
  constructor(
    private readonly config: Config,
    private readonly board: LiaisonBoardReader,
  ) {}

  @Query(() => LiaisonBoardConnection, {
    description:
      'The twelve months of a year for each liaison that the viewer takes part in; for the bureau, for all.',
  })
  @SignedIn()
  liaisonBoard(
    @Me() actor: Actor,
    @Args('year', { type: () => Int }) year: number,
    @Args() page: PageArgs,
  ): Promise<Page<LiaisonBoardRow>> {
    return this.board.page(actor, year, page);
  }

  @ResolveField(() => LiaisonRecord, {
    description: 'The record of a year, as DOCX and PDF, in Chinese: what this viewer may read of it.',
  })
  @SeenWithParent()
  record(@Parent() { id }: LiaisonSeries, @Args('year', { type: () => Int }) year: number): LiaisonRecord {
    return recordAt(`${this.config.publicUrl}/liaison/series/${publicId('series', id)}/${year}`);
  }
}

const recordAt = (path: string): LiaisonRecord =>
  Object.assign(new LiaisonRecord(), { docxUrl: `${path}/record.docx`, pdfUrl: `${path}/record.pdf` });
