import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { Every } from '../../kernel/job-registry';
import { Refusal } from '../../kernel/messages';
import { Moves } from '../../kernel/moves';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Need } from './need';
import { needConfirmationAsked } from './need.facts';
import { needKind } from './need.kind';
import { NeedsReader } from './needs.reader';

/** Days after which an open need's owner is asked whether it still stands. */
export const CONFIRM_AFTER_DAYS = setting('needs.confirm-after-days', 90, {
  zh: '开放的需求多少天未确认即询问需求方（天）',
  en: 'Days after which the owner of an open need is asked whether it still stands',
  min: 1,
  max: 3_660,
});
/** Days that the owner has to answer. */
export const ANSWER_WITHIN_DAYS = setting('needs.confirm-within-days', 14, {
  zh: '需求方确认的期限（天），逾期则需求过期',
  en: 'Days that the owner has to confirm, after which the need expires',
  min: 1,
  max: 366,
});

const DAY_MS = 86_400_000;

/** What time does to needs: owners are asked, stale needs expire. */
@Injectable()
export class NeedsJobs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly needs: NeedsReader,
  ) {}

  @Every('10 0 * * *', 'needs.expire')
  async expire(): Promise<void> {
    const ago = (days: number): Date => new Date(this.clock.now().getTime() - days * DAY_MS);
    for (const need of await this.needs.overdue(this.clock.today(), ago(ANSWER_WITHIN_DAYS.value))) {
      await unlessOvertaken(this.moves.move(needKind, SYSTEM, need, 'EXPIRE'));
    }
    for (const need of await this.needs.unconfirmed(ago(CONFIRM_AFTER_DAYS.value)))
      await unlessOvertaken(this.ask(need));
  }

  private ask(need: Need): Promise<void> {
    return this.uow.run(async () => {
      await this.moves.write(needKind, need, { askedAt: this.clock.now() });
      const subject = { type: 'need', id: need.id };
      await this.facts.state(needConfirmationAsked, { subject, actor: SYSTEM, payload: {} });
    });
  }
}

/** Its owner was faster: what is still due is found by the next run. */
async function unlessOvertaken(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
}
