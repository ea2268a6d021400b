import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { SeenWithParent } from '../../kernel/access';
import { canonical } from '../../kernel/canonical';
import { changesOf } from './changes';
import { ContentVersion, FieldChange, type ReadVersion } from './version';

@Resolver(() => ContentVersion)
export class VersionsResolver {
  @ResolveField(() => [FieldChange], {
    description: 'What it changed of the version before it; nothing for the first.',
  })
  @SeenWithParent()
  changes(@Parent() { before, content }: ReadVersion): FieldChange[] {
    return before === null ? [] : changesOf(before, content);
  }

  @ResolveField(() => String, {
    description: 'Canonical JSON (RFC 8785) whose SHA-256 is the contentHash.',
  })
  @SeenWithParent()
  text(@Parent() { content }: ReadVersion): string {
    return canonical(content);
  }
}
