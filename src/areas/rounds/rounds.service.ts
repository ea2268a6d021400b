import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { refuseAccess } from '../../kernel/access';
import { isBureau, SYSTEM, type Actor } from '../../kernel/actor';
import { CITY_ZONE, Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import type { Refusal } from '../../kernel/messages';
import { Moves } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ProgrammesReader, spelledOut } from '../programmes';
import { isInWindow, Round } from './round';
import { roundPlanned } from './round.facts';
import type { PlanRoundsInput } from './round.inputs';
import { roundKind } from './round.kind';
import { refuse } from './rounds.messages';
import { RoundsReader } from './rounds.reader';
import { quarterlyWindows, type RoundWindow } from './windows';

/** Days that a round stays open where its planner does not say. */
export const OPEN_DAYS = setting('rounds.open-days', 45, {
  zh: '每批次申报开放天数（日历日）',
  en: 'Calendar days that a round stays open',
  min: 1,
  max: 92,
});

/** Plans the rounds of a year and moves them with the clock. */
@Injectable()
export class RoundsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly rounds: RoundsReader,
    private readonly programmes: ProgrammesReader,
  ) {}

  /** The four rounds of a year; those that exist stay as they are, so that planning again changes nothing. */
  plan(actor: Actor, { year, openDays }: PlanRoundsInput): Promise<Round[]> {
    return this.planWindows(actor, year, quarterlyWindows(year, openDays ?? OPEN_DAYS.value));
  }

  /** The same with windows of one's own; quarters not named are not planned. */
  planWindows(actor: Actor, year: number, windows: readonly RoundWindow[]): Promise<Round[]> {
    if (actor.kind !== 'system' && !isBureau(actor)) throw refuseAccess('FORBIDDEN', {});
    return this.uow.run(async () => {
      await this.lock();
      const known = await this.rounds.ofYear(year);
      for (const window of windows) {
        if (!known.some(({ quarter }) => quarter === window.quarter)) await this.add(actor, year, window);
      }
      await this.settle();
      return this.rounds.ofYear(year);
    });
  }

  /** Opens and closes what is due by the clock; run twice, or after an outage, it ends the same. */
  tick(): Promise<void> {
    return this.uow.run(async () => {
      await this.lock();
      await this.settle();
    });
  }

  /** Rounds whose time is over and whose applications are not all decided, as far as is known. */
  closed(): Promise<Round[]> {
    return this.rounds.closed();
  }

  /** The last application of a closed round has been decided. */
  decide(round: Round): Promise<Round> {
    return this.moves.move(roundKind, SYSTEM, round, 'DECIDE');
  }

  /** The round, if applications can be made to it now; else refuses. */
  async openFor(actor: Actor, id: string): Promise<Round> {
    const round = await this.rounds.get(actor, id, 'roundId');
    const refusal = this.closedRefusal(round);
    if (refusal) throw refusal;
    return round;
  }

  /** Why no application can be made to the round now, or undefined. */
  closedRefusal(round: Round): Refusal | undefined {
    if (round.state === 'OPEN' && isInWindow(round, this.clock.now())) return undefined;
    return refuse('rounds.not-open', { opensAt: spoken(round.opensAt), closesAt: spoken(round.closesAt) });
  }

  private async settle(): Promise<void> {
    const now = this.clock.now();
    for (const round of await this.rounds.toOpen(now))
      await this.moves.move(roundKind, SYSTEM, round, 'OPEN', { set: await this.rules() });
    for (const round of await this.rounds.toClose(now))
      await this.moves.move(roundKind, SYSTEM, round, 'CLOSE');
  }

  private async add(actor: Actor, year: number, { quarter, opensAt, closesAt }: RoundWindow): Promise<void> {
    if (closesAt <= opensAt) throw refuse('rounds.window-order', {});
    const overlapping = await this.rounds.overlapping(opensAt, closesAt);
    if (overlapping.length > 0) throw refuse('rounds.overlap', { year, quarter }, ['input', 'openDays']);
    const round = Object.assign(new Round(), {
      ...{
        id: newId(this.clock.now()),
        version: 1,
        state: roundKind.lifecycle.initial,
        year,
        quarter,
        opensAt,
        closesAt,
      },
      ...(await this.rules()),
      title: `${year}年第${'一二三四'[quarter - 1]}季度联合申报`,
    });
    await this.uow.manager.insert(Round, round);
    const payload = { year, quarter, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() };
    await this.facts.state(roundPlanned, { subject: { type: 'round', id: round.id }, actor, payload });
  }

  private async rules(): Promise<Pick<Round, 'programmeId' | 'terms'>> {
    const { id, kept } = await this.programmes.latest();
    return { programmeId: id, terms: spelledOut(kept) };
  }

  /** Two planners, or two workers that tick at once, take turns. */
  private async lock(): Promise<void> {
    await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('rounds', 0))`);
  }
}

/** An instant as people in the city write it. */
export const spoken = (instant: Date): string =>
  DateTime.fromJSDate(instant, { zone: CITY_ZONE }).toFormat('yyyy-MM-dd HH:mm');
