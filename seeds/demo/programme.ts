import type { INestApplicationContext } from '@nestjs/common';
import { SYSTEM } from '../../src/kernel/actor';
import { addDays } from '../../src/kernel/calendar';
import { Clock, instantOf } from '../../src/kernel/clock';
import { sql } from '../../src/kernel/policy';
import { LiaisonService, MeetingsReader, type Meeting } from '../../src/areas/liaison';
import { MinutesService } from '../../src/areas/minutes';
import { RoundsService, wholeQuarterWindows, type RoundWindow } from '../../src/areas/rounds';
import { OrganisationsReader } from '../../src/areas/organisations';
import { ContractStatisticsReader } from '../../src/areas/registers';
import { TargetsService } from '../../src/areas/targets';
import type { Cast } from './cast';
import { CARBONATE, CONTRACTS, LIAISON, ORGANISATIONS, ROUNDS, TALENT } from './facts';

/** The four rounds of the clock's year: each lasts its whole quarter, so that one is open whenever the story is played. */
async function planRounds(app: INestApplicationContext): Promise<void> {
  const now = app.get(Clock).now();
  const year = yearOf(app);
  const windows = wholeQuarterWindows(year).map((window) => openAt(now, window, year));
  await app.get(RoundsService).planWindows(SYSTEM, year, windows);
}

const yearOf = (app: INestApplicationContext): number => Number(app.get(Clock).today().slice(0, 4));

/** On the holidays before the first and after the last working day of the quarter in use the round is open too. */
function openAt(now: Date, window: RoundWindow, year: number): RoundWindow {
  const { quarter, opensAt, closesAt } = window;
  const next = quarter === 4 ? `${year + 1}-01-01` : `${year}-${String(quarter * 3 + 1).padStart(2, '0')}-01`;
  const first = instantOf(`${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`, '00:00');
  const end = instantOf(next, '00:00');
  if (now < first || now >= end) return window;
  return {
    quarter,
    opensAt: now < opensAt ? now : opensAt,
    closesAt: now < closesAt ? closesAt : end,
  };
}

/** What each year of the demonstration has of its own: rounds and targets. */
export async function programmeOfTheYear(app: INestApplicationContext): Promise<void> {
  await planRounds(app);
  await setTargets(app);
}

/** The monthly liaison since the beginning of the clock's year; the months before today have their minutes. */
export async function meetMonthly(cast: Cast): Promise<void> {
  const bureau = cast.actor('bureau');
  const today = cast.app.get(Clock).today();
  const { id } = await cast.app.get(LiaisonService).start(bureau, {
    title: `${LIAISON.title}：${ORGANISATIONS[LIAISON.with].shortName}`,
    partyIds: [cast.organisation('bureau'), cast.organisation(LIAISON.with)],
    startsOn: `${today.slice(0, 4)}-01-01`,
    rule: 'NTH_WEEKDAY',
    nth: 3,
    weekday: 3,
    time: '09:30',
    remindDaysBefore: [7, 1],
  });
  const past = sql`t.series_id = ${id} AND t.meets_on < ${today}`;
  const earliest = { by: 'startsAt', descending: false };
  const meetings = await cast.app.get(MeetingsReader).list(bureau, past, earliest);
  for (const meeting of meetings) await takeMinutes(cast, meeting, meeting === meetings.at(-1));
}

/** What was announced of the technology contracts of 2024: the register itself begins empty. */
export async function announceContracts(cast: Cast): Promise<void> {
  const { growth: turnoverGrowth, ...announced } = CONTRACTS;
  await cast.app
    .get(ContractStatisticsReader)
    .announce(cast.actor('bureau'), { ...announced, turnoverGrowth });
}

/** The last of the past meetings left something to do. */
async function takeMinutes(cast: Cast, { id, month }: Meeting, last: boolean): Promise<void> {
  const dueOn = addDays(cast.app.get(Clock).today(), 14);
  const ownerId = cast.organisation(LIAISON.with);
  await cast.app.get(MinutesService).hold(cast.actor('bureau'), {
    meetingId: id,
    minutes: `${month} 月对接纪要（演示文本，纯属虚构）：交流盐湖提锂需求与成果，议定下月跟进事项。`,
    actionItems: last ? [{ text: '整理本所可转化成果清单（演示）', ownerId, dueOn }] : [],
  });
}

/** The city's goals for the clock's year. */
async function setTargets(app: INestApplicationContext): Promise<void> {
  const year = yearOf(app);
  const { name } = ORGANISATIONS[TALENT.computing.by];
  const [owner] = await app.get(OrganisationsReader).list(SYSTEM, sql`t.name = ${name}`);
  const goals = [
    { indicator: 'projects.approved', goal: `${ROUNDS.approvedProjects}` },
    { indicator: 'liaison.meetings-held', goal: '12' },
    { indicator: 'salt-lake-engineers.trained', goal: `${TALENT.saltLake.people}` },
    { indicator: 'ai-trainers.trained', goal: `${TALENT.computing.people}`, ownerId: owner!.id },
    { indicator: 'fund.lithium-carbonate', goal: CARBONATE.fund },
  ];
  for (const goal of goals) await app.get(TargetsService).set(SYSTEM, { year, ...goal });
}
