import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { isProvisional } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { Every } from '../../kernel/jobs';
import { Refusal } from '../../kernel/messages';
import { Moves } from '../../kernel/moves';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { meetingRecomputed } from './liaison.facts';
import { LiaisonService } from './liaison.service';
import type { Meeting } from './meeting';
import { meetingKind } from './meeting.kind';
import { horizonOf, meetingOf } from './series';

/** Days after a meeting on which its minutes are asked for. */
export const MINUTES_AFTER_DAYS = setting('liaison.minutes-after-days', 3, {
  zh: '会后多少天仍无纪要即催交（天）',
  en: 'Days after a meeting on which missing minutes are asked for',
  max: 366,
});

const YEARS_AHEAD = [0, 1, 2, 3];

/** What time does to meetings. */
@Injectable()
export class MeetingPlanner {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly service: LiaisonService,
  ) {}

  /** Plans every series a year ahead. */
  async roll(): Promise<void> {
    const today = this.clock.today();
    for (const series of await this.service.registers.series.shortOf(horizonOf(today))) {
      await this.uow.run(() => this.service.plan(SYSTEM, series, horizonOf(today, series.startsOn)));
    }
  }

  /** Works out anew the days that rested on a guess at the holidays, once they are announced. */
  async recompute(): Promise<void> {
    const year = Number(this.clock.today().slice(0, 4));
    const announced = YEARS_AHEAD.map((ahead) => year + ahead).filter(
      (one) => !isProvisional(`${one}-06-01`),
    );
    const guessed = await this.service.registers.meetings.guessed(announced);
    const series = await this.service.registers.series.byIds(
      SYSTEM,
      guessed.map((meeting) => meeting.seriesId),
    );
    for (const meeting of guessed) {
      const { meetsOn, startsAt, provisional } = meetingOf(series.get(meeting.seriesId)!, meeting.month);
      const set = { meetsOn, startsAt, provisional };
      await unlessOvertaken(() => this.settle(meeting, meetsOn === meeting.meetsOn ? { provisional } : set));
    }
  }

  /** Marks the meetings whose month is over and whose minutes did not come. */
  async miss(): Promise<void> {
    for (const meeting of await this.service.registers.meetings.unheld(
      this.clock.today(),
      MINUTES_AFTER_DAYS.value,
    )) {
      await unlessOvertaken(() => this.moves.move(meetingKind, SYSTEM, meeting, 'MISS'));
    }
  }

  private settle(meeting: Meeting, set: Partial<Meeting>): Promise<void> {
    return this.uow.run(async () => {
      const moved = set.meetsOn !== undefined;
      const sequence = meeting.sequence + (moved ? 1 : 0);
      const settled = await this.moves.write(meetingKind, meeting, { ...set, sequence });
      if (!moved) return;
      const subject = { type: 'meeting', id: meeting.id };
      const payload = { from: meeting.meetsOn, to: settled.meetsOn };
      await this.facts.state(meetingRecomputed, { subject, actor: SYSTEM, payload });
    });
  }
}

/** The tick of the liaison. It carries no data: it asks the database what is due, so it may run twice or late. */
@Injectable()
export class LiaisonJobs {
  constructor(private readonly planner: MeetingPlanner) {}

  @Every('* * * * *', 'liaison.tick')
  async tick(): Promise<void> {
    await this.planner.roll();
    await this.planner.recompute();
    await this.planner.miss();
  }
}

/** Another worker, or a person, was faster: what they did stands. */
async function unlessOvertaken(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
