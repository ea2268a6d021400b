import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import type { Locale } from '../../kernel/messages';
import { AchievementsReader } from '../achievements';
import { InterestsReader } from '../interests';
import { NeedsReader } from '../needs';
import { ProjectsReader } from '../projects';
import type { ProjectDraft } from './draft';
import type { ProjectDraftInput } from './draft.inputs';
import { refuse } from './drafts.messages';
import { prefill, type Sources } from './prefill';

/** Fills in proposals from what the platform knows already. */
@Injectable()
export class DraftsService {
  constructor(
    private readonly clock: Clock,
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
    private readonly interests: InterestsReader,
    private readonly projects: ProjectsReader,
  ) {}

  /** A proposal of what is named, as far as `actor` may see it; refuses as not found what they may not. Stores nothing. */
  async prefill(actor: Actor, input: ProjectDraftInput, locale: Locale): Promise<ProjectDraft> {
    if (actor.organisationIds.length === 0) throw refuse('drafts.no-member', {});
    if (Object.values(input).every((id) => (id ?? null) === null))
      throw refuse('drafts.no-source', {}, ['input']);
    const interest = input.interestId
      ? await this.interests.get(actor, input.interestId, 'interestId')
      : null;
    // What the interest is about comes along, where it can be seen; what was named must be seen.
    const { needId, achievementId } = input;
    const need = needId
      ? await this.needs.get(actor, needId, 'needId')
      : interest?.needId && (await this.needs.find(actor, interest.needId));
    const achievement = achievementId
      ? await this.achievements.get(actor, achievementId, 'achievementId')
      : interest?.achievementId && (await this.achievements.find(actor, interest.achievementId));
    const earlier = await this.earlier(actor, input.fromProjectId ?? null);
    const sources = { need: need || null, achievement: achievement || null, interest, earlier };
    return prefill(sources, { actor, locale, today: this.clock.today() });
  }

  private async earlier(actor: Actor, id: string | null): Promise<Sources['earlier']> {
    if (id === null) return null;
    const project = await this.projects.get(actor, id, 'fromProjectId');
    const own = project.partyIds.some((one) => actor.organisationIds.includes(one));
    if (!own) throw refuse('drafts.not-yours', {}, ['input', 'fromProjectId']);
    return { project, parties: (await this.projects.partiesOf([id])).get(id)! };
  }
}
