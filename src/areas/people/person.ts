import { Field } from '@nestjs/graphql';
import { Column, Index, Unique } from 'typeorm';
import { Day, Flag, Id, Ref, Text, Texts } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Seen } from '../../kernel/seen';
import { Organisation } from '../organisations';

/** A person of science or industry: what others need to know of them to work together, and no more (PIPL art. 6). */
@NodeType(
  'person',
  'people',
  'A person of science or industry, with what others need to know to work together.',
)
@Index(['organisationId', 'id'])
@Unique('people_orcid_key', ['orcid'])
export class Person {
  @Id() id!: string;
  @Text() name!: string;
  @Text({ nullable: true }) nameEn!: string | null;
  @Text({ nullable: true, description: 'ORCID iD with hyphens, check character verified.' }) orcid!:
    string | null;
  /** Where the person works now. */
  @Ref(() => Organisation, { nullable: true, as: 'organisation' }) organisationId!: string | null;
  @Texts({ description: 'Fields of expertise, in the person’s own words.' }) expertise!: string[];
  /** Consent to be shown to people who have not signed in (PIPL art. 25). */
  @Flag({ default: false, hidden: true }) listed!: boolean;
  /** Takes part in matching that looks at what they do (PIPL art. 24); nobody else learns whether. */
  @Seen<Person>((actor, { id }) => actor.personId === id)
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether the person takes part in personalised matching (PIPL art. 24); null for everybody else. Without it `needs` and `achievements` remain: newest first, the same for all.',
  })
  @Column('boolean', { default: true })
  personalised!: boolean;
}

export const PersonConnection = connectionOf(Person);

/** Where a person worked, and when: the ground of the commonest conflict of interest. */
@NodeType('affiliation', 'affiliations', 'Where a person works or worked, and when.')
@Index(['personId'])
export class Affiliation {
  @Id() id!: string;
  @Ref(() => Person, { onDelete: 'CASCADE' }) personId!: string;
  @Ref(() => Organisation, { as: 'organisation' }) organisationId!: string;
  @Text({ nullable: true }) title!: string | null;
  /** First day, Asia/Shanghai. */
  @Day() since!: string;
  /** Last day; null = still there. */
  @Day({ nullable: true }) until!: string | null;
  /** Only what the organisation agreed to makes it the person's; a claim counts for conflicts of interest all the same. */
  @Flag({ default: false, description: 'The organisation agreed; else the person says so.' })
  confirmed!: boolean;
}
