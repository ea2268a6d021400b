import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { enumOf, isOneOf } from '../../kernel/fields';
import { Account } from '../accounts';
import { Organisation } from '../organisations';

/** What the owner of a need or an achievement thinks of a candidate. */
export const MATCH_VERDICTS = ['USEFUL', 'NOT_RELEVANT'] as const;
export type MatchVerdict = (typeof MATCH_VERDICTS)[number];
export const MatchVerdictEnum = enumOf('MatchVerdict', MATCH_VERDICTS);

/** One organisation's verdict on one candidate for its need or achievement; the latest holds. */
@Entity('match_verdicts')
@Check('match_verdicts_verdict_check', isOneOf('verdict', MATCH_VERDICTS))
@Unique('match_verdicts_once', ['subjectId', 'candidateId', 'organisationId'])
export class StoredVerdict {
  @PrimaryColumn('uuid') id!: string;
  /** A need or an achievement. */
  @Column('uuid') subjectId!: string;
  /** A need, an achievement, a person or an organisation. */
  @Column('uuid') candidateId!: string;
  @Column('uuid') @ForeignKey(() => Organisation) organisationId!: string;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Account) accountId!: string | null;
  @Column('text') verdict!: MatchVerdict;
  @Column('timestamptz') at!: Date;
}
