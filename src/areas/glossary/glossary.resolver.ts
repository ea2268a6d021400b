import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Can, Me, Public } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { PageArgs, type Page } from '../../kernel/page';
import { Concept, ConceptConnection } from './concept';
import { AddConceptInput, EditConceptInput, RemoveConceptInput } from './concept.inputs';
import { GlossaryReader } from './glossary.reader';
import { GlossaryService } from './glossary.service';

@Resolver(() => Concept)
export class GlossaryResolver {
  constructor(
    private readonly glossary: GlossaryReader,
    private readonly service: GlossaryService,
  ) {}

  @Query(() => ConceptConnection, {
    name: 'concepts',
    description: 'The glossary that texts are compared by across languages, by code.',
  })
  @Public()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('text', { type: () => String, nullable: true, description: 'Part of a code or of a word.' })
    text?: string | null,
    @Args('domain', { type: () => String, nullable: true }) domain?: string | null,
  ): Promise<Page<Concept>> {
    return this.glossary.search(actor, page, { text, domain });
  }

  @Mutation(() => Concept, {
    description: 'Adds a concept to the glossary; texts are compared by it at once.',
  })
  @Can('BUREAU_OFFICER')
  addConcept(@Me() actor: Actor, @Args('input') input: AddConceptInput): Promise<Concept> {
    return this.service.add(actor, input);
  }

  @Mutation(() => Concept, { description: 'Changes the words or the trade of a concept.' })
  @Can('BUREAU_OFFICER')
  editConcept(@Me() actor: Actor, @Args('input') input: EditConceptInput): Promise<Concept> {
    return this.service.edit(actor, input);
  }

  @Mutation(() => Boolean, { description: 'Takes a concept out of the glossary.' })
  @Can('BUREAU_OFFICER')
  async removeConcept(@Me() actor: Actor, @Args('input') input: RemoveConceptInput): Promise<boolean> {
    await this.service.remove(actor, input);
    return true;
  }
}
