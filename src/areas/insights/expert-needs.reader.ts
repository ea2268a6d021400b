import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import type { RequestContext } from '../../kernel/context';
import { windowOf, type PageArgs } from '../../kernel/page';
import type { RatedWork } from '../../engine/experts';
import { AchievementsReader, type Achievement } from '../achievements';
import { byWorks, LEAST_SCORE, Listing, Judging, MatchConnection, type Subject } from '../matching';
import { Organisation } from '../organisations';
import { PeopleReader, type Person } from '../people';
import { MatchIndex, textOfAchievement, type Beside } from '../relevance';

/** So many of the latest works tell what someone can do. */
const MOST_WORKS = 40;

/** Finds needs for people and organisations, by their works. */
@Injectable()
export class ExpertNeedsReader {
  constructor(
    private readonly index: MatchIndex,
    private readonly judging: Judging,
    private readonly listing: Listing,
    private readonly achievements: AchievementsReader,
    private readonly people: PeopleReader,
  ) {}

  /** A page of the needs that fit someone's works, best first; for themselves and the bureau, and not for who opted out. */
  async page(context: RequestContext, who: Person | Organisation, args: PageArgs): Promise<MatchConnection> {
    const window = windowOf(args);
    const nothing = new MatchConnection([], false, window.after !== null);
    if (!mayAsk(context.actor, who) || !(await this.takesPart(who))) return nothing;
    await this.index.current();
    const ownerId = ownerOf(who);
    const rated = this.rate(await this.worksOf(context, who), ownerId);
    const subject: Subject = { organisationId: ownerId, sectors: [], modes: [], money: null, trl: null };
    const judgement = await this.judging.of(context, [ownerId].filter(Boolean), [], 'need');
    const ranked = [...rated]
      .map(([id, works]) => byWorks('NEED', id, works, subject, judgement))
      .filter(({ score }) => score >= LEAST_SCORE.value);
    return this.listing.page(context, window, who, ownerId, ranked, []);
  }

  private async takesPart(who: Person | Organisation): Promise<boolean> {
    return who instanceof Organisation || (await this.people.personalisedAmong([who.id])).has(who.id);
  }

  /** The latest works of someone that the viewer may read. */
  private worksOf(context: RequestContext, who: Person | Organisation): Promise<Achievement[]> {
    const isOf = ({ personIds, organisationId }: Beside): boolean =>
      who instanceof Organisation ? organisationId === who.id : personIds.includes(who.id);
    const entries = this.index.corpus.sides.achievement
      .view()
      .entries.filter((entry) => entry && isOf(entry.meta));
    entries.sort((a, b) => b!.meta.freshAt - a!.meta.freshAt || (a!.id < b!.id ? -1 : 1));
    return context.loadMany(
      this.achievements,
      entries.slice(0, MOST_WORKS).map((entry) => entry!.id),
    );
  }

  /** For each need the works that fit it, best first. */
  private rate(works: readonly Achievement[], ownerId: string): Map<string, RatedWork[]> {
    const view = this.index.corpus.sides.need.view();
    const rated = new Map<string, RatedWork[]>();
    for (const work of works) {
      view.scores(view.query(textOfAchievement(work))).forEach((score, ordinal) => {
        const entry = view.entries[ordinal];
        if (!entry || entry.meta.organisationId === ownerId) return;
        rated.set(entry.id, [...(rated.get(entry.id) ?? []), { id: work.id, score }]);
      });
    }
    for (const list of rated.values()) list.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    return rated;
  }
}

const ownerOf = (who: Person | Organisation): string =>
  who instanceof Organisation ? who.id : (who.organisationId ?? '');

const mayAsk = (actor: Actor, who: Person | Organisation): boolean =>
  isBureau(actor) ||
  (who instanceof Organisation ? actor.organisationIds.includes(who.id) : actor.personId === who.id);
