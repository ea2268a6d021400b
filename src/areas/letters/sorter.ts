import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import {
  afterQuiet,
  allNotices,
  digestAt,
  notificationTold,
  SERVED,
  usefulAt,
  wishes,
  type Frequency,
  type NoticeKind,
  type NotificationState,
} from '../notifications';

/** A notification whose turn has come, with what its recipient wishes. */
interface Due {
  readonly id: string;
  readonly code: string;
  readonly kind: NoticeKind;
  readonly accountId: string;
  readonly dueAt: Date;
  readonly told: boolean;
  readonly useful: boolean;
  readonly mail: Frequency | null;
  readonly quietFrom: string | null;
  readonly quietUntil: string | null;
}

/** What becomes of it now. */
interface Fate {
  readonly id: string;
  readonly state: NotificationState;
  readonly nextAt: Date;
  readonly letterId: string | null;
}

/** Notifications that are sorted in one transaction; all of one recipient unless these alone are more. */
/** A letter that is being put together; it may go from when the first of it fell due, whichever clock made it. */
interface Begun {
  readonly id: string;
  readonly dueAt: Date;
}

const AT_ONCE = 500;

/**
 * Decides, for what falls due, whether it goes out now, later or not at all, and puts what one person is told at about
 * the same time into one letter. A notification comes into the inbox when it falls due, whatever becomes of the mail.
 */
@Injectable()
export class Sorter {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
  ) {}

  /** Sorts all that is due; several workers may do so at once, each for other recipients. */
  async sort(): Promise<void> {
    while ((await this.uow.run(() => this.some())) > 0);
  }

  private async some(): Promise<number> {
    const now = this.clock.now();
    const due = whole(await this.due(now));
    if (due.length === 0) return 0;
    const letters = new Map<string, Begun>();
    const fates = due.map((one) => fateOf(one, now, letters));
    await this.post(letters);
    await this.write(fates, now);
    const told = due.filter((one, at) => !one.told && fates[at]!.state !== 'LAPSED');
    await this.facts.stateAll(
      notificationTold,
      told.map(({ id, kind }) => ({
        ...{ subject: { type: 'notification', id }, actor: SYSTEM, payload: { kind } },
      })),
    );
    return due.length;
  }

  /** Everything that is due for those who have waited longest: a recipient is in the hands of one worker at a time. */
  private due(now: Date): Promise<Due[]> {
    return this.uow.query<Due>(sql`
      WITH longest AS (
        SELECT account_id FROM notifications
        WHERE state = 'PENDING' AND next_at <= ${now} AND account_id IS NOT NULL
        ORDER BY next_at, id LIMIT ${AT_ONCE}
      ), recipient AS (
        SELECT a.id FROM accounts a WHERE a.id IN (SELECT account_id FROM longest)
        FOR NO KEY UPDATE SKIP LOCKED
      )
      SELECT t.id, t.code, t.kind, t.account_id "accountId", t.due_at "dueAt", t.told_at IS NOT NULL AS told,
             ${usefulAt(now)} AS useful, wish.mail, profile.quiet_from "quietFrom", profile.quiet_until "quietUntil"
      FROM recipient JOIN notifications t ON t.account_id = recipient.id ${wishes}
      WHERE t.state = 'PENDING' AND t.next_at <= ${now}
      ORDER BY t.account_id, t.next_at, t.id LIMIT ${AT_ONCE + 1} FOR UPDATE OF t SKIP LOCKED`);
  }

  /** A letter for each recipient, and for each notice that goes alone. */
  private async post(letters: ReadonlyMap<string, Begun>): Promise<void> {
    const [recipients, ids] = [
      [...letters.keys()].map((key) => key.split('/')[0]!),
      [...letters.values()].map(({ id }) => id),
    ];
    const dues = [...letters.values()].map(({ dueAt }) => dueAt);
    await this.uow.query(sql`
      INSERT INTO letters (id, channel, account_id, state, next_attempt_at)
      SELECT l.id, 'MAIL', l.account_id, 'PENDING', l.due_at
      FROM unnest(${ids}::uuid[], ${recipients}::uuid[], ${dues}::timestamptz[]) AS l(id, account_id, due_at)`);
  }

  private async write(fates: readonly Fate[], now: Date): Promise<void> {
    const column = <K extends keyof Fate>(name: K): Fate[K][] => fates.map((fate) => fate[name]);
    await this.uow.query(sql`
      UPDATE notifications t SET state = f.state, next_at = f.next_at, letter_id = f.letter_id,
        told_at = CASE WHEN f.state = 'LAPSED' THEN t.told_at ELSE coalesce(t.told_at, ${now}) END
      FROM unnest(${column('id')}::uuid[], ${column('state')}::text[], ${column('nextAt')}::timestamptz[],
                  ${column('letterId')}::uuid[]) AS f(id, state, next_at, letter_id)
      WHERE t.id = f.id`);
  }
}

/** Without the recipient at the end who may have more than was asked for, unless there is no other. */
function whole(due: readonly Due[]): readonly Due[] {
  if (due.length <= AT_ONCE) return due;
  const last = due.at(-1)!.accountId;
  const others = due.filter(({ accountId }) => accountId !== last);
  return others.length > 0 ? others : due;
}

/** `letters` holds what is being put together, by recipient, and grows. */
function fateOf(due: Due, now: Date, letters: Map<string, Begun>): Fate {
  const { id, code, kind, accountId, dueAt, useful } = due;
  const stays = { id, nextAt: now, letterId: null };
  if (!useful) return { ...stays, state: 'LAPSED' };
  const served = SERVED.includes(kind);
  const mail = due.mail ?? 'IMMEDIATE';
  const told = allNotices().get(code);
  if (told?.inboxOnly || (mail === 'NEVER' && !served)) return { ...stays, state: 'KEPT' };
  const release = afterQuiet(due, later(now, served ? dueAt : digestAt(mail, dueAt)));
  if (release > now) return { ...stays, state: 'PENDING', nextAt: release };
  const letter = told?.alone ? `${accountId}/${id}` : accountId;
  if (!letters.has(letter)) letters.set(letter, { id: newId(now), dueAt });
  return { ...stays, state: 'POSTED', letterId: letters.get(letter)!.id };
}

const later = (a: Date, b: Date): Date => (a > b ? a : b);
