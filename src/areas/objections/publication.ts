import { Field, ObjectType } from '@nestjs/graphql';
import { connectionOf } from '../../kernel/page';
import { Day, Decimal } from '../../kernel/scalars';

/** What everyone may read of an application in public notice (公示) or approved (立项). Its rows are the applications. */
@ObjectType({
  description:
    'What everyone may read of an application in public notice or approved: the names of the project, its leader and its units, and what is granted. No phone and no identity number (PIPL art. 25).',
})
export class Publication {
  @Field(() => String, { nullable: true, description: 'Given on approval.' }) number!: string | null;
  @Field(() => Decimal, { nullable: true, description: 'CNY yuan.' }) grantedFunding!: string | null;
  @Field(() => Day, { nullable: true, description: 'The day of approval (立项), Asia/Shanghai.' })
  approvedOn!: string | null;
  @Field(() => Day, { nullable: true, description: 'First working day of the notice, Asia/Shanghai.' })
  noticeStartsOn!: string | null;
  @Field(() => Day, { nullable: true, description: 'Last working day of the notice, Asia/Shanghai.' })
  noticeEndsOn!: string | null;
}

export const PublicationConnection = connectionOf(Publication);
