import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Can, Me, Public } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Page, PageArgs } from '../../kernel/page';
import { Programme, ProgrammeConnection } from './programme';
import { ReviseProgrammeInput } from './programme.inputs';
import { ProgrammesReader } from './programmes.reader';
import { ProgrammesService } from './programmes.service';

@Resolver(() => Programme)
export class ProgrammesResolver {
  constructor(
    private readonly reader: ProgrammesReader,
    private readonly service: ProgrammesService,
  ) {}

  @Query(() => Programme, { description: 'The rules that the next round opens with.' })
  @Public()
  programme(): Promise<Programme> {
    return this.reader.latest();
  }

  @Query(() => ProgrammeConnection, { name: 'programmes', description: 'Every version, the latest first.' })
  @Public()
  list(@Me() actor: Actor, @Args() page: PageArgs): Promise<Page<Programme>> {
    return this.reader.search(actor, page);
  }

  @Mutation(() => Programme, {
    description:
      'Makes a new version of the rules; rounds that have opened, and what was decided in them, stay on theirs.',
  })
  @Can('BUREAU_OFFICER')
  reviseProgramme(@Me() actor: Actor, @Args('input') input: ReviseProgrammeInput): Promise<Programme> {
    return this.service.revise(actor, input);
  }
}
