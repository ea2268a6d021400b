import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Every } from '../../kernel/jobs';
import { sql } from '../../kernel/policy';
import { spokesmen } from '../accounts';
import { notice, Notifier } from '../notifications';
import { indicatorOf } from './indicators';
import { TargetsReader } from './targets.reader';

/** A target is behind the pace that its year needs. */
const targetBehind = notice('target.behind', {
  kind: 'TARGETS',
  path: '/targets',
  title: { zh: '目标进度落后：{what}', en: 'Behind its target: {what}' },
  text: {
    zh: '{year} 年“{what}”已完成 {actual}，目标 {goal}，落后于时间进度。',
    en: '{what} of {year} stands at {actual} of {goal}, behind the pace of the year.',
  },
  next: { zh: '查看差距和逐条记录：', en: 'See what is missing, record by record:' },
  why: {
    zh: '您收到此通知，因为您在科技局跟踪目标，或代表责任单位。每月最多一次。',
    en: 'You receive this because you follow the targets, or speak for who answers for this one. Once a month at most.',
  },
  words: (kept, locale) => ({ what: indicatorOf(String(kept['indicator']))?.name[locale] ?? '' }),
});

/** Gives early warning (预警): once a month of each target that is behind. */
@Injectable()
export class TargetsWatch {
  constructor(
    private readonly clock: Clock,
    private readonly targets: TargetsReader,
    private readonly notifier: Notifier,
  ) {}

  @Every('0 9 * * *', 'targets.watch')
  async watch(): Promise<void> {
    const today = this.clock.today();
    const ofYear = await this.targets.ofYear(SYSTEM, Number(today.slice(0, 4)));
    for (const { id, indicator, goal, actual, year, ownerId } of await this.targets.behind(ofYear, today))
      await this.notifier.tell(targetBehind, {
        key: `targets/${id}/${today.slice(0, 7)}`,
        subject: { type: 'target', id },
        words: { indicator, goal, actual, year },
        to: sql`
          SELECT id AS account_id, NULL::uuid AS organisation_id FROM accounts WHERE 'BUREAU_OFFICER' = ANY(roles)
          UNION ALL
          SELECT account_id, ${ownerId}::uuid FROM (${spokesmen(sql`${ownerId}::uuid`)}) speaker`,
      });
  }
}
