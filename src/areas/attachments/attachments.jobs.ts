import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { Every } from '../../kernel/job-registry';
import { setting } from '../../kernel/settings';
import { AttachmentsService } from './attachments.service';

const UNBOUND_DAYS = setting('attachments.unbound-days', 7, {
  zh: '未使用的附件保留多少天后删除（天）',
  en: 'Days after which a file that belongs to nothing is removed',
  min: 1,
  max: 366,
});
const DAY_MS = 86_400_000;
/** An upload is over long before, one way or the other. */
const UPLOADING_MS = 3_600_000;

/** What time does to files: those that belong to nothing are removed, from the store too. */
@Injectable()
export class AttachmentsJobs {
  constructor(
    private readonly clock: Clock,
    private readonly attachments: AttachmentsService,
  ) {}

  @Every('40 3 * * *', 'attachments.clear', { queue: 'outside' })
  clear(): Promise<void> {
    const before = (ms: number): Date => new Date(this.clock.now().getTime() - ms);
    return this.attachments.removeForgotten(before(UNBOUND_DAYS.value * DAY_MS), before(UPLOADING_MS));
  }
}
