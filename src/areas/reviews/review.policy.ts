import { type Actor } from '../../kernel/actor';
import { all, always, any, either, nobody, policy, role, sql, type Rule } from '../../kernel/policy';
import { officer, officerSql, ofParty, ofPartySql } from '../conflicts';
import type { Review } from './review';
import { UNSEALED, type ReviewVerb } from './review.lifecycle';
import { averageOf } from './scoring';

const reviewer: Rule<Review> = (actor, review) =>
  actor.personId !== null && actor.personId === review.reviewerId;
/** Parties learn the opinions with the determination, and before it not even how many there are. */
const told: Rule<Review> = (actor, review) => ofParty(actor, review) && review.state === 'DISCLOSED';
/**
 * Whoever reviews the same application: after their own seal, and not before the last one's. Until then a score that is
 * known to some could reach those who still judge.
 */
const peer: Rule<Review> = (actor, review) =>
  actor.personId !== null &&
  review.peerIds.includes(actor.personId) &&
  UNSEALED.includes(review.state) &&
  !ofParty(actor, review);
/** The reviewer, once what the others say is open too. */
const sealedOwn: Rule<Review> = (actor, review) => reviewer(actor, review) && UNSEALED.includes(review.state);
/** Sealed from the officers too, until all are in. */
const opener: Rule<Review> = (actor, review) => officer(actor, review) && UNSEALED.includes(review.state);

/** Who may do what to a review, and who may know of it. */
export const reviewPolicy = policy<Review>()<ReviewVerb>({
  rules: {
    read: any(reviewer, officer, told, peer),
    // Who is taken off the list of experts hands in nothing more.
    SUBMIT: all(reviewer, role('REVIEWER')),
    HAND_BACK: reviewer,
    RELEASE: officer,
    OPEN: nobody,
    DISCLOSE: nobody,
    VOID: nobody,
  },
  readable: (actor: Actor) => {
    const ways = [officerSql(actor), sql`(t.state = 'DISCLOSED' AND ${ofPartySql(actor)})`];
    if (actor.personId !== null)
      ways.push(
        sql`t.reviewer_id = ${actor.personId}`,
        sql`(t.peer_ids ? ${actor.personId} AND t.state = ANY(${UNSEALED}) AND NOT (${ofPartySql(actor)}))`,
      );
    return actor.kind === 'system' ? always : either(...ways);
  },
});

/** Who sees which field of a review that they may read: everything that is blind is listed here. */
export const sees = {
  /** Who reviews, and the conflicts of that person. Never the parties, nor the other reviewers. */
  reviewer: any<Review>(reviewer, officer),
  /** When it was submitted: who has yet to answer is no secret to the bureau. */
  submission: any<Review>(reviewer, officer),
  /** Total, recommendation and comments. */
  opinion: any<Review>(reviewer, opener, told, peer),
  /** The score of each criterion. */
  scores: any<Review>(reviewer, opener, peer),
  /** That this review is part of the average: a reviewer's own alone is not the average. */
  average: any<Review>(opener, told, peer, sealedOwn),
} as const satisfies Record<string, Rule<Review>>;

/** The average of what this viewer may see of an application, rounded to 2 decimals; null while any of it is sealed. */
export const averageFor = (actor: Actor, reviews: readonly Review[]): number | null =>
  reviews.every((review) => sees.average(actor, review))
    ? averageOf(reviews.map(({ total }) => total!))
    : null;
