import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import type { Refusal } from '../../kernel/messages';
import { ApplicationsReader, Impartiality, type Application } from '../applications';
import { Cases } from './cases';
import type { Case, Dossier } from './case';
import { allConflictsOf, conflictsOf, dismissalOf, isPartial } from './conflicts';
import { officerConflict } from './conflicts.messages';
import { Dossiers } from './dossiers';
import { Conflict, evidenceKey, type FoundConflict } from './grounds';

/** A person and an application, by its id. */
interface Pair {
  readonly id: string;
  readonly dossier: Dossier;
  readonly of: Case;
}

/** 回避: what is found between people and applications, and whether an officer may decide. */
@Injectable()
export class ConflictsService extends Impartiality {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly cases: Cases,
    private readonly applications: ApplicationsReader,
  ) {
    super();
  }

  /** Everything between one person and one application, what is set aside too, whoever asks; before anybody is invited. */
  async found(application: Application, personId: string): Promise<FoundConflict[]> {
    const { dossier, of } = await this.both(application, personId);
    return allConflictsOf(dossier, of);
  }

  /** As `found`, for an officer to look at: who looks at themselves is not told whom the applicant named. */
  async shown(actor: Actor, application: Application, personId: string): Promise<Conflict[]> {
    const { dossier, of } = await this.both(application, personId);
    const told = (found: FoundConflict): boolean =>
      found.ground !== 'NAMED_UNSUITABLE' || actor.personId !== personId;
    return allConflictsOf(dossier, of)
      .filter(told)
      .map((found) => new Conflict(found, markOf(personId, found, of)));
  }

  override async partialities(
    { personId }: Actor,
    applications: readonly Application[],
  ): Promise<Map<string, Refusal>> {
    if (personId === null || applications.length === 0) return new Map();
    const pairs = await this.pairs(applications, [personId]);
    const partial = pairs.filter(({ dossier, of }) => isPartial(dossier, of));
    return new Map(partial.map(({ id }) => [id, officerConflict()]));
  }

  /** The conflicts that people have with applications now, by application and person, in a constant number of statements. */
  async between(
    applications: readonly Application[],
    personIds: readonly string[],
  ): Promise<Map<string, Map<string, FoundConflict[]>>> {
    const found = new Map(applications.map(({ id }) => [id, new Map<string, FoundConflict[]>()]));
    for (const { id, dossier, of } of await this.pairs(applications, personIds))
      found.get(id)!.set(dossier.personId, conflictsOf(dossier, of));
    return found;
  }

  /** The conflicts that stand now, for pairs of application and person, whoever asks. */
  async ofPairs(
    asked: readonly (readonly [applicationId: string, personId: string])[],
  ): Promise<Conflict[][]> {
    const ids = asked.map(([applicationId]) => applicationId);
    const applications = await this.applications.byIds(SYSTEM, ids);
    const people = asked.map(([, personId]) => personId);
    const found = await this.between([...applications.values()], people);
    return asked.map(([application, person]) =>
      (found.get(application)?.get(person) ?? []).map((conflict) => new Conflict(conflict)),
    );
  }

  private async both(application: Application, personId: string): Promise<Pair> {
    return (await this.pairs([application], [personId]))[0]!;
  }

  /** Every person with every application; people are read once for all rounds that look back equally far. */
  private async pairs(applications: readonly Application[], personIds: readonly string[]): Promise<Pair[]> {
    const cases = [...(await this.cases.of(applications))];
    const pairs: Pair[] = [];
    for (const years of new Set(cases.map(([, of]) => of.years))) {
      const dossiers = await this.dossiers.of([...new Set(personIds)], years);
      for (const [id, of] of cases.filter(([, one]) => one.years === years))
        for (const dossier of dossiers) pairs.push({ id, dossier, of });
    }
    return pairs;
  }
}

/** The dismissal that covers a conflict, or would once it is confirmed. */
const markOf = (personId: string, found: FoundConflict, of: Case): Case['dismissed'][number] | undefined =>
  dismissalOf(personId, found, of) ??
  of.dismissed.find((one) => one.personId === personId && one.evidence.includes(evidenceKey(found)));
