import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ProjectsReader } from '../projects';
import { RoundsService } from '../rounds';
import { Application } from './application';
import type { ApplyInput } from './application.inputs';
import { applicationKind } from './application.kind';
import { applicationDrafted } from './application.lifecycle';
import { refuse } from './applications.messages';
import { ApplicationsReader } from './applications.reader';

/** Opens applications. */
@Injectable()
export class ApplicationDrafts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly applications: ApplicationsReader,
    private readonly projects: ProjectsReader,
    private readonly rounds: RoundsService,
  ) {}

  /** Opens the draft of an application, for the lead of a signed project, while the round is open. */
  apply(actor: Actor, { roundId, projectId, requestedFunding }: ApplyInput): Promise<Application> {
    return this.uow.run(async () => {
      // Two members who apply at once get one application and a refusal, not a broken constraint.
      await this.uow.query(sql`SELECT 1 FROM projects WHERE id = ${projectId} FOR UPDATE`);
      const project = await this.projects.get(actor, projectId, 'projectId');
      const lead = actor.kind === 'system' || actor.organisationIds.includes(project.leadId);
      if (!lead) throw refuse('applications.not-lead', {}, ['input', 'projectId']);
      const round = await this.rounds.openFor(actor, roundId);
      if (await this.applications.activeOf(projectId))
        throw refuse('applications.active-already', {}, ['input', 'projectId']);
      if (project.state !== 'SIGNED')
        throw refuse('applications.project-not-signed', {}, ['input', 'projectId']);
      const application = Object.assign(new Application(), BLANK, {
        ...{
          id: newId(this.clock.now()),
          version: 1,
          state: applicationKind.lifecycle.initial,
          projectId,
          roundId: round.id,
        },
        ...{
          requestedFunding: new Big(requestedFunding).toFixed(2),
          leadId: project.leadId,
          partyIds: project.partyIds,
        },
      });
      await this.uow.manager.insert(Application, application);
      const subject = { type: 'application', id: application.id };
      await this.facts.state(applicationDrafted, { subject, actor, payload: { roundId, projectId } });
      return application;
    });
  }
}

const BLANK = {
  ...{ number: null, grantedFunding: null, submittedAt: null, approvedOn: null, determinationReason: null },
  ...{
    noticeStartsOn: null,
    noticeEndsOn: null,
    admittedUntil: null,
    supplementDueOn: null,
    reviewerPersonIds: [],
  },
} satisfies Partial<Application>;
