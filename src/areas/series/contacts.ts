import { Injectable } from '@nestjs/common';
import { Field, ObjectType } from '@nestjs/graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { sql, type Sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Account, CONTACTS } from '../accounts';
import { Organisation } from '../organisations';
import { Person } from '../people';
import { LiaisonSeries } from './series';

/** One who speaks for a party of a series. */
@Entity('series_contacts')
@Index(['organisationId'])
@Index(['accountId'])
export class SeriesContact {
  @PrimaryColumn('uuid') @ForeignKey(() => LiaisonSeries, { onDelete: 'CASCADE' }) seriesId!: string;
  @PrimaryColumn('uuid') @ForeignKey(() => Organisation) organisationId!: string;
  @PrimaryColumn('uuid') @ForeignKey(() => Account, { onDelete: 'CASCADE' }) accountId!: string;
  @Column('boolean') deputy!: boolean;
  @Column('int') position!: number;
}

/** Who speaks for one party of a series, as named; the platform tells its members where nobody is. */
@ObjectType({ description: 'Who speaks for a party of a liaison. Empty: all its members are told.' })
export class LiaisonContacts {
  @Field(() => Organisation) organisation!: Organisation;
  @Field(() => [Person], { description: 'Who is told, the first one first.' }) contacts!: Person[];
  @Field(() => [Person], { description: 'Who is told once no contact is there any more.' })
  deputies!: Person[];
}

/**
 * As SQL, the accounts that speak for a party: `SELECT account_id …`, the most important first. They are its named
 * contacts, else their deputies, else its members, representatives first; whoever has left the organisation is none.
 */
export const speakersOf = (seriesId: Sql, organisationId: Sql): Sql => sql`
  SELECT account_id FROM (
    SELECT member.account_id, member.role, member.since, named.position,
           rank() OVER (ORDER BY CASE named.deputy WHEN false THEN 0 WHEN true THEN 1 ELSE 2 END) AS tier
    FROM memberships member LEFT JOIN series_contacts named ON named.series_id = ${seriesId}
      AND named.organisation_id = member.organisation_id AND named.account_id = member.account_id
    WHERE member.organisation_id = ${organisationId} AND member.accepted_at IS NOT NULL
  ) speaker WHERE tier = 1
  ORDER BY position, role = 'REPRESENTATIVE' DESC, since, account_id LIMIT ${CONTACTS.value}`;

/** Someone who was named, as a person. */
export interface NamedContact {
  readonly seriesId: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly deputy: boolean;
}

/** Reads who was named; who may read the series may read this. */
@Injectable()
export class ContactsReader {
  constructor(private readonly uow: UnitOfWork) {}

  /** Who was named in some series and is still a member, by series, in their order. */
  async of(seriesIds: readonly string[]): Promise<Map<string, NamedContact[]>> {
    const rows = await this.uow.query<NamedContact>(sql`
      SELECT c.series_id "seriesId", c.organisation_id "organisationId", a.person_id "personId", c.deputy
      FROM series_contacts c JOIN accounts a ON a.id = c.account_id
        JOIN memberships m ON m.account_id = c.account_id AND m.organisation_id = c.organisation_id
      WHERE c.series_id = ANY(${seriesIds}) AND m.accepted_at IS NOT NULL
      ORDER BY c.position, a.person_id`);
    const found = new Map<string, NamedContact[]>(seriesIds.map((id) => [id, []]));
    for (const row of rows) found.get(row.seriesId)!.push(row);
    return found;
  }

  /** The accounts of those of these people who are members of an organisation, by person. */
  async accountsOf(organisationId: string, personIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.uow.query<{ personId: string; accountId: string }>(sql`
      SELECT a.person_id "personId", a.id "accountId" FROM accounts a JOIN memberships m ON m.account_id = a.id
      WHERE a.person_id = ANY(${personIds}) AND m.organisation_id = ${organisationId} AND m.accepted_at IS NOT NULL
      ORDER BY a.id DESC`);
    return new Map(rows.map(({ personId, accountId }) => [personId, accountId]));
  }
}
