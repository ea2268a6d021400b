import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { refuseAccess } from './access';
import { isBureau, type Actor } from './actor';
import { announcedByBureau, statutoryDays, weekdayOf, type Day, type HolidayTable } from './calendar';
import { Clock } from './clock';
import { Facts, topic } from './facts';
import { newId } from './ids';
import { messages, refuser } from './messages';
import { UnitOfWork } from './unit-of-work';

export const holidaysAnnounced = topic<{ year: number }>('holidays.announced');

const refuse = refuser(
  messages({
    'holidays.other-year': { zh: '{day} 不在 {year} 年', en: '{day} is not in {year}' },
    'holidays.both': { zh: '{day} 不能既放假又上班', en: '{day} cannot be both off and worked' },
    'holidays.no-weekend': {
      zh: '{day} 不是周末，无需调休上班',
      en: '{day} is no weekend day: only those are made up on',
    },
    'holidays.statutory': {
      zh: '{day} 是法定节假日（《全国年节及纪念日放假办法》第二条），必须列入放假',
      en: '{day} is a statutory holiday (State Council Decree 795, art. 2) and must be off',
    },
  }),
);

/** One announcement (节假日安排) of a year's days off and make-up days, as the bureau entered it. */
@Entity('holiday_tables')
@Index(['year', 'id'])
export class EnteredHolidays implements HolidayTable {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') year!: number;
  @Column('text', { array: true }) off!: Day[];
  @Column('text', { array: true }) worked!: Day[];
  @Column('text') source!: string;
  @Column('timestamptz') at!: Date;
  /** Its number among those of its year; counted when read. */
  edition!: number;
}

/** What the State Council announced for a year. */
export interface Announcement {
  readonly year: number;
  readonly off: readonly Day[];
  readonly worked: readonly Day[];
  readonly source: string;
}

const REFRESH_MS = 5_000;

/** Keeps this process's calendar in step with what the bureau enters when the State Council announces a year. */
@Injectable()
export class Holidays implements OnApplicationBootstrap {
  private stop: (() => void) | undefined;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stop = await announcedByBureau.follow(() => this.read(), REFRESH_MS);
  }

  beforeApplicationShutdown(): void {
    this.stop?.();
  }

  /** Enters a year's announcement; a later one of the same year takes its place. Only the bureau may. */
  announce(actor: Actor, given: Announcement): Promise<EnteredHolidays> {
    if (actor.kind !== 'system' && !isBureau(actor)) throw refuseAccess('FORBIDDEN', {});
    check(given);
    return this.uow.run(async () => {
      const { year, source } = given;
      const at = this.clock.now();
      const [off, worked] = [[...given.off].sort(), [...given.worked].sort()];
      const table = Object.assign(new EnteredHolidays(), { id: newId(at), year, off, worked, source, at });
      await this.uow.manager.insert(EnteredHolidays, table);
      table.edition = await this.uow.manager.countBy(EnteredHolidays, { year });
      const subject = { type: 'holidays', id: table.id };
      await this.facts.state(holidaysAnnounced, { subject, actor, note: source, payload: { year } });
      this.uow.afterCommit(() => announcedByBureau.hold(new Map(announcedByBureau.value).set(year, table)));
      return table;
    });
  }

  /** Takes over at once what another process has entered. */
  async refresh(): Promise<void> {
    await announcedByBureau.refresh(() => this.read());
  }

  private async read(): Promise<ReadonlyMap<number, HolidayTable>> {
    const rows = await this.uow.manager.find(EnteredHolidays, { order: { id: 'ASC' } });
    const tables = new Map<number, EnteredHolidays>();
    for (const row of rows) {
      row.edition = (tables.get(row.year)?.edition ?? 0) + 1;
      tables.set(row.year, row);
    }
    return tables;
  }
}

function check({ year, off, worked }: Announcement): void {
  const at = (field: string): string[] => ['input', field];
  for (const [field, days] of [
    ['off', off],
    ['worked', worked],
  ] as const) {
    const foreign = days.find((day) => !day.startsWith(`${year}-`));
    if (foreign) throw refuse('holidays.other-year', { day: foreign, year }, at(field));
  }
  const twice = worked.find((day) => off.includes(day));
  if (twice) throw refuse('holidays.both', { day: twice }, at('worked'));
  const ordinary = worked.find((day) => weekdayOf(day) <= 5);
  if (ordinary) throw refuse('holidays.no-weekend', { day: ordinary }, at('worked'));
  const missing = [...statutoryDays(year)].sort().find((day) => !off.includes(day));
  if (missing) throw refuse('holidays.statutory', { day: missing }, at('off'));
}
