import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { setting } from '../../kernel/settings';
import { AchievementsReader } from '../achievements';
import { AttachmentsService } from '../attachments';
import { InterestsReader } from '../interests';
import { NeedsReader } from '../needs';
import { OrganisationsReader } from '../organisations';
import { PeopleReader } from '../people';
import type { Signed, SignedParty } from './agreement';
import type { Attached } from './project';
import { projectFiles } from './project.policy';
import { refuse } from './projects.messages';

type Origin = Pick<Signed, 'needId' | 'achievementId' | 'interestId' | 'leaderId'>;

const MOST_ATTACHMENTS = setting('projects.max-attachments', 20, {
  zh: '单个项目最多附件数（个）',
  en: 'Attachments of one project, at most',
  max: 100,
});

/** Where a project comes from: what it names must be there and be known to whoever names it. */
@Injectable()
export class ProjectSources {
  constructor(
    private readonly organisations: OrganisationsReader,
    private readonly people: PeopleReader,
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
    private readonly interests: InterestsReader,
    private readonly attachments: AttachmentsService,
  ) {}

  /**
   * Refuses what `actor` may not know of, and an interest that is not accepted or not between the parties. What was
   * `before` is not asked again: a need may have closed meanwhile. Gives the origin, with what the interest is about.
   */
  async settle(actor: Actor, now: Origin, parties: readonly SignedParty[], before?: Origin): Promise<Origin> {
    const changed = (key: keyof Origin): string | null => (now[key] === before?.[key] ? null : now[key]);
    const [needId, achievementId, leaderId] = [
      changed('needId'),
      changed('achievementId'),
      changed('leaderId'),
    ];
    await this.known(actor, parties);
    if (needId !== null) await this.needs.get(actor, needId, 'needId');
    if (achievementId !== null) await this.achievements.get(actor, achievementId, 'achievementId');
    if (leaderId !== null) await this.people.get(actor, leaderId, 'leaderId');
    if (now.interestId === null) return now;
    // Whoever edits need not be one of the two: the third party cannot read the interest.
    return this.between(changed('interestId') === null ? SYSTEM : actor, now, now.interestId, parties);
  }

  /** Binds the files that are given to a project; where none are, nothing is said of them. */
  async attach(
    actor: Actor,
    projectId: string,
    ids: readonly string[] | null | undefined,
  ): Promise<{ attached?: Attached[] }> {
    if (!ids) return {};
    const most = MOST_ATTACHMENTS.value;
    const bound = await this.attachments.bind(actor, projectFiles, projectId, ids, { most });
    return { attached: bound.map(({ id, name, sha256 }) => ({ id, name, sha256 })) };
  }

  /** What the metrics of a need are called, whoever asks: a party need not read the need that the project is for. */
  async metricsOf(needId: string | null): Promise<string[]> {
    if (needId === null) return [];
    const need = await this.needs.get(SYSTEM, needId, 'needId');
    return need.metrics.map(({ name }) => name);
  }

  private async known(actor: Actor, parties: readonly SignedParty[]): Promise<void> {
    const found = await this.organisations.byIds(actor, parties.map(({ organisationId }) => organisationId)); // prettier-ignore
    const missing = parties.findIndex(({ organisationId }) => !found.has(organisationId));
    const at = ['input', 'parties', String(missing), 'organisationId'];
    if (missing >= 0) throw refuseAccess('NOT_FOUND', { field: 'organisationId' }, at);
  }

  private async between(
    actor: Actor,
    origin: Origin,
    interestId: string,
    parties: readonly SignedParty[],
  ): Promise<Origin> {
    const at = ['input', 'interestId'];
    const { state, needId, achievementId, fromId, toId } = await this.interests.get(
      actor,
      interestId,
      'interestId',
    );
    if (state !== 'ACCEPTED') throw refuse('projects.interest-not-accepted', {}, at);
    const sides = [fromId, toId].every((id) => parties.some(({ organisationId }) => organisationId === id));
    if (!sides) throw refuse('projects.interest-not-between', {}, at);
    const other = (given: string | null, its: string | null): boolean =>
      given !== null && its !== null && given !== its;
    if (other(origin.needId, needId) || other(origin.achievementId, achievementId)) {
      throw refuse('projects.interest-other', {}, at);
    }
    return {
      ...origin,
      needId: origin.needId ?? needId,
      achievementId: origin.achievementId ?? achievementId,
    };
  }
}
