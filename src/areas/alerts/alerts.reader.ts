import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { never, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Achievement, AchievementsReader, ON_OFFER } from '../achievements';
import { FINDABLE, Need, NeedsReader } from '../needs';
import { Alert, SavedSearch, type AlertKind } from './alert';

const own = ({ personId }: Actor): Sql => (personId === null ? never : sql`t.person_id = ${personId}`);

/** Reads saved searches, each only for whoever saved it. */
@Injectable()
export class SearchesReader extends Reader<SavedSearch> {
  constructor(context: ReaderContext) {
    super(context, SavedSearch, own);
  }

  /** All of one person, the oldest first. */
  of(personId: string): Promise<SavedSearch[]> {
    return this.select(sql`t.person_id = ${personId} ORDER BY t.id`);
  }

  /** Those of a kind that are not muted, by person. */
  async listening(kind: AlertKind): Promise<Map<string, SavedSearch[]>> {
    const found = await this.select(sql`t.kind = ${kind} AND NOT t.muted ORDER BY t.id`);
    const byPerson = new Map<string, SavedSearch[]>();
    for (const search of found)
      byPerson.set(search.personId, [...(byPerson.get(search.personId) ?? []), search]);
    return byPerson;
  }
}

/** Reads alerts, each only for whom it is. */
@Injectable()
export class AlertsReader extends Reader<Alert> {
  constructor(context: ReaderContext) {
    super(context, Alert, own);
  }
}

/** Needs, or achievements: how they are read, and in which states others may find them. */
export interface Side {
  readonly reader: Reader<Need | Achievement>;
  readonly open: readonly string[];
}

/** What a kind of alert compares: one's own on one side, what is found for it on the other. */
@Injectable()
export class Sides {
  private readonly need: Side;
  private readonly achievement: Side;

  constructor(needs: NeedsReader, achievements: AchievementsReader) {
    this.need = { reader: needs as unknown as Side['reader'], open: FINDABLE };
    this.achievement = { reader: achievements as unknown as Side['reader'], open: ON_OFFER };
  }

  of(kind: AlertKind): { readonly own: Side; readonly found: Side } {
    const { need, achievement } = this;
    return kind === 'NEEDS_FOR_ACHIEVEMENT'
      ? { own: achievement, found: need }
      : { own: need, found: achievement };
  }

  /** What the actor's organisations have published on the own side of a kind: all, or what is named. */
  published(kind: AlertKind, actor: Actor, named: readonly string[] | null): Promise<(Need | Achievement)[]> {
    const { reader, open } = this.of(kind).own;
    const ofActor = sql`t.organisation_id = ANY(${actor.organisationIds}) AND t.state = ANY(${open})`;
    return reader.list(SYSTEM, named === null ? ofActor : sql`${ofActor} AND t.id = ANY(${named})`);
  }
}
