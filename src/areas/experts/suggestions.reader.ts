import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { ApplicationsReader, Impartiality } from '../applications';
import { Cases, Conflict, Dossiers, hindrancesOf, loadOf, type Case, type Dossier } from '../conflicts';
import { PeopleReader } from '../people';
import { Knowledge } from './knowledge';
import { SuggestedReviewer } from './suggestion';

/** Experts by what they have done: who of the pool could judge an application, and what keeps them from it. */
@Injectable()
export class SuggestionsReader {
  constructor(
    private readonly applications: ApplicationsReader,
    private readonly impartiality: Impartiality,
    private readonly knowledge: Knowledge,
    private readonly people: PeopleReader,
    private readonly dossiers: Dossiers,
    private readonly cases: Cases,
  ) {}

  /** The best `first` of the pool: who can be drawn before who cannot, then by how well their works fit. */
  async of(actor: Actor, applicationId: string, first: number): Promise<SuggestedReviewer[]> {
    const application = await this.applications.get(actor, applicationId, 'applicationId');
    await this.impartiality.expect(actor, application);
    const pool = await this.dossiers.pool();
    const of = (await this.cases.of([application])).get(application.id)!;
    const known = (await this.knowledge.of([application])).get(application.id)!;
    // Who takes no part in personalised matching (PIPL art. 24) is not ranked by their works.
    const ranked = await this.people.personalisedAmong(pool);
    const scores = new Map([...known].filter(([id]) => ranked.has(id)));
    const dossiers = await this.dossiers.of(pool, of.years);
    const rated = dossiers.map((dossier) => rate(dossier, of, scores));
    const rank = ({ hindrances, score }: (typeof rated)[number]): number =>
      (hindrances.length > 0 ? 0 : 2) + (score ?? 0);
    rated.sort((a, b) => rank(b) - rank(a) || (a.personId < b.personId ? -1 : 1));
    const best = rated.slice(0, first);
    const people = await this.people.byIds(
      actor,
      best.map(({ personId }) => personId),
    );
    return best.map(({ personId, ...one }) =>
      Object.assign(new SuggestedReviewer(), one, { person: people.get(personId)! }),
    );
  }
}

const rate = (
  dossier: Dossier,
  of: Case,
  scores: ReadonlyMap<string, number>,
): Omit<SuggestedReviewer, 'person'> & { personId: string } => ({
  personId: dossier.personId,
  score: scores.get(dossier.personId) ?? null,
  hindrances: hindrancesOf(dossier, of).map((found) => new Conflict(found)),
  ...loadOf(dossier, of),
});
