import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Config } from '../../kernel/config';
import type { FactRow } from '../../kernel/facts';
import { publicId } from '../../kernel/ids';
import { On } from '../../kernel/job-registry';
import { Mailer, messageIdOf } from '../../kernel/mail';
import { AccountsReader } from '../accounts';
import { reviewerInvited } from './reviewer.lifecycle';
import { invitationMail } from './reviewers.messages';
import { ReviewersReader } from './reviewers.reader';

/** Tells people that they are invited. */
@Injectable()
export class ReviewersJobs {
  constructor(
    private readonly reviewers: ReviewersReader,
    private readonly accounts: AccountsReader,
    private readonly mailer: Mailer,
    private readonly config: Config,
  ) {}

  @On(reviewerInvited, { queue: 'outside' })
  async mail({ id, subjectId }: FactRow): Promise<void> {
    const reviewer = await this.reviewers.find(SYSTEM, subjectId);
    if (reviewer?.state !== 'INVITED') return;
    const { personId } = reviewer;
    const account = (await this.accounts.byPeople([personId])).get(personId);
    if (!account) return;
    const link = `${this.config.publicUrl}/reviewers/${publicId('reviewer', subjectId)}`;
    const message = invitationMail(account.actor.name ?? account.email, link);
    await this.mailer.send({ to: account.email, ...message, messageId: messageIdOf(`reviewers/${id}`) });
  }
}
