import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts, type Topic } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Jobs } from '../../kernel/jobs';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Impartiality, type Application } from '../applications';
import { mostOf } from '../conflicts';
import { DrawsService, type PoolDraw } from '../experts';
import { Assignment, type AssignmentState } from './assignment';
import { assignmentAdopted, assignmentAsked, assignmentCancelled } from './assignment.facts';
import type { AssignmentRecord } from './assignment-record';
import { refuse } from './assignments.messages';
import { AssignmentsReader } from './assignments.reader';
import { DrawSources, PoolDrawsService } from './pool-draws.service';
import { Problems } from './problems';

/** What an assignment is made of and from. */
@Injectable()
export class AssignmentSources {
  constructor(
    readonly assignments: AssignmentsReader,
    readonly problems: Problems,
    readonly pools: PoolDrawsService,
    readonly draws: DrawsService,
    readonly impartiality: Impartiality,
    readonly upstream: DrawSources,
  ) {}
}

/** Asks for assignments of whole rounds, cancels them and adopts them. */
@Injectable()
export class AssignmentsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly sources: AssignmentSources,
  ) {}

  /** Asks for experts for every application of a round that has none; a worker computes who. */
  ask(actor: Actor, roundId: string): Promise<Assignment> {
    const { upstream, problems, pools, assignments } = this.sources;
    return pools.inRound(roundId, async () => {
      await upstream.lotteries.open(roundId);
      const applications = await problems.applications(roundId);
      if (applications.length === 0) throw refuse('assignments.nothing-to-assign', {});
      await this.expectImpartial(actor, applications);
      const under = await this.underWay(roundId);
      if (under) throw refuse('assignments.under-way', {});
      const startedAt = this.clock.now();
      const id = newId(startedAt);
      const partyIds = [...new Set(applications.flatMap((one) => one.partyIds))];
      const made: Partial<Assignment> = { id, state: 'WAITING', progress: 0, roundId, startedAt, partyIds };
      await this.uow.manager.insert(Assignment, { ...made, officerId: actor.personId });
      await this.tell(assignmentAsked, actor, id, { roundId });
      await this.jobs.add('assignments.solve', { id }, { jobId: `assignment-${id}` });
      return assignments.get(actor, id);
    });
  }

  /** Ends a computation within a second, or drops a proposal. */
  cancel(actor: Actor, id: string): Promise<Assignment> {
    return this.uow.run(async () => {
      const { roundId, state } = await this.sources.assignments.get(actor, id);
      if (!['WAITING', 'RUNNING', 'PROPOSED'].includes(state)) throw refuse('assignments.over', {});
      // A computation goes on meanwhile: whoever ends it first has.
      const running = state === 'WAITING' ? 'RUNNING' : state;
      const ended =
        (await this.leave(id, state, 'CANCELLED')) || (await this.leave(id, running, 'CANCELLED'));
      if (!ended) throw refuse('assignments.over', {});
      await this.tell(assignmentCancelled, actor, id, { roundId });
      return this.sources.assignments.get(actor, id);
    });
  }

  /** Takes a proposal over: a draw and its reviews for every application, or for none. */
  async adopt(actor: Actor, id: string): Promise<Assignment> {
    const { assignments, pools } = this.sources;
    const { roundId } = await assignments.get(actor, id);
    return pools.inRound(roundId, async () => {
      const { state, record, recordHash } = await assignments.get(actor, id);
      if (state !== 'PROPOSED' || record === null || recordHash === null)
        throw refuse('assignments.not-proposed', {});
      await this.draw(actor, JSON.parse(record) as AssignmentRecord, recordHash);
      if (!(await this.leave(id, 'PROPOSED', 'ADOPTED'))) throw refuse('assignments.not-proposed', {});
      await this.tell(assignmentAdopted, actor, id, { roundId, recordHash });
      return assignments.get(actor, id);
    });
  }

  private async draw(actor: Actor, record: AssignmentRecord, recordHash: string): Promise<void> {
    const { committed, reviewers, applications, assigned, each, most, floor, seed } = record;
    const { upstream, draws } = this.sources;
    const now = await upstream.reviews.loadsOf(committed.roundId);
    if (reviewers.some(({ id, load }) => (now.get(id) ?? 0) !== load))
      throw refuse('assignments.outdated', {});
    const ids = applications.map(({ id }) => id);
    const found = await upstream.applications.byIds(actor, ids);
    await this.expectImpartial(actor, [...found.values()]);
    const known = await draws.gather([...found.values()], committed.pool);
    if (reviewers.some((one) => mostOf(known.dossiers.get(one.id)!, most) !== one.most))
      throw refuse('assignments.outdated', {});
    const loads = new Map(reviewers.map(({ id, load }) => [id, load]));
    for (const [at, { id, expertise }] of applications.entries()) {
      const fromPool: PoolDraw = {
        ...{ committed, loads, mostLoad: most, floor, known },
        expertise: new Map(reviewers.map((one, n) => [one.id, expertise[n]!])),
        chosen: { ids: assigned[at]!.experts.map((expert) => expert.id), recordHash },
      };
      await upstream.commands.draw(actor, { applicationId: id, count: each, seed }, fromPool);
    }
  }

  private async expectImpartial(actor: Actor, applications: readonly Application[]): Promise<void> {
    const partial = await this.sources.impartiality.partialities(actor, applications);
    for (const refusal of partial.values()) throw refusal;
  }

  private underWay(roundId: string): Promise<boolean> {
    const { manager } = this.uow;
    return manager.existsBy(Assignment, [
      { roundId, state: 'WAITING' },
      { roundId, state: 'RUNNING' },
    ]);
  }

  private async leave(id: string, from: AssignmentState, state: AssignmentState): Promise<boolean> {
    const endedAt = this.clock.now();
    const { affected } = await this.uow.manager.update(Assignment, { id, state: from }, { state, endedAt });
    return affected === 1;
  }

  private async tell<P extends object>(topic: Topic<P>, actor: Actor, id: string, payload: P): Promise<void> {
    await this.facts.state(topic, { subject: { type: 'assignment', id }, actor, payload });
  }
}
