import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { SeenWithParent } from '../../kernel/access';
import { Config } from '../../kernel/config';
import { FILES_PATH } from '../../kernel/http';
import { publicId } from '../../kernel/ids';
import { Attachment } from './attachment';

@Resolver(() => Attachment)
export class AttachmentsResolver {
  constructor(private readonly config: Config) {}

  @ResolveField(() => String, {
    description: 'Where its bytes are, for the same `Authorization` header as this API.',
  })
  @SeenWithParent()
  url(@Parent() { id }: Attachment): string {
    return `${this.config.publicUrl}/${FILES_PATH}/${publicId('attachment', id)}`;
  }
}
