import { Field, HideField, Int, ObjectType } from '@nestjs/graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Instant, Text, Texts } from '../../kernel/fields';
import { Account } from '../accounts';
import { Meeting } from '../liaison';

/** The minutes of a meeting as somebody wrote them down; the last version holds, the earlier ones stay. */
@Entity('minutes_versions')
@ObjectType({ description: 'The minutes of a meeting as somebody wrote them down. The last version holds.' })
@Index(['authorId'])
export class MinutesVersion {
  @PrimaryColumn('uuid') @ForeignKey(() => Meeting) @HideField() meetingId!: string;
  @PrimaryColumn('int')
  @Field(() => Int, { description: '1, 2, 3 …' })
  number!: number;
  @Text() text!: string;
  @Texts({ description: 'What was decided.' }) decisions!: string[];
  @Texts({ description: 'Who else was there, by name.' }) guests!: string[];
  @Column('uuid', { array: true, default: '{}' }) @HideField() attendeeIds!: string[];
  @Instant() writtenAt!: Date;
  /** Who wrote them down; null for the platform, and where it was not kept. */
  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true })
  writtenBy!: string | null;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Account) @HideField() authorId!: string | null;
}
