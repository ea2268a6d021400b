import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import type { RequestContext } from '../../kernel/context';
import type { Reader } from '../../kernel/reader';
import type { RatedWork } from '../../engine/experts';
import { AchievementsReader } from '../achievements';
import { NeedsReader } from '../needs';
import { OrganisationsReader } from '../organisations';
import { PeopleReader } from '../people';
import type { Candidate, MatchKind } from './match';

/** Someone or something that came out of the ranking, and where it stands. */
export interface Standing {
  readonly kind: MatchKind;
  readonly id: string;
}

/** Reads candidates as the viewer may see them: what is not for them is as if it were not there. */
@Injectable()
export class Candidates {
  private readonly readers: Readonly<Record<MatchKind, Reader<Candidate>>>;

  constructor(
    private readonly achievements: AchievementsReader,
    needs: NeedsReader,
    private readonly people: PeopleReader,
    organisations: OrganisationsReader,
  ) {
    this.readers = {
      NEED: needs,
      ACHIEVEMENT: achievements,
      PERSON: people,
      ORGANISATION: organisations,
    } as never;
  }

  /** The first `wanted` of those standing that the viewer may know of and that are not the subject's owner's own. */
  async first<S extends Standing>(
    context: RequestContext,
    ownerId: string,
    standing: readonly S[],
    wanted: number,
  ): Promise<{ one: S; candidate: Candidate }[]> {
    const found: { one: S; candidate: Candidate }[] = [];
    const step = Math.max(wanted, 20);
    for (let at = 0; at < standing.length && found.length < wanted; at += step) {
      const some = standing.slice(at, at + step);
      const records = await Promise.all(some.map(({ kind, id }) => context.load(this.readers[kind], id)));
      some.forEach((one, place) => {
        const candidate = records[place];
        if (candidate && !belongsTo(candidate, ownerId)) found.push({ one, candidate });
      });
    }
    return found.slice(0, wanted);
  }

  /** The works that this actor may read, of those who take part in matching; whoever is left without is left out. */
  async readable(
    actor: Actor,
    kind: MatchKind,
    worksBy: ReadonlyMap<string, readonly RatedWork[]>,
  ): Promise<Map<string, RatedWork[]>> {
    const ids = [...new Set([...worksBy.values()].flatMap((works) => works.map(({ id }) => id)))];
    const readable = await this.achievements.readableOf(actor, ids);
    const who = [...worksBy.keys()];
    const taking = kind === 'PERSON' ? await this.people.personalisedAmong(who) : new Set(who);
    const left = who
      .filter((id) => taking.has(id))
      .map((id) => {
        return [id, worksBy.get(id)!.filter((work) => readable.has(work.id))] as const;
      });
    return new Map(left.filter(([, works]) => works.length > 0));
  }
}

const belongsTo = (candidate: Candidate, organisationId: string): boolean =>
  candidate.id === organisationId ||
  ('organisationId' in candidate && candidate.organisationId === organisationId);
