import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { isOneOf, Ref } from '../../kernel/fields';
import { MAIL_STATES, MailRow } from '../../kernel/mail-rows';
import { Account } from '../accounts';
import { Organisation } from '../organisations';
import { Project } from '../projects';

/** One mail to one person of a party that has not signed a content: the key lets it exist once. */
@Entity('signature_nudges')
@Check('signature_nudges_state_check', isOneOf('state', MAIL_STATES))
@Unique('signature_nudges_key', ['projectId', 'organisationId', 'hash', 'recipientId'])
@Index(['recipientId'])
@Index('signature_nudges_due_idx', { synchronize: false })
export class SignatureNudge extends MailRow {
  @Ref(() => Project) projectId!: string;
  @Ref(() => Organisation) organisationId!: string;
  /** The content that waits for the signature. */
  @Column('text') hash!: string;
  @Ref(() => Account, { onDelete: 'CASCADE' }) recipientId!: string;
}
