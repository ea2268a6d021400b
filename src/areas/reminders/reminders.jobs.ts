import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { Config } from '../../kernel/config';
import type { FactRow } from '../../kernel/facts';
import { calendarPart, type CalendarPart } from '../../kernel/icalendar';
import { publicId } from '../../kernel/ids';
import { Every, On } from '../../kernel/jobs';
import { Mailer } from '../../kernel/mail';
import { setting } from '../../kernel/settings';
import { LetterWriter, type Entry } from '../letters';
import { meetingCancelled, meetingRecomputed, meetingReinstated, meetingRescheduled } from '../liaison';
import { pageOf, allNotices, wording } from '../notifications';
import { ActionLadder } from './action-ladder';
import { INVITING, Reminders } from './reminders';
import { MEETING_NOTICES, type MeetingWords } from './reminders.notices';

/** How long a meeting lasts in the calendars of those who are invited. */
export const MEETING_MINUTES = setting('liaison.meeting-minutes', 120, {
  zh: '会议在日历中占用的时长（分钟）',
  en: 'How long a meeting lasts in calendars (minutes)',
  min: 15,
  max: 1_440,
});

/** What time and changes do to those who meet: they are told, and their calendars follow. */
@Injectable()
export class RemindersJobs implements OnModuleInit {
  constructor(
    private readonly reminders: Reminders,
    private readonly actions: ActionLadder,
    private readonly letters: LetterWriter,
    private readonly mailer: Mailer,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    for (const { code } of INVITING)
      this.letters.withCalendar(code, (entry, attendee) => this.invitation(entry, attendee));
  }

  /** It carries no data: it asks the database what is due, so it may run twice or late. */
  @Every('* * * * *', 'reminders.tick')
  async tick(): Promise<void> {
    await this.reminders.insertDue();
    await this.actions.insertDue();
  }

  @On(meetingRescheduled)
  moved({ subjectId }: FactRow): Promise<void> {
    return this.reminders.announce('MOVED', subjectId, true);
  }

  @On(meetingRecomputed)
  recomputed({ subjectId }: FactRow): Promise<void> {
    return this.reminders.announce('MOVED', subjectId, false);
  }

  @On(meetingCancelled)
  cancelled({ subjectId, payload }: FactRow<{ quietly?: boolean }>): Promise<void> {
    return this.reminders.announce('CANCELLED', subjectId, !payload.quietly);
  }

  @On(meetingReinstated)
  reinstated({ subjectId }: FactRow): Promise<void> {
    return this.reminders.announce('REINSTATED', subjectId, false);
  }

  /** Puts the meeting into the recipient's calendar, moves it there, or takes it out. */
  private invitation(entry: Entry, attendee: { name: string; email: string }): CalendarPart {
    const { series, startsAt, place, sequence } = entry.words as MeetingWords;
    return calendarPart({
      ...{ title: series, startsAt: new Date(startsAt), place: place || null, sequence, attendee },
      uid: `${publicId('meeting', entry.subjectId)}@benfu.invalid`,
      minutes: MEETING_MINUTES.value,
      description: wording(allNotices().get(entry.code)!, entry.words, 'zh').text,
      link: this.config.publicUrl + pageOf(entry),
      organiser: this.mailer.sender,
      cancelled: entry.code === MEETING_NOTICES.CANCELLED.code,
      writtenAt: this.clock.now(),
    });
  }
}
