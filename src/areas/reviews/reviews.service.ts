import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { objection } from '../../kernel/kind';
import { Moves } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ApplicationsReader, ApplicationsService, type Application } from '../applications';
import { ConflictsService, type Conflict } from '../conflicts';
import { DrawsService, type Draw, type PoolDraw } from '../experts';
import { LotteriesService } from '../lotteries';
import type { Terms } from '../programmes';
import { Review } from './review';
import * as facts from './review.facts';
import type { DrawReviewersInput, LeaveReviewInput, SubmitReviewInput } from './review.inputs';
import { reviewKind } from './review.kind';
import { COUNTING, PENDING, type ReviewState } from './review.lifecycle';
import { refuse } from './reviews.messages';
import { ReviewsReader } from './reviews.reader';
import { expectDrawable, incompleteness, MINIMUM, scoresOf, totalOf } from './scoring';

/** What reviews need of the areas before them. */
@Injectable()
export class Upstream {
  constructor(
    readonly applications: ApplicationsReader,
    readonly commands: ApplicationsService,
    readonly draws: DrawsService,
    readonly conflicts: ConflictsService,
    readonly lotteries: LotteriesService,
  ) {}
}

/** What a determination rests on. */
export interface Weighed {
  readonly application: Application;
  readonly reviews: readonly Review[];
  /** The rules of its round. */
  readonly terms: Terms;
}

