import { HideField } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { enumOf, Id, Instant, Json, Ref, Text } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Organisation } from '../organisations';
import { Person } from '../people';
import { Delegation } from './delegation';

/** In what capacity somebody signed. */
export const SIGNING_CAPACITIES = ['REPRESENTATIVE', 'DELEGATE'] as const;
export const SigningCapacityEnum = enumOf(
  'SigningCapacity',
  SIGNING_CAPACITIES,
  'In what capacity somebody signed: DELEGATE by a delegation (授权委托) of a representative.',
);

/** What somebody signed: never changed, and the database itself holds the text to its hash. */
@Entity('signed_contents')
@Check('signed_contents_hash_check', `hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')`)
export class SignedContent {
  @PrimaryColumn('text') hash!: string;
  @Column('text') text!: string;
}

/** A signature of an organisation under a content, kept for good: an edit voids it and does not remove it. */
@NodeType(
  'signature',
  'signatures',
  'A signature of an organisation under a content: kept for good, also once an edit made it void.',
)
@Index(['subjectId', 'id'])
@Index('signatures_party_ids_idx', { synchronize: false })
@Index('signatures_live_key', { synchronize: false })
export class Signature {
  @Id() id!: string;
  /** The record whose content was signed. */
  @Column('uuid') @HideField() subjectId!: string;
  @Ref(() => Organisation, { as: 'organisation' }) organisationId!: string;
  @Ref(() => Person, { as: 'person', mayBeHidden: true }) personId!: string;
  @Text({ description: 'SHA-256 of the signedText, in hex.' }) @ForeignKey(() => SignedContent) hash!: string;
  @Instant({ description: 'UTC.' }) signedAt!: Date;
  @Ref(() => Delegation, { nullable: true }) delegationId!: string | null;
  @Ref(() => Person, { nullable: true, as: 'delegatedBy' }) delegatedById!: string | null;
  /** Who was asked to sign that content: they may read it for ever, others never. */
  @Json('hidden', { default: '[]' }) partyIds!: string[];
  @Instant({ nullable: true, description: 'When an edit of the content made it void, UTC.' })
  voidedAt!: Date | null;
  /** The fact of that edit, in the history of the record. */
  @Column('uuid', { nullable: true }) @HideField() voidedByFact!: string | null;
}

export const SignatureConnection = connectionOf(Signature);
