import { Injectable } from '@nestjs/common';
import { ANONYMOUS, SYSTEM, type Actor } from '../../kernel/actor';
import { AccountsReader } from '../accounts';
import type { Achievement } from '../achievements';
import type { Need } from '../needs';
import { PeopleReader } from '../people';
import { ALERT_KINDS, type Alert, type AlertDrop, type SavedSearch } from './alert';
import { SearchesReader, Sides } from './alerts.reader';

/** An alert with the two records that it tells of. */
export interface Passed {
  readonly alert: Alert;
  readonly own: Need | Achievement;
  readonly found: Need | Achievement;
}

/** What one person's alerts come to at this moment; without an account there is no address, and nothing passes. */
export interface Passage {
  readonly to: string;
  readonly passed: Passed[];
  readonly dropped: Map<AlertDrop, Alert[]>;
}

/** The person as they are at this moment, and the records in their eyes. */
interface View {
  readonly actor: Actor;
  readonly takesPart: boolean;
  readonly searches: readonly SavedSearch[];
  /** Whoever looks; and those that the person may read. */
  readonly all: ReadonlyMap<string, Need | Achievement>;
  readonly readable: ReadonlySet<string>;
}

/** Looks again, before mail goes out, at what was so when the alert was raised. */
@Injectable()
export class Gate {
  constructor(
    private readonly searches: SearchesReader,
    private readonly sides: Sides,
    private readonly people: PeopleReader,
    private readonly accounts: AccountsReader,
  ) {}

  /** Lets pass, of one person's alerts, what may still be sent. */
  async pass(personId: string, alerts: readonly Alert[]): Promise<Passage> {
    const holder = (await this.accounts.byPeople([personId])).get(personId);
    const view = await this.view(personId, holder?.actor ?? ANONYMOUS, alerts);
    const passage: Passage = { to: holder?.email ?? '', passed: [], dropped: new Map() };
    for (const alert of alerts) {
      const why = this.objection(alert, view);
      const { ownId, foundId } = sidesOf(alert);
      if (why) passage.dropped.set(why, [...(passage.dropped.get(why) ?? []), alert]);
      else passage.passed.push({ alert, own: view.all.get(ownId)!, found: view.all.get(foundId)! });
    }
    return passage;
  }

  private async view(personId: string, actor: Actor, alerts: readonly Alert[]): Promise<View> {
    const all = new Map<string, Need | Achievement>();
    const readable = new Set<string>();
    for (const kind of ALERT_KINDS) {
      const { reader } = this.sides.of(kind).found;
      const ids = alerts.map((alert) =>
        kind === 'NEEDS_FOR_ACHIEVEMENT' ? alert.needId : alert.achievementId,
      );
      for (const [id, record] of await reader.byIds(SYSTEM, ids)) all.set(id, record);
      for (const id of (await reader.byIds(actor, ids)).keys()) readable.add(id);
    }
    const takesPart = (await this.people.personalisedAmong([personId])).has(personId);
    return { actor, takesPart, searches: await this.searches.of(personId), all, readable };
  }

  private objection(
    alert: Alert,
    { actor, takesPart, searches, all, readable }: View,
  ): AlertDrop | undefined {
    if (!takesPart) return 'OPTED_OUT';
    const { ownId, foundId } = sidesOf(alert);
    const asking = searches.filter(
      ({ kind, subjectId, threshold }) =>
        kind === alert.kind && (subjectId ?? ownId) === ownId && threshold <= alert.score,
    );
    if (asking.length === 0) return 'NOT_WANTED';
    if (asking.every(({ muted }) => muted)) return 'MUTED';
    const { own, found } = this.sides.of(alert.kind);
    const open = own.open.includes(all.get(ownId)!.state) && found.open.includes(all.get(foundId)!.state);
    if (!open) return 'NOT_OPEN';
    const may = actor.organisationIds.includes(all.get(ownId)!.organisationId) && readable.has(foundId);
    return may ? undefined : 'NO_RIGHT';
  }
}

const sidesOf = ({ kind, needId, achievementId }: Alert): { ownId: string; foundId: string } =>
  kind === 'NEEDS_FOR_ACHIEVEMENT'
    ? { ownId: achievementId, foundId: needId }
    : { ownId: needId, foundId: achievementId };
