import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts, type Topic } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { refuseMove } from '../../kernel/kind';
import { sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { SavedSearch, type AlertKind } from './alert';
import { searchDeleted, searchEdited, searchMuted, searchSaved } from './alert.facts';
import type { EditSearchInput, SaveSearchInput } from './alert.inputs';
import { refuse } from './alerts.messages';
import { SearchesReader, Sides } from './alerts.reader';

/** The score from which one is told unless one says otherwise, 0 to 1. */
export const THRESHOLD = setting('alerts.threshold', 0.1, {
  zh: '匹配订阅的默认最低得分（0–1）',
  en: 'Least score of which a saved search tells unless it says otherwise (0–1)',
  max: 1,
});

/** Searches that a person may have. */
const MOST_SEARCHES = 50;

/** Keeps what people want to be told of. */
@Injectable()
export class SearchesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly searches: SearchesReader,
    private readonly sides: Sides,
  ) {}

  /** Saves a search for the actor. Refuses a subject of another organisation, and more than 50. */
  add(actor: Actor, { kind, subjectId = null, threshold, frequency }: SaveSearchInput): Promise<SavedSearch> {
    return this.uow.run(async () => {
      const personId = await this.alone(actor);
      if (subjectId !== null) await this.expectOwn(actor, kind, subjectId);
      const own = sql`t.person_id = ${personId}`;
      if ((await this.searches.count(own)) >= MOST_SEARCHES)
        throw refuse('alerts.too-many', { max: MOST_SEARCHES });
      const search = Object.assign(new SavedSearch(), {
        ...{ id: newId(this.clock.now()), version: 1, kind, personId, subjectId, frequency },
        ...{ threshold: threshold ?? THRESHOLD.value, muted: false },
      });
      await this.uow.manager.insert(SavedSearch, search);
      await this.state(searchSaved, actor, search, { kind });
      return search;
    });
  }

  /** Changes the threshold, the frequency or the muting of one's own search. */
  edit(actor: Actor, { id, expectedVersion, ...changes }: EditSearchInput): Promise<SavedSearch> {
    return this.uow.run(async () => {
      await this.alone(actor);
      const search = await this.searches.get(actor, id);
      if (expectedVersion && expectedVersion !== search.version)
        throw refuseMove('CONFLICT', { version: search.version }, ['input', 'expectedVersion']);
      const given = Object.entries(changes).filter(([, value]) => value !== undefined && value !== null);
      if (given.length === 0) return search;
      const fields = given.map(([field]) => field);
      return this.write(actor, search, Object.fromEntries(given), searchEdited, { fields });
    });
  }

  /** Forgets one's own search; what was found for it and not sent yet is not sent. */
  delete(actor: Actor, id: string): Promise<void> {
    return this.uow.run(async () => {
      await this.alone(actor);
      const search = await this.searches.get(actor, id);
      await this.uow.manager.delete(SavedSearch, { id });
      await this.state(searchDeleted, actor, search, {});
    });
  }

  /** Mutes all of the actor's searches of a kind, or lets them speak again. */
  mute(actor: Actor, kind: AlertKind, muted: boolean): Promise<SavedSearch[]> {
    return this.uow.run(async () => {
      const all = (await this.searches.of(await this.alone(actor))).filter((search) => search.kind === kind);
      const now: SavedSearch[] = [];
      for (const search of all) {
        const same = search.muted === muted;
        now.push(same ? search : await this.write(actor, search, { muted }, searchMuted, { muted }));
      }
      return now;
    });
  }

  /** The person who acts; one person's changes take turns, until their transactions end. */
  private async alone({ personId }: Actor): Promise<string> {
    if (personId === null) throw refuse('alerts.nobody', {});
    await this.uow.query(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`searches ${personId}`}::text, 0))`,
    );
    return personId;
  }

  private async expectOwn(actor: Actor, kind: AlertKind, subjectId: string): Promise<void> {
    const subject = await this.sides.of(kind).own.reader.get(actor, subjectId, 'subjectId');
    if (!actor.organisationIds.includes(subject.organisationId))
      throw refuse('alerts.not-own', {}, ['input', 'subjectId']);
  }

  private async write<P extends object>(
    actor: Actor,
    search: SavedSearch,
    set: Partial<SavedSearch>,
    topic: Topic<P>,
    payload: P,
  ): Promise<SavedSearch> {
    const changed = { ...set, version: search.version + 1 };
    await this.uow.manager.update(SavedSearch, { id: search.id }, changed);
    await this.state(topic, actor, search, payload);
    return Object.assign(search, changed);
  }

  private async state<P extends object>(
    topic: Topic<P>,
    actor: Actor,
    { id }: SavedSearch,
    payload: P,
  ): Promise<void> {
    await this.facts.state(topic, { subject: { type: 'search', id }, actor, payload });
  }
}
