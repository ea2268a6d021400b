import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { addDays } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { Config } from '../../kernel/config';
import { Facts } from '../../kernel/facts';
import { publicId } from '../../kernel/ids';
import { sentence, type Locale } from '../../kernel/messages';
import { sql } from '../../kernel/policy';
import { sha256 } from '../../kernel/sealed';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { AccountsReader } from '../accounts';
import { CalendarEntry, CalendarFeed, feedCreated, feedRevoked, NewCalendarFeed } from './calendar';
import { CalendarReader, type Dated, type Span } from './calendar.reader';
import { calendarFile } from './calendar.file';
import { refuse } from './calendars.messages';

const LONGEST_DAYS = 366;
/** What a feed holds, in days from today. */
const FEED = { back: -60, ahead: 300 };
const PLACES: Readonly<Record<string, string>> = {
  ...{ meeting: 'liaison', project: 'projects', application: 'applications' },
  ...{ review: 'reviews', action: 'actions', round: 'rounds' },
};

/** Gives people their calendars, on the platform and in programs of their own. */
@Injectable()
export class CalendarsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly config: Config,
    private readonly accounts: AccountsReader,
    private readonly reader: CalendarReader,
  ) {}

  /** What concerns a person from one day to another. */
  async of(actor: Actor, span: Span, locale: Locale): Promise<CalendarEntry[]> {
    if (span.to < span.from) throw refuse('calendars.order', {}, ['to']);
    if (span.to > addDays(span.from, LONGEST_DAYS))
      throw refuse('calendars.span', { days: LONGEST_DAYS }, ['to']);
    return (await this.reader.of(actor, span)).map((dated) => this.entry(dated, locale));
  }

  /** The feed of an account, without its address. */
  async feed(actor: Actor): Promise<CalendarFeed | null> {
    return this.uow.manager.findOneBy(CalendarFeed, { accountId: actor.accountId! });
  }

  /** Makes a secret address; an earlier one ends. Only its hash is kept. */
  create(actor: Actor): Promise<NewCalendarFeed> {
    if (this.uow.active) throw refuse('calendars.no-key', {});
    const [accountId, createdAt] = [actor.accountId!, this.clock.now()];
    const secret = randomBytes(32).toString('base64url');
    return this.uow.run(async () => {
      await this.uow.query(sql`
        INSERT INTO calendar_feeds (account_id, hash, created_at) VALUES (${accountId}, ${sha256(secret)}, ${createdAt})
        ON CONFLICT (account_id) DO UPDATE SET hash = excluded.hash, created_at = excluded.created_at`);
      await this.facts.state(feedCreated, {
        subject: { type: 'account', id: accountId },
        actor,
        payload: {},
      });
      const url = `${this.config.publicUrl}/calendar/${secret}.ics`;
      return Object.assign(new NewCalendarFeed(), { url, createdAt });
    });
  }

  /** Ends the address; true even where there was none. */
  revoke(actor: Actor): Promise<boolean> {
    const accountId = actor.accountId!;
    return this.uow.run(async () => {
      const { affected } = await this.uow.manager.delete(CalendarFeed, { accountId });
      if (affected !== 1) return true;
      await this.facts.state(feedRevoked, {
        subject: { type: 'account', id: accountId },
        actor,
        payload: {},
      });
      return true;
    });
  }

  /** The calendar behind a secret as iCalendar, by the rights that its owner has now. Refuses an unknown secret. */
  async file(secret: string): Promise<string> {
    const feed = await this.uow.manager.findOneBy(CalendarFeed, { hash: sha256(secret) });
    const holder = feed && (await this.accounts.holder(feed.accountId));
    if (!holder) throw refuse('calendars.no-feed', {});
    const today = this.clock.today();
    const span = { from: addDays(today, FEED.back), to: addDays(today, FEED.ahead) };
    return calendarFile(await this.of(holder.actor, span, 'zh'), today);
  }

  private entry(dated: Dated, locale: Locale): CalendarEntry {
    const { kind, day, text, subjectType, subjectId } = dated;
    const id = publicId(subjectType, subjectId);
    const said = { text, ...(dated.what === undefined ? {} : { what: dated.what }) };
    return Object.assign(new CalendarEntry(), {
      ...{ kind, day, subjectType, subjectId, startsAt: dated.startsAt ?? null, place: dated.place ?? null },
      title: sentence(`calendars.${kind}`, said, locale),
      link: `${this.config.publicUrl}/${PLACES[subjectType]!}/${id}`,
      uid: [kind.toLowerCase(), id, ...(dated.about === undefined ? [] : [dated.about])].join('-'),
    });
  }
}
