import { Field, HideField, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant, Json, Text } from '../../kernel/fields';
import { connectionOf } from '../../kernel/page';

/** A field that a version changed. */
@ObjectType({ description: 'A field that a version changed.' })
export class FieldChange {
  @Field(() => String, {
    description: 'Where it is in the content, e.g. agreement.risks; what has a name is found by it.',
  })
  path!: string;
  @Field(() => String, { nullable: true, description: 'Null where there was nothing; parts as JSON.' })
  before!: string | null;
  @Field(() => String, { nullable: true, description: 'Null where there is nothing now; parts as JSON.' })
  after!: string | null;
}

/** What a record said as of one save, and who saved it. */
@Entity('content_versions')
@ObjectType({ description: 'What a record said as of one save, and who saved it.' })
export class ContentVersion {
  @PrimaryColumn('uuid') @HideField() subjectId!: string;
  /** 1, 2, 3 … within the record. */
  @PrimaryColumn('int') @Field(() => Int, { description: '1, 2, 3 … within the record.' }) number!: number;
  @Json('hidden') content!: object;
  @Text({ description: 'SHA-256 of the content.' }) contentHash!: string;
  @Column('uuid', { nullable: true }) @HideField() accountId!: string | null;
  @Text({ nullable: true, description: 'Who saved it; null where that was before versions were kept.' })
  savedBy!: string | null;
  @Instant({ description: 'When it was last saved, UTC.' }) savedAt!: Date;
}

/** A version together with the content before it. */
export class ReadVersion extends ContentVersion {
  /** Null for the first. */
  before!: object | null;
}

export const ContentVersionConnection = connectionOf(ContentVersion);
