import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Achievement, AchievementsReader } from '../achievements';
import { aboutOf, Comparison, Judging, textOf } from '../matching';
import { NeedsReader, type Need } from '../needs';
import { JudgedPairs, MatchIndex, type JudgedMatch } from '../relevance';

interface Verdict {
  readonly subjectId: string;
  readonly candidateId: string;
  readonly organisationId: string;
  readonly grade: number;
}

const MOST_VERDICTS = 50_000;

/** What owners have judged, with what is known of each pair today: what the nightly fit learns from. */
@Injectable()
export class JudgedMatches extends JudgedPairs {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly index: MatchIndex,
    private readonly judging: Judging,
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
  ) {
    super();
  }

  async all(): Promise<JudgedMatch[]> {
    await this.index.current();
    const bySubject = new Map<string, Verdict[]>();
    for (const verdict of await this.verdicts())
      bySubject.set(verdict.subjectId, [...(bySubject.get(verdict.subjectId) ?? []), verdict]);
    const ids = [...bySubject.keys()];
    const subjects = [...(await this.needs.byIds(SYSTEM, ids)).values(), ...(await this.achievements.byIds(SYSTEM, ids)).values()]; // prettier-ignore
    const pairs: JudgedMatch[] = [];
    for (const subject of subjects) pairs.push(...(await this.pairsOf(subject, bySubject.get(subject.id)!)));
    return pairs;
  }

  private async pairsOf(subject: Need | Achievement, verdicts: readonly Verdict[]): Promise<JudgedMatch[]> {
    const side = subject instanceof Achievement ? 'need' : 'achievement';
    const view = this.index.corpus.sides[side].view();
    const comparison = new Comparison(view, view.query(textOf(subject)), aboutOf(subject));
    const hits = verdicts.flatMap((verdict) => {
      const hit = comparison.hit(verdict.candidateId);
      return hit ? [{ verdict, hit }] : [];
    });
    const organisations = [subject.organisationId, ...hits.map(({ hit }) => hit.beside.organisationId)];
    const judgement = await this.judging.of(new RequestContext(SYSTEM, ''), organisations, [], side);
    return hits.map(({ verdict: { candidateId, organisationId, grade }, hit }) => {
      const features = comparison.values(hit, judgement, side === 'need' ? 'NEED' : 'ACHIEVEMENT');
      return { needId: subject.id, candidateId, organisationId, grade, features };
    });
  }

  private verdicts(): Promise<Verdict[]> {
    return this.uow.query<Verdict>(sql`
      SELECT subject_id AS "subjectId", candidate_id AS "candidateId", organisation_id AS "organisationId",
        CASE verdict WHEN 'USEFUL' THEN 1 ELSE 0 END AS grade
      FROM match_verdicts ORDER BY at DESC, id LIMIT ${MOST_VERDICTS}`);
  }
}
