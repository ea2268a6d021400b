import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ApplicationsService, type Application } from '../applications';
import { PanelsReader } from '../panels';
import { averageOf, PASS_SCORE, ReviewsService, type Weighed } from '../reviews';
import { Budgets } from './budgets';
import { Determination } from './determination';
import { expertsWeighed } from './determination.facts';
import type { DetermineInput } from './determination.inputs';
import { refuse } from './determinations.messages';
import { contradicts, groundRefusal, type Opinion } from './grounds';

/** What determinations need of the areas before them. */
@Injectable()
export class DeterminationSources {
  constructor(
    readonly applications: ApplicationsService,
    readonly reviews: ReviewsService,
    readonly panels: PanelsReader,
  ) {}
}

/** Decides on the advice of the experts. */
@Injectable()
export class DeterminationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly budgets: Budgets,
    private readonly sources: DeterminationSources,
  ) {}

  /** Decides, and shows the experts' opinions, not their names, to the parties. Against the experts only on a procedural ground. */
  determine(actor: Actor, input: DetermineInput): Promise<Application> {
    return this.uow.run(async () => {
      const weighed = await this.sources.reviews.weigh(actor, input.applicationId);
      const { application, reviews } = weighed;
      const opinion = await this.opinionOn(weighed);
      await this.expectGrounds(input, opinion, weighed);
      const determined = await this.sources.applications.determine(actor, application, input);
      await this.sources.reviews.disclose(reviews);
      await this.record(actor, input, opinion, determined);
      return determined;
    });
  }

  private async opinionOn({ application, reviews, terms }: Weighed): Promise<Opinion> {
    const panel = (await this.sources.panels.standing([application.id])).get(application.id);
    if (panel?.state === 'VOTING') throw refuse('determinations.panel-voting', {});
    const average = averageOf(reviews.map(({ total }) => total!))!;
    return { average, passScore: PASS_SCORE.of(terms), panel: panel?.outcome ?? null };
  }

  private async expectGrounds(
    { recommend, proceduralGround, grantedFunding }: DetermineInput,
    opinion: Opinion,
    { application, terms }: Weighed,
  ): Promise<void> {
    const refusal = groundRefusal(recommend, contradicts(recommend, opinion), proceduralGround ?? null);
    if (refusal) throw refusal;
    const { requestedFunding, roundId } = application;
    const round = { id: roundId, terms };
    if (recommend) await this.budgets.expectAffordable(round, grantedFunding ?? requestedFunding);
    else if (proceduralGround === 'BUDGET_EXHAUSTED')
      await this.budgets.expectExhausted(round, requestedFunding);
  }

  private async record(
    actor: Actor,
    { recommend, reason, proceduralGround }: DetermineInput,
    { average, panel, ...rest }: Opinion,
    application: Application,
  ): Promise<void> {
    const at = this.clock.now();
    const againstExperts = contradicts(recommend, { average, panel, ...rest });
    const ground = proceduralGround ?? null;
    const { id: applicationId, partyIds, grantedFunding } = application;
    const determination = Object.assign(new Determination(), {
      ...{
        id: newId(at),
        applicationId,
        recommend,
        grantedFunding: recommend ? grantedFunding : null,
        average,
      },
      ...{ panelOutcome: panel, againstExperts, proceduralGround: ground, reason, at },
      ...{ officerId: actor.personId, partyIds },
    });
    await this.uow.manager.insert(Determination, determination);
    const payload = { recommend, average, panel, againstExperts, proceduralGround: ground };
    const subject = { type: 'application', id: applicationId };
    await this.facts.state(expertsWeighed, { subject, actor, payload });
  }
}
