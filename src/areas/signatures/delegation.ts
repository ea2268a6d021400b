import type { Actor } from '../../kernel/actor';
import { Column, Index } from 'typeorm';
import { HideField } from '@nestjs/graphql';
import { Day, Id, Instant, Ref, Text } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Organisation } from '../organisations';
import { Person } from '../people';

/**
 * 授权委托 (Civil Code, art. 161, 165): a representative lets a colleague sign for the organisation. Who holds one cannot
 * pass it on (art. 169).
 */
@NodeType(
  'delegation',
  'signing_delegations',
  'A representative lets a colleague sign for the organisation; it cannot be passed on (Civil Code, art. 165, 169).',
)
@Index(['organisationId', 'id'])
@Index(['delegateId'])
export class Delegation {
  @Id() id!: string;
  @Ref(() => Organisation, { as: 'organisation' }) organisationId!: string;
  @Ref(() => Person, { as: 'delegate', mayBeHidden: true }) delegateId!: string;
  @Ref(() => Person, { as: 'grantedBy', mayBeHidden: true }) grantedById!: string;
  /** The one record that it is for; null = all that the organisation signs. */
  @Column('uuid', { nullable: true }) @HideField() subjectId!: string | null;
  @Day({ description: 'Its first day, Asia/Shanghai.' }) startsOn!: string;
  @Day({ description: 'Its last day, Asia/Shanghai.' }) endsOn!: string;
  @Text({ nullable: true, description: 'What the representative says about it.' }) note!: string | null;
  @Instant({ description: 'UTC.' }) grantedAt!: Date;
  @Instant({ nullable: true, description: 'UTC; what was signed under it before stays signed.' })
  revokedAt!: Date | null;
}

/** Whether the actor may sign for an organisation, by these delegations of theirs if they do not represent it. */
export const maySign = (actor: Actor, organisationId: string, delegations: readonly Delegation[]): boolean =>
  actor.representedIds.includes(organisationId) ||
  delegations.some((delegation) => delegation.organisationId === organisationId);
