import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Moves, type MoveOptions } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { AccountsReader, AccountsService } from '../accounts';
import { PeopleReader } from '../people';
import { ProgrammesReader, term } from '../programmes';
import { Reviewer } from './reviewer';
import type { InviteReviewerInput, MoveReviewerInput, UpdateReviewerInput } from './reviewer.inputs';
import { reviewerKind } from './reviewer.kind';
import { reviewerInvited, reviewerUpdated, type ReviewerVerb } from './reviewer.lifecycle';
import { CONSENT_VERSION, refuse } from './reviewers.messages';
import { ReviewersReader } from './reviewers.reader';

/** Reviews that one person is given in one round at most. */
export const LOAD_LIMIT = term('reviewers.load-limit', 10, {
  zh: '每名专家每批次最多评审的项目数',
  en: 'Reviews that one person is given in one round at most',
  min: 1,
  max: 100,
});

/** What the pool needs of the areas before it. */
@Injectable()
export class PoolSources {
  constructor(
    readonly accounts: AccountsReader,
    readonly roles: AccountsService,
    readonly people: PeopleReader,
    readonly programmes: ProgrammesReader,
  ) {}
}

/** Keeps the pool of reviewers. The role REVIEWER is held exactly while a place is ACTIVE. */
@Injectable()
export class ReviewersService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly reviewers: ReviewersReader,
    private readonly sources: PoolSources,
  ) {}

  /** The bureau invites somebody with an account; who declined or left can be invited again. */
  invite(actor: Actor, { personId }: InviteReviewerInput): Promise<Reviewer> {
    return this.uow.run(async () => {
      await this.alone(personId);
      const person = await this.sources.people.get(actor, personId, 'personId');
      const account = (await this.sources.accounts.byPeople([personId])).get(personId);
      if (!account) throw refuse('reviewers.no-account', {}, ['input', 'personId']);
      const known = (await this.reviewers.ofPeople([personId])).get(personId);
      const invitedAt = this.clock.now();
      if (known && reviewerKind.lifecycle.find(known.state, 'INVITE'))
        return this.step(actor, known, 'INVITE', { set: { invitedAt } });
      if (known || account.actor.roles.has('REVIEWER'))
        throw refuse('reviewers.in-pool', {}, ['input', 'personId']);
      const { expertise } = person;
      const made = Object.assign(new Reviewer(), BLANK, {
        id: newId(invitedAt),
        personId,
        expertise,
        invitedAt,
      });
      await this.uow.manager.insert(Reviewer, made);
      const payload = { from: made.state, to: made.state, verb: 'INVITE' };
      const subject = { type: 'reviewer', id: made.id };
      await this.facts.state(reviewerInvited, { subject, actor, payload });
      return made;
    });
  }

  /** The person consents to the text of that version, and can be drawn from now on. Refuses an older version. */
  consent(actor: Actor, version: string): Promise<Reviewer> {
    return this.uow.run(async () => {
      const reviewer = await this.own(actor);
      if (version !== CONSENT_VERSION)
        throw refuse('reviewers.consent-outdated', { version: CONSENT_VERSION }, ['version']);
      const set = { consentedAt: this.clock.now(), consentVersion: version };
      return this.step(actor, reviewer, 'CONSENT', { set });
    });
  }

  /** Takes one of the steps that need no more than a note. */
  move(actor: Actor, { id, verb, note }: MoveReviewerInput): Promise<Reviewer> {
    return this.uow.run(async () => this.step(actor, await this.reviewers.get(actor, id), verb, { note }));
  }

  /** The person changes what they can judge, how much, and when they cannot. */
  update(actor: Actor, input: UpdateReviewerInput): Promise<Reviewer> {
    return this.uow.run(async () => {
      const reviewer = await this.own(actor);
      const { expertise, loadLimit, unavailable } = input;
      if (unavailable?.some(({ since, until }) => until < since))
        throw refuse('reviewers.dates', {}, ['input', 'unavailable']);
      const most = LOAD_LIMIT.of((await this.sources.programmes.latest()).kept);
      if (loadLimit && loadLimit > most)
        throw refuse('reviewers.above-limit', { most }, ['input', 'loadLimit']);
      const periods = unavailable?.map(({ since, until }) => ({ since, until }));
      const set: Partial<Reviewer> = {
        ...(expertise ? { expertise } : {}),
        ...(loadLimit === undefined ? {} : { loadLimit }),
        ...(periods ? { unavailable: periods } : {}),
      };
      const changed = await this.moves.write(reviewerKind, reviewer, set);
      const subject = { type: 'reviewer', id: reviewer.id };
      await this.facts.state(reviewerUpdated, { subject, actor, payload: { fields: Object.keys(set) } });
      return changed;
    });
  }

  private async step(
    actor: Actor,
    reviewer: Reviewer,
    verb: ReviewerVerb,
    options: MoveOptions<Reviewer> = {},
  ): Promise<Reviewer> {
    const moved = await this.moves.move(reviewerKind, actor, reviewer, verb, options);
    const active = moved.state === 'ACTIVE';
    if (active === (reviewer.state === 'ACTIVE')) return moved;
    const account = (await this.sources.accounts.byPeople([moved.personId])).get(moved.personId);
    if (account) await this.sources.roles.setRole(SYSTEM, account.email, 'REVIEWER', active);
    return moved;
  }

  private async own(actor: Actor): Promise<Reviewer> {
    const place = actor.personId && (await this.reviewers.ofPeople([actor.personId])).get(actor.personId);
    if (!place) throw refuse('reviewers.not-in-pool', {});
    return place;
  }

  /** Two officers who invite one person at once make one place. */
  private async alone(personId: string): Promise<void> {
    await this.uow.query(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`reviewer ${personId}`}::text, 0))`,
    );
  }
}

const BLANK = {
  ...{ version: 1, state: reviewerKind.lifecycle.initial, loadLimit: null, unavailable: [] },
  ...{ consentedAt: null, consentVersion: null },
} satisfies Partial<Reviewer>;
