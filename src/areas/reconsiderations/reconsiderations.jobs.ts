import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { addDays } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { Facts, type Topic } from '../../kernel/facts';
import { Every } from '../../kernel/job-registry';
import { Moves } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Reconsideration } from './reconsideration';
import { reconsiderationKind } from './reconsideration.kind';
import { reconsiderationDueSoon, reconsiderationOverdue } from './reconsideration.lifecycle';
import { ReconsiderationsReader } from './reconsiderations.reader';

/** Days before an answer is due at which the bureau is reminded. */
const REMIND_DAYS = setting('reconsiderations.remind-days', 10, {
  zh: '复审答复到期前多少天提醒（日历日）',
  en: 'Calendar days before the answer to a review of a decision is due at which the bureau is reminded',
  max: 366,
});

/** Reminds of answers that are due, and tells of those that are late, each once. */
@Injectable()
export class ReconsiderationsJobs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly reader: ReconsiderationsReader,
  ) {}

  @Every('40 8 * * *', 'reconsiderations.tick')
  tick(): Promise<void> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('reconsiderations.tick', 0))`);
      const [today, now] = [this.clock.today(), this.clock.now()];
      for (const late of await this.reader.overdue(today))
        await this.tell(late, reconsiderationOverdue, { overdueAt: now });
      for (const due of await this.reader.dueBy(addDays(today, REMIND_DAYS.value)))
        await this.tell(due, reconsiderationDueSoon, { remindedAt: now });
    });
  }

  private async tell(
    asked: Reconsideration,
    topic: Topic<{ applicationId: string; dueOn: string }>,
    set: Partial<Reconsideration>,
  ): Promise<void> {
    const { id, applicationId, dueOn } = await this.moves.write(reconsiderationKind, asked, set);
    const subject = { type: 'reconsideration', id };
    await this.facts.state(topic, { subject, actor: SYSTEM, payload: { applicationId, dueOn } });
  }
}