/** From the draw to the last review that is in. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly reviews: ReviewsReader,
    private readonly upstream: Upstream,
  ) {}

  /** Draws experts for an application; again only in place of those who handed back or were released. */
  draw(actor: Actor, asked: DrawReviewersInput, fromPool?: PoolDraw): Promise<Review[]> {
    const { applicationId, count, seed } = asked;
    return this.uow.run(async () => {
      const application = await this.underReview(actor, applicationId);
      // First of all: what is wrong with a draw tells how many reviews there are.
      if (!fromPool?.known) await this.upstream.conflicts.expect(actor, application);
      if (!fromPool) await this.upstream.lotteries.expectUnbound(application.roundId);
      const earlier = await this.reviews.allOf(applicationId);
      expectDrawable(await this.termsOf(applicationId), earlier, count);
      const without = earlier.map(({ reviewerId }) => reviewerId);
      const draw = await this.upstream.draws.draw(actor, application, { count, seed, without, fromPool });
      const made: Review[] = [];
      for (const reviewerId of draw.drawn) made.push(await this.assign(actor, draw, reviewerId));
      await this.admit(applicationId);
      return made;
    });
  }

  /** Takes a reviewer's judgement, sealed until all are in. Refuses who has a conflict by now, and tells the bureau. */
  async submit(
    actor: Actor,
    { reviewId, scores, recommendation, comment }: SubmitReviewInput,
  ): Promise<Review> {
    const given = await this.reviews.get(actor, reviewId, 'reviewId');
    const refusal = objection(reviewKind, actor, given, 'SUBMIT', this.clock.now());
    if (refusal) throw refusal;
    await this.expectNoConflict(given);
    return this.uow.run(async () => {
      await this.underReview(SYSTEM, given.applicationId);
      const review = await this.reviews.get(actor, reviewId, 'reviewId');
      const terms = await this.termsOf(review.applicationId);
      const givenScores = scoresOf(terms, scores);
      const judged = {
        givenScores,
        total: totalOf(terms, givenScores),
        recommendation,
        comment,
        submittedAt: this.clock.now(),
      };
      await this.moves.move(reviewKind, unnamed(actor), review, 'SUBMIT', { set: judged });
      await this.openWhenAllIn(given.applicationId);
      return this.reviews.get(actor, reviewId);
    });
  }

  /** The reviewer gives the assignment back, or the bureau takes it away: someone else can be drawn. */
  leave(
    actor: Actor,
    verb: 'HAND_BACK' | 'RELEASE',
    { reviewId, reason }: LeaveReviewInput,
  ): Promise<Review> {
    return this.uow.run(async () => {
      const { applicationId } = await this.reviews.get(actor, reviewId, 'reviewId');
      await this.lock(applicationId);
      const review = await this.reviews.get(actor, reviewId, 'reviewId');
      const by = verb === 'HAND_BACK' ? unnamed(actor) : actor;
      const left = await this.moves.move(reviewKind, by, review, verb, { note: reason });
      await this.admit(applicationId);
      await this.openWhenAllIn(applicationId);
      return left;
    });
  }

  /** The application and the reviews that it can be decided on, held until the transaction ends; refuses who must step aside. */
  async weigh(actor: Actor, applicationId: string): Promise<Weighed> {
    const application = await this.underReview(actor, applicationId);
    await this.upstream.conflicts.expect(actor, application);
    const reviews = await this.counting(applicationId);
    const terms = await this.termsOf(applicationId);
    const incomplete = incompleteness(terms, reviews);
    if (incomplete) throw incomplete;
    return { application, reviews, terms };
  }

  /** Shows the opinions, not the names, to the parties. */
  async disclose(reviews: readonly Review[]): Promise<void> {
    for (const review of reviews.filter(({ state }) => state === 'OPENED'))
      await this.moves.move(reviewKind, SYSTEM, review, 'DISCLOSE');
  }

  /** Who reviews an application now: replaced experts do not. */
  async reviewing(applicationId: string): Promise<string[]> {
    return (await this.counting(applicationId)).map(({ reviewerId }) => reviewerId);
  }

  /** Drops the reviews of an application that is judged anew: other experts can be drawn in their place. */
  discard(applicationId: string): Promise<void> {
    return this.void(applicationId, COUNTING);
  }

  /** Drops the reviews of an application that will not be determined. */
  drop(applicationId: string): Promise<void> {
    return this.void(applicationId, PENDING);
  }

  /** What binds an expert to an application now. */
  async conflictsOf(applicationId: string, personId: string): Promise<Conflict[]> {
    return (await this.upstream.conflicts.ofPairs([[applicationId, personId]]))[0]!;
  }

  private async assign(actor: Actor, draw: Draw, reviewerId: string): Promise<Review> {
    const { applicationId, id: drawId, partyIds } = draw;
    const review = Object.assign(new Review(), {
      ...{ id: newId(this.clock.now()), version: 1, state: reviewKind.lifecycle.initial },
      ...{ applicationId, reviewerId, drawId, partyIds, givenScores: null, total: null },
      ...{ recommendation: null, comment: null, submittedAt: null, conflictFoundAt: null, peerIds: [] },
    });
    await this.uow.manager.insert(Review, review);
    const subject = { type: 'review', id: review.id };
    await this.facts.state(facts.reviewAssigned, { subject, actor, payload: { applicationId, drawId } });
    return review;
  }

  /** Lets exactly those who review the application read it. */
  private async admit(applicationId: string): Promise<void> {
    const application = await this.upstream.applications.get(SYSTEM, applicationId);
    await this.upstream.commands.assignReviewers(application, await this.reviewing(applicationId));
  }

  private async expectNoConflict(review: Review): Promise<void> {
    const found = await this.conflictsOf(review.applicationId, review.reviewerId);
    if (found.length === 0) return;
    if (review.conflictFoundAt === null) await this.report(review, found);
    throw refuse('reviews.conflict', { conflict: found.map(({ text }) => text).join('; ') });
  }

  /** In a transaction of its own: the refusal that follows must not take it back. */
  private report(review: Review, found: readonly Conflict[]): Promise<void> {
    return this.uow.run(async () => {
      await this.moves.write(reviewKind, review, { conflictFoundAt: this.clock.now() });
      const payload = { applicationId: review.applicationId, grounds: found.map(({ ground }) => ground) };
      const subject = { type: 'review', id: review.id };
      await this.facts.state(facts.reviewConflictFound, { subject, actor: SYSTEM, payload });
    });
  }

  private void(applicationId: string, states: readonly ReviewState[]): Promise<void> {
    return this.uow.run(async () => {
      await this.lock(applicationId);
      for (const review of (await this.reviews.allOf(applicationId)).filter((one) =>
        states.includes(one.state),
      ))
        await this.moves.move(reviewKind, SYSTEM, review, 'VOID');
      await this.admit(applicationId);
    });
  }

  private async openWhenAllIn(applicationId: string): Promise<void> {
    const reviews = await this.counting(applicationId);
    const sealed = reviews.filter(({ state }) => state === 'SUBMITTED');
    const least = MINIMUM.of(await this.termsOf(applicationId));
    if (sealed.length < reviews.length || sealed.length < least) return;
    const all = sealed.map(({ reviewerId }) => reviewerId);
    for (const review of sealed) {
      const set = { peerIds: all.filter((id) => id !== review.reviewerId) };
      await this.moves.move(reviewKind, SYSTEM, review, 'OPEN', { set });
    }
  }

  private counting(applicationId: string): Promise<Review[]> {
    return this.reviews.counting([applicationId]);
  }

  private async underReview(actor: Actor, applicationId: string): Promise<Application> {
    await this.lock(applicationId);
    const application = await this.upstream.applications.get(actor, applicationId, 'applicationId');
    const state = `application.state.${application.state}`;
    if (application.state !== 'UNDER_REVIEW') throw refuse('reviews.not-under-review', { state });
    return application;
  }

  private async termsOf(applicationId: string): Promise<Terms> {
    return (await this.upstream.applications.termsOf([applicationId])).get(applicationId)!;
  }

  /** One change at a time to the reviews of an application: two last submissions must not miss each other. */
  private async lock(applicationId: string): Promise<void> {
    await this.uow.query(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`reviews ${applicationId}`}, 0))`,
    );
  }
}

/** The account stays in the record; no screen shows the name, not even to an officer who belongs to a party. */
const unnamed = (actor: Actor): Actor => ({ ...actor, name: null });
