import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../kernel/context';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Achievement } from '../achievements';
import type { Need } from '../needs';
import type { MatchVerdict } from './verdict';

/** What the owner of a subject thinks of a candidate: by a verdict, or by having accepted an interest. */
export interface OwnerOpinion {
  readonly candidateId: string;
  readonly verdict: MatchVerdict;
  /** False where it is read off an accepted interest. */
  readonly said: boolean;
}

interface Row extends OwnerOpinion {
  readonly subjectId: string;
}

/** Reads what owners think of candidates; each only for the owner itself. */
@Injectable()
export class OpinionsReader {
  constructor(private readonly uow: UnitOfWork) {}

  /** The opinions of the subject's owner, latest first, if the viewer is of it; else none. */
  of(context: RequestContext, { id, organisationId }: Need | Achievement): Promise<readonly OwnerOpinion[]> {
    if (!context.actor.organisationIds.includes(organisationId)) return Promise.resolve([]);
    const loader = context.batch<readonly OwnerOpinion[]>('match.opinions', async (subjectIds) => {
      const rows = await this.read(subjectIds, context.actor.organisationIds);
      return subjectIds.map((one) => rows.filter(({ subjectId }) => subjectId === one));
    });
    return loader.load(id);
  }

  /** A verdict counts before an interest about the same two. */
  private read(subjectIds: readonly string[], organisationIds: readonly string[]): Promise<Row[]> {
    return this.uow.query<Row>(sql`
      SELECT subject_id AS "subjectId", candidate_id AS "candidateId", verdict, said FROM (
        SELECT DISTINCT ON (subject_id, candidate_id) * FROM (
          SELECT subject_id, candidate_id, verdict, at, true AS said FROM match_verdicts
          WHERE subject_id = ANY(${subjectIds}) AND organisation_id = ANY(${organisationIds})
          UNION ALL
          SELECT need_id, achievement_id, 'USEFUL', answered_at, false FROM interests
          WHERE state = 'ACCEPTED' AND need_id = ANY(${subjectIds}) AND achievement_id IS NOT NULL
          UNION ALL
          SELECT achievement_id, need_id, 'USEFUL', answered_at, false FROM interests
          WHERE state = 'ACCEPTED' AND achievement_id = ANY(${subjectIds}) AND need_id IS NOT NULL
        ) AS all_of_them ORDER BY subject_id, candidate_id, said DESC, at DESC
      ) AS opinions ORDER BY at DESC, candidate_id`);
  }
}
