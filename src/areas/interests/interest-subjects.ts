import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Moves } from '../../kernel/moves';
import { AchievementsReader, AchievementsService, ON_OFFER, type Achievement } from '../achievements';
import { FINDABLE, needKind, NeedsReader, NeedsService, type Need } from '../needs';
import { OrganisationsReader } from '../organisations';
import type { Interest } from './interest';
import type { ExpressInterestInput } from './interest.inputs';
import { refuse } from './interests.messages';

/** What an interest is about: the record of the organisation that is asked. */
export interface About {
  readonly target: Need | Achievement;
  readonly toId: string;
}

const isOpen = (record: Need | Achievement): boolean =>
  'abstract' in record ? ON_OFFER.includes(record.state) : FINDABLE.includes(record.state);

/** The needs and achievements that interests are about. */
@Injectable()
export class InterestSubjects {
  constructor(
    private readonly organisations: OrganisationsReader,
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
    private readonly needsService: NeedsService,
    private readonly achievementsService: AchievementsService,
    private readonly moves: Moves,
  ) {}

  /** Whom the input asks, and about what. Refuses what is one's own or not open, and a sender nobody has verified. */
  async of(actor: Actor, input: ExpressInterestInput): Promise<About> {
    const { organisationId, needId, achievementId } = input;
    if (!needId && !achievementId) throw refuse('interests.about-nothing', {}, ['input']);
    await this.checkSender(actor, organisationId);
    const need = needId ? await this.needs.get(actor, needId, 'needId') : undefined;
    const achievement = achievementId
      ? await this.achievements.get(actor, achievementId, 'achievementId')
      : undefined;
    const given = [need, achievement].filter((record) => record !== undefined);
    const others = given.filter((record) => record.organisationId !== organisationId);
    const [target] = others;
    if (!target) throw refuse('interests.own', {}, ['input', needId ? 'needId' : 'achievementId']);
    if (others.length > 1) throw refuse('interests.neither-own', {}, ['input']);
    const closed = given.find((record) => !isOpen(record));
    if (closed)
      throw refuse('interests.not-open', {}, ['input', closed === need ? 'needId' : 'achievementId']);
    return { target, toId: target.organisationId };
  }

  /** On acceptance each organisation may read the other's record, and the need counts as matched. */
  async share(actor: Actor, { needId, achievementId, targetId, fromId, toId }: Interest): Promise<void> {
    const need = needId ? await this.needs.get(SYSTEM, needId) : undefined;
    const achievement = achievementId ? await this.achievements.get(SYSTEM, achievementId) : undefined;
    const target = need?.id === targetId ? need : achievement;
    if (!target || !isOpen(target)) throw refuse('interests.not-open', {}, ['input', 'id']);
    if (need) {
      const told = await this.needsService.disclose(
        actor,
        need,
        need.organisationId === toId ? fromId : toId,
      );
      if (told.state === 'OPEN') await this.moves.move(needKind, SYSTEM, told, 'MATCH');
    }
    if (achievement?.visibility === 'CONFIDENTIAL') {
      const other = achievement.organisationId === toId ? fromId : toId;
      await this.achievementsService.disclose(actor, achievement, other);
    }
  }

  private async checkSender(actor: Actor, organisationId: string): Promise<void> {
    const mine = actor.kind === 'system' || actor.organisationIds.includes(organisationId);
    if (!mine) throw refuse('interests.not-member', {}, ['input', 'organisationId']);
    const { verified } = await this.organisations.get(actor, organisationId, 'organisationId');
    if (!verified) throw refuse('interests.unverified', {}, ['input', 'organisationId']);
  }
}
