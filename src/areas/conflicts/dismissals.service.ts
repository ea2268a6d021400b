import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { permits, sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ApplicationsReader, type Application } from '../applications';
import { refuse } from './conflicts.messages';
import { ConflictsService } from './conflicts.service';
import { conflictDismissed, Dismissal, dismissalConfirmed, type DismissConflictInput } from './dismissal';
import { dismissalPolicy, DismissalsReader } from './dismissals.reader';
import { evidenceKey, GROUNDS } from './grounds';

/** Sets grounds of recusal aside: one officer with a reason, another by confirming it. */
@Injectable()
export class DismissalsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly applications: ApplicationsReader,
    private readonly dismissals: DismissalsReader,
    private readonly conflicts: ConflictsService,
  ) {}

  /** States a dismissal, without effect yet. Refuses a ground that is never dismissed and one that was not found. */
  dismiss(
    actor: Actor,
    { applicationId, personId, ground, reason }: DismissConflictInput,
  ): Promise<Dismissal> {
    return this.uow.run(async () => {
      const application = await this.applications.get(actor, applicationId, 'applicationId');
      await this.expectImpartial(actor, application, personId);
      if (!GROUNDS[ground].dismissible) throw refuse('conflicts.never', {}, ['input', 'ground']);
      const found = await this.conflicts.found(application, personId);
      const evidence = found.filter((one) => one.ground === ground).map(evidenceKey);
      if (evidence.length === 0) throw refuse('conflicts.not-found', {}, ['input', 'ground']);
      const dismissedAt = this.clock.now();
      const dismissal = Object.assign(new Dismissal(), {
        ...{ id: newId(dismissedAt), applicationId, personId, ground, evidence, reason, dismissedAt },
        ...{ dismissedById: actor.personId!, confirmedById: null, confirmedAt: null },
        partyIds: application.partyIds,
      });
      await this.uow.manager.insert(Dismissal, dismissal);
      const subject = { type: 'dismissal', id: dismissal.id };
      const payload = { applicationId, ground };
      await this.facts.state(conflictDismissed, { subject, actor, note: reason, payload });
      return dismissal;
    });
  }

  /** The second pair of eyes: from now on the ground keeps nobody from the review. */
  confirm(actor: Actor, id: string): Promise<Dismissal> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT 1 FROM dismissals WHERE id = ${id} FOR UPDATE`);
      const dismissal = await this.dismissals.get(actor, id);
      if (!permits(dismissalPolicy, actor, 'CONFIRM', dismissal)) throw refuseAccess('FORBIDDEN', {});
      const application = await this.applications.get(actor, dismissal.applicationId);
      await this.expectImpartial(actor, application, dismissal.personId);
      if (dismissal.confirmedAt !== null) throw refuse('conflicts.confirmed-already', {});
      if (dismissal.dismissedById === actor.personId) throw refuse('conflicts.own-dismissal', {});
      const set = { confirmedById: actor.personId, confirmedAt: this.clock.now() };
      await this.uow.manager.update(Dismissal, { id }, set);
      const { applicationId, ground } = dismissal;
      const subject = { type: 'dismissal', id };
      await this.facts.state(dismissalConfirmed, { subject, actor, payload: { applicationId, ground } });
      return Object.assign(dismissal, set);
    });
  }

  /** Whoever dismisses has no conflict themselves, and it is not about them. */
  private async expectImpartial(actor: Actor, application: Application, personId: string): Promise<void> {
    if (actor.personId === personId) throw refuse('conflicts.own-person', {});
    await this.conflicts.expect(actor, application);
  }
}
