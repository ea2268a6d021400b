import { HideField } from '@nestjs/graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Flag, Id, Instant, Ref, Text, Whole } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Organisation } from '../organisations';

/** A file that somebody sent: private until a record is bound to it, and then for those who may read that record. */
@NodeType(
  'attachment',
  'attachments',
  'A file. It is read by whoever sent it, by their organisation, and by those for whom a record that it belongs to opens it.',
)
@Index(['uploaderId'])
@Index(['organisationId'])
export class Attachment {
  @Id() id!: string;
  @Text({ description: 'As its sender named it.' }) name!: string;
  @Whole({ description: 'Bytes.' }) size!: number;
  @Text({ description: 'What it is by its content, e.g. application/pdf.' }) mediaType!: string;
  @Text({ description: 'SHA-256 of its bytes, in hex.' }) sha256!: string;
  @Instant({ description: 'UTC.' }) uploadedAt!: Date;
  /** Whose it is; null where it is its sender's alone. */
  @Ref(() => Organisation, { nullable: true }) organisationId!: string | null;
  /** The account that sent it. Not shown: it may be evidence of somebody who stays unnamed. */
  @Column('uuid') @HideField() uploaderId!: string;
  /** Whether its bytes are in the store: until then it is for nobody. */
  @Flag({ default: false, hidden: true }) kept!: boolean;
}

/** A record that a file belongs to. What has once been bound is never deleted. */
@Entity('attachment_bindings')
@Index(['subjectType', 'subjectId'])
export class AttachmentBinding {
  @PrimaryColumn('uuid') @ForeignKey(() => Attachment) attachmentId!: string;
  /** The id prefix of the record. */
  @PrimaryColumn('text') subjectType!: string;
  @PrimaryColumn('uuid') subjectId!: string;
  @Column('timestamptz') boundAt!: Date;
}
