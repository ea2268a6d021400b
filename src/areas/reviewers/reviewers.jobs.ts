import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import type { FactRow } from '../../kernel/facts';
import { On } from '../../kernel/job-registry';
import { sql } from '../../kernel/policy';
import { Notifier } from '../notifications';
import { reviewerInvited } from './reviewer.lifecycle';
import { invitation } from './reviewers.messages';
import { ReviewersReader } from './reviewers.reader';

/** Tells people that they are invited. */
@Injectable()
export class ReviewersJobs {
  constructor(
    private readonly reviewers: ReviewersReader,
    private readonly notifier: Notifier,
  ) {}

  @On(reviewerInvited)
  async invite({ id, subjectId }: FactRow): Promise<void> {
    const reviewer = await this.reviewers.find(SYSTEM, subjectId);
    if (reviewer?.state !== 'INVITED') return;
    await this.notifier.tell(invitation, {
      key: `reviewers/${id}`,
      subject: { type: 'reviewer', id: subjectId },
      words: {},
      to: sql`SELECT id AS account_id, NULL::uuid AS organisation_id FROM accounts WHERE person_id = ${reviewer.personId}`,
    });
  }
}
