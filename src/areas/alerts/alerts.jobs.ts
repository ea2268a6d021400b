import { Injectable } from '@nestjs/common';
import { raw } from 'sql-template-tag';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts, type FactRow } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Every, On } from '../../kernel/jobs';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { AccountsReader } from '../accounts';
import { achievementPublished, type Achievement } from '../achievements';
import { needPublished, type Need } from '../needs';
import { digestAt, Notifier } from '../notifications';
import { PeopleReader } from '../people';
import type { AlertKind, SavedSearch } from './alert';
import { alertRaised } from './alert.facts';
import { matchFound } from './alerts.messages';
import { SearchesReader, Sides } from './alerts.reader';
import { Deliveries } from './deliveries';
import { Fits, type Fit } from './fits';

/** Who wants to be told of a kind of match, as they are at this moment. */
@Injectable()
export class Listeners {
  constructor(
    private readonly searches: SearchesReader,
    private readonly people: PeopleReader,
    private readonly accounts: AccountsReader,
  ) {}

  /** Each person's searches, without those who left personalised matching (PIPL art. 24). */
  async of(kind: AlertKind): Promise<{ actor: Actor; searches: SavedSearch[] }[]> {
    const listening = await this.searches.listening(kind);
    const taking = await this.people.personalisedAmong([...listening.keys()]);
    const holders = await this.accounts.byPeople([...taking]);
    return [...holders].map(([personId, { actor }]) => ({ actor, searches: listening.get(personId)! }));
  }
}

/** A pair for one person, before it is written down. */
interface Finding extends Fit {
  readonly kind: AlertKind;
  readonly personId: string;
  readonly needId: string;
  readonly achievementId: string;
  readonly dueAt: Date;
}

/** Writes alerts down, each pair once for a person, whatever found it. */
@Injectable()
export class AlertBook {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly deliveries: Deliveries,
    private readonly notifier: Notifier,
  ) {}

  /** Enters a finding unless the person has been told of the pair; wakes the mail if it goes out at once. */
  enter({ kind, personId, needId, achievementId, score, why, dueAt: due }: Finding): Promise<void> {
    return this.uow.run(async () => {
      const now = this.clock.now();
      const [entered] = await this.uow.query<{ id: string }>(sql`
        WITH entered AS (
          INSERT INTO alerts (id, person_id, kind, need_id, achievement_id, score, why, at, state, next_attempt_at)
          VALUES (${newId(now)}, ${personId}, ${kind}, ${needId}, ${achievementId}, ${score},
                  ${JSON.stringify(why)}::jsonb, ${now}, 'PENDING', ${due})
          ON CONFLICT ON CONSTRAINT alerts_once DO NOTHING RETURNING id
        ) SELECT id FROM entered`);
      if (!entered) return;
      const subject = { type: 'alert', id: entered.id };
      await this.facts.state(alertRaised, { subject, actor: SYSTEM, payload: { kind } });
      const found =
        kind === 'NEEDS_FOR_ACHIEVEMENT'
          ? { type: 'need', id: needId }
          : { type: 'achievement', id: achievementId };
      await this.tell(entered.id, kind, personId, found);
      if (due <= now) await this.deliveries.soon();
    });
  }

  /** Into the inbox at once; mail follows the saved search. */
  private async tell(
    alertId: string,
    kind: AlertKind,
    personId: string,
    subject: { type: string; id: string },
  ): Promise<void> {
    const table = raw(`${subject.type}s`);
    const [row] = await this.uow.query<{ title: string }>(
      sql`SELECT title FROM ${table} WHERE id = ${subject.id}`,
    );
    await this.notifier.tell(matchFound[kind], {
      key: `alerts/${alertId}`,
      subject,
      words: { title: row!.title, kind: `alerts.kind.${kind}` },
      to: sql`SELECT id AS account_id, NULL::uuid AS organisation_id FROM accounts WHERE person_id = ${personId}`,
    });
  }
}

/** What a publication has to be compared with, and how it was found to fit: the same for all members of an owner. */
interface News {
  readonly kind: AlertKind;
  readonly found: Need | Achievement;
  /** The least score that anybody wants to be told of. */
  readonly least: number;
  readonly fits: Map<string, Fit | undefined>;
}

/** Hears what is published, and writes down whom it fits. */
@Injectable()
export class AlertRaiser {
  constructor(
    private readonly listeners: Listeners,
    private readonly sides: Sides,
    private readonly fits: Fits,
    private readonly alerts: AlertBook,
    private readonly clock: Clock,
  ) {}

  @On(needPublished, { queue: 'slow' })
  onNeed({ subjectId }: FactRow): Promise<void> {
    return this.raise('NEEDS_FOR_ACHIEVEMENT', subjectId);
  }

  @On(achievementPublished, { queue: 'slow' })
  onAchievement({ subjectId }: FactRow): Promise<void> {
    return this.raise('ACHIEVEMENTS_FOR_NEED', subjectId);
  }

  private async raise(kind: AlertKind, foundId: string): Promise<void> {
    const { reader, open } = this.sides.of(kind).found;
    const found = await reader.find(SYSTEM, foundId);
    if (!found || !open.includes(found.state)) return;
    this.fits.expect(found);
    const listeners = await this.listeners.of(kind);
    const least = Math.min(
      ...listeners.flatMap(({ searches }) => searches.map(({ threshold }) => threshold)),
    );
    const news: News = { kind, found, least, fits: new Map() };
    for (const { actor, searches } of listeners) {
      if (!(await reader.find(actor, foundId))) continue;
      for (const finding of await this.findings(news, actor, searches)) await this.alerts.enter(finding);
    }
  }

  /** Which of the actor's own records the news fits, as well as one of the searches asks for. */
  private async findings(news: News, actor: Actor, searches: readonly SavedSearch[]): Promise<Finding[]> {
    const { kind, found } = news;
    const named = searches.map(({ subjectId }) => subjectId);
    const all = named.includes(null) ? null : (named as string[]);
    const findings: Finding[] = [];
    for (const own of await this.sides.published(kind, actor, all)) {
      const fit = await this.fit(news, actor, own);
      const dues = searches
        .filter(
          ({ subjectId, threshold }) => (subjectId ?? own.id) === own.id && fit && fit.score >= threshold,
        )
        .map(({ frequency }) => digestAt(frequency, this.clock.now()).getTime());
      if (!fit || dues.length === 0) continue;
      const [needId, achievementId] =
        kind === 'NEEDS_FOR_ACHIEVEMENT' ? [found.id, own.id] : [own.id, found.id];
      const due = new Date(Math.min(...dues));
      findings.push({ ...fit, kind, personId: actor.personId!, needId, achievementId, dueAt: due });
    }
    return findings;
  }

  private async fit(
    { found, least, fits }: News,
    actor: Actor,
    own: Need | Achievement,
  ): Promise<Fit | undefined> {
    if (!fits.has(own.id)) fits.set(own.id, await this.fits.of(actor, own, found, least));
    return fits.get(own.id);
  }
}

/** The tick of the alerts. It carries no data: it asks the database what is due, so it may run twice or late. */
@Injectable()
export class AlertsJobs {
  constructor(private readonly deliveries: Deliveries) {}

  @Every('* * * * *', 'alerts.tick')
  tick(): Promise<void> {
    return this.deliveries.wakeDue();
  }
}
