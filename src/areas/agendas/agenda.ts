import { Field, HideField, ID, ObjectType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { topic } from '../../kernel/facts';
import { enumOf, Id, Instant, isOneOf, Ref, Text } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Account } from '../accounts';
import { Meeting } from '../liaison';
import { Organisation } from '../organisations';

/** Somebody put a point on the agenda of a meeting; the subject is the meeting. */
export const agendaPointAdded = topic<{ text: string }>('meeting.agenda-point-added');
/** Whoever had put it there took it off. */
export const agendaPointRemoved = topic<{ text: string }>('meeting.agenda-point-removed');

/** What a point of an agenda is about; the rest of the agenda is in this order. */
export const AGENDA_KINDS = [
  'MANUAL',
  'ACTION_OVERDUE',
  'ACTION',
  'DEADLINE_OVERDUE',
  'MILESTONE_DUE',
  'APPLICATION',
  'INTEREST',
  'NEED',
  'TARGET_BEHIND',
] as const;
export type AgendaKind = (typeof AGENDA_KINDS)[number];
export const AgendaKindEnum = enumOf(
  'AgendaItemKind',
  AGENDA_KINDS,
  'MANUAL: put there by a party or the bureau.',
);

/** One point of an agenda, as its viewer reads it. */
@ObjectType()
export class AgendaItem {
  /** Of a point that somebody put there, while it can be taken off again. */
  @Field(() => ID, { nullable: true }) id!: string | null;
  @Field(() => AgendaKindEnum) kind!: AgendaKind;
  /** In the caller's language. */
  @Field(() => String) text!: string;
  /** Whether the viewer may take it off: who put it there, until the minutes are filed. */
  @Field(() => Boolean) removable!: boolean;
  @HideField() subjectType!: string | null;
  @HideField() subjectId!: string | null;
  /** The organisation that put it there; null for the bureau and for what came by itself. */
  @HideField() addedById!: string | null;
}

/** A point that a party or the bureau put on the agenda of a meeting (自提议题). */
@NodeType('agenda', 'agenda_topics', 'A point that a party or the bureau put on the agenda of a meeting.')
@Index(['meetingId', 'id'])
@Index(['addedById'])
@Index(['authorId'])
export class AgendaTopic {
  @Id() id!: string;
  @Ref(() => Meeting, { as: 'meeting' }) meetingId!: string;
  @Text() text!: string;
  @Column('text', { nullable: true }) @HideField() subjectType!: string | null;
  @Column('uuid', { nullable: true }) @HideField() subjectId!: string | null;
  /** The party for which it was put there; null for the bureau. */
  @Ref(() => Organisation, { as: 'addedBy', nullable: true }) addedById!: string | null;
  @Ref(() => Account, { nullable: true }) authorId!: string | null;
  @Instant() addedAt!: Date;
}

/** One point of an agenda as it stood when the minutes were filed, and who could read it then. */
@Entity('agenda_points')
@Check('agenda_points_kind_check', isOneOf('kind', AGENDA_KINDS))
@Index(['addedById'])
export class AgendaPoint {
  @PrimaryColumn('uuid') @ForeignKey(() => Meeting) meetingId!: string;
  /** From 1. */
  @PrimaryColumn('int') position!: number;
  @Column('text') kind!: AgendaKind;
  @Column('text') textZh!: string;
  @Column('text') textEn!: string;
  @Column('text', { nullable: true }) subjectType!: string | null;
  @Column('uuid', { nullable: true }) subjectId!: string | null;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Organisation) addedById!: string | null;
  /** The parties that could read it. */
  @Column('uuid', { array: true }) audience!: string[];
  @Column('boolean') forBureau!: boolean;
}
