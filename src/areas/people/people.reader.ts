import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import type { Page, PageArgs } from '../../kernel/page';
import { raw } from 'sql-template-tag';
import { always, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Affiliation, Person } from './person';

/** Reads people: those who have signed in know each other; strangers see who agreed to be listed. */
@Injectable()
export class PeopleReader extends Reader<Person> {
  constructor(context: ReaderContext) {
    super(context, Person, (actor) => (actor.kind === 'anonymous' ? sql`t.listed` : always));
  }

  override mayFollow(actor: Actor, { id }: Person): boolean {
    return isBureau(actor) || actor.personId === id;
  }

  /** A page of people whose name or expertise holds `text`. */
  search(actor: Actor, args: PageArgs, text?: string | null): Promise<Page<Person>> {
    const wanted = (text ?? '').trim();
    if (!wanted) return this.page(actor, args);
    const like = `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
    const named = sql`t.name ILIKE ${like} OR t.name_en ILIKE ${like} OR array_to_string(t.expertise, ' ') ILIKE ${like}`;
    return this.page(actor, args, named);
  }

  /** Everybody whose Chinese or English name is one of these, however it is spaced and cased; whoever looks. */
  called(names: readonly string[]): Promise<Person[]> {
    const keys = [...new Set(names.map(personKey))].filter((key) => key !== '');
    return this.select(sql`${keyOf('t.name')} = ANY(${keys}) OR ${keyOf('t.name_en')} = ANY(${keys})`);
  }

  /** Which of these people take part in personalised matching (PIPL art. 24); whoever asks answers for rights. */
  async personalisedAmong(ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.context.uow.query<{ id: string }>(
      sql`SELECT id FROM people WHERE id = ANY(${ids}) AND personalised`,
    );
    return new Set(rows.map(({ id }) => id));
  }
}

/** A name without what spelling may change: case, spaces, dots and hyphens. */
export const personKey = (name: string): string => name.toLowerCase().replace(/[\s·•.,'’-]/g, '');
const keyOf = (column: string): Sql => sql`lower(regexp_replace(${raw(column)}, '[\\s·•.,''’-]', '', 'g'))`;

/** Reads affiliations; they are as public as the person. */
@Injectable()
export class AffiliationsReader extends Reader<Affiliation> {
  constructor(context: ReaderContext) {
    super(context, Affiliation, (actor) =>
      actor.kind === 'anonymous'
        ? sql`EXISTS (SELECT 1 FROM people p WHERE p.id = t.person_id AND p.listed)`
        : always,
    );
  }

  /** The organisations that each person belonged to on or after `since` (a day): what conflicts are checked against. */
  async organisationsOf(personIds: readonly string[], since: string): Promise<Map<string, Set<string>>> {
    const rows = await this.select(
      sql`t.person_id = ANY(${personIds}) AND (t.until IS NULL OR t.until >= ${since})`,
    );
    const found = new Map(personIds.map((id) => [id, new Set<string>()]));
    for (const row of rows) found.get(row.personId)!.add(row.organisationId);
    return found;
  }
}
