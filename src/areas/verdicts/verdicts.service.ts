import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId, parseId } from '../../kernel/ids';
import { Nodes } from '../../kernel/nodes';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { MatchVerdict } from './verdict';
import { matchJudged } from './verdict.facts';
import { refuse } from './verdicts.messages';

const SUBJECTS = new Set(['need', 'achievement']);
const CANDIDATES = new Set(['need', 'achievement', 'person', 'org']);

/** Keeps what owners think of the candidates for their needs and achievements. */
@Injectable()
export class VerdictsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly nodes: Nodes,
  ) {}

  /** The owner of a need or an achievement says whether a candidate helps; the latest word holds. */
  judge(actor: Actor, subjectId: string, candidateId: string, verdict: MatchVerdict): Promise<void> {
    const subject = parseId(subjectId, 'subjectId');
    const candidate = parseId(candidateId, 'candidateId');
    if (!SUBJECTS.has(subject.prefix)) throw refuse('matches.subject', {}, ['subjectId']);
    if (!CANDIDATES.has(candidate.prefix)) throw refuse('matches.candidate', {}, ['candidateId']);
    if (subject.uuid === candidate.uuid) throw refuse('matches.itself', {}, ['candidateId']);
    return this.uow.run(async () => {
      const record = await this.nodes.get(actor, subject.prefix, subject.uuid, 'subjectId');
      const { organisationId } = record as { organisationId: string };
      const own = actor.kind === 'system' || actor.organisationIds.includes(organisationId);
      if (!own) throw refuse('matches.not-owner', {}, ['subjectId']);
      await this.nodes.get(actor, candidate.prefix, candidate.uuid, 'candidateId');
      const id = await this.store(actor, subject.uuid, candidate.uuid, organisationId, verdict);
      const payload = { subjectId: subject.uuid, candidateId: candidate.uuid, verdict };
      await this.facts.state(matchJudged, { subject: { type: 'verdict', id }, actor, payload });
    });
  }

  private async store(
    { accountId }: Actor,
    subjectId: string,
    candidateId: string,
    organisationId: string,
    verdict: MatchVerdict,
  ): Promise<string> {
    const now = this.clock.now();
    const [row] = await this.uow.query<{ id: string }>(sql`
      INSERT INTO match_verdicts (id, subject_id, candidate_id, organisation_id, account_id, verdict, at)
      VALUES (${newId(now)}, ${subjectId}, ${candidateId}, ${organisationId}, ${accountId}, ${verdict}, ${now})
      ON CONFLICT (subject_id, candidate_id, organisation_id)
      DO UPDATE SET verdict = excluded.verdict, account_id = excluded.account_id, at = excluded.at
      RETURNING id`);
    return row!.id;
  }
}
