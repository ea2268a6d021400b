import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { AccountsReader } from '../accounts';
import { OrganisationsReader, type Organisation } from '../organisations';
import { AffiliationsReader, PeopleReader, personKey, type Person } from '../people';
import { RelationsReader, ReviewersReader, type Relation, type Reviewer } from '../reviewers';
import type { Declaration, Dossier, Identity } from './case';

/** Everything that was read for some dossiers. */
interface Known {
  readonly identities: ReadonlyMap<string, Identity>;
  readonly people: ReadonlyMap<string, Person>;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly families: ReadonlyMap<string, string>;
}

/** Who may be drawn at all, and what they say of themselves. */
@Injectable()
export class Pool {
  constructor(
    private readonly accounts: AccountsReader,
    readonly reviewers: ReviewersReader,
    readonly relations: RelationsReader,
  ) {}

  /** Whoever holds the role, but for those whose place in the pool is not active; by id. */
  async members(): Promise<string[]> {
    const holders = await this.accounts.holders('REVIEWER');
    const places = await this.reviewers.ofPeople(holders);
    return holders.filter((id) => (places.get(id)?.state ?? 'ACTIVE') === 'ACTIVE');
  }
}

/** Gathers what is known of experts, whoever asks: the number of statements does not grow with the pool. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly clock: Clock,
    private readonly accounts: AccountsReader,
    private readonly people: PeopleReader,
    private readonly affiliations: AffiliationsReader,
    private readonly organisations: OrganisationsReader,
    private readonly pool_: Pool,
  ) {}

  /** Everyone who may be drawn at all, by id. */
  pool(): Promise<string[]> {
    return this.pool_.members();
  }

  /** The dossiers of these people, in their order, as far back as `years`. */
  async of(personIds: readonly string[], years: number): Promise<Dossier[]> {
    const since = this.yearsAgo(years);
    const officers = new Set(await this.accounts.holders('BUREAU_OFFICER'));
    const own = await this.people.byIds(SYSTEM, personIds);
    const namesakes = await this.namesakes(own);
    const relations = await this.pool_.relations.standingOf(personIds, since);
    const others = relations.flatMap(({ otherId }) => otherId ?? []);
    const all = [...new Set([...personIds, ...[...namesakes.values()].flat(), ...others])];
    const known = await this.known(all, relations, since);
    const domains = await this.accounts.mailDomainsOf(personIds);
    const places = await this.pool_.reviewers.ofPeople(personIds);
    const today = this.clock.today();
    return personIds.map((personId): Dossier => {
      const identity = known.identities.get(personId)!;
      const place = places.get(personId);
      return {
        ...identity,
        officer: officers.has(personId),
        name: own.get(personId)?.name ?? '',
        namesakes: namesakes.get(personId)!.map((id) => known.identities.get(id)!),
        mailDomain: domains.get(personId) ?? null,
        families: familiesOf(identity, known),
        declared: relations
          .filter((one) => one.personId === personId)
          .map((one) => declarationOf(one, known)),
        unavailableUntil: absence(place, today),
        loadLimit: place?.loadLimit ?? null,
      };
    });
  }

  /** The day so many years before today, Asia/Shanghai. */
  yearsAgo(years: number): string {
    return DateTime.fromISO(this.clock.today()).minus({ years }).toISODate()!;
  }

  /** By person, the other records under the same name; two ORCID iDs tell two people apart. */
  private async namesakes(own: ReadonlyMap<string, Person>): Promise<Map<string, string[]>> {
    const namesOf = ({ name, nameEn }: Person): string[] =>
      [name, nameEn ?? ''].map(personKey).filter((key) => key !== '');
    const called = await this.people.called([...own.values()].flatMap(namesOf));
    const isAlike = (one: Person, other: Person): boolean =>
      one.id !== other.id &&
      (one.orcid === null || other.orcid === null) &&
      namesOf(one).some((name) => namesOf(other).includes(name));
    return new Map(
      [...own.values()].map((one) => [
        one.id,
        called.filter((other) => isAlike(one, other)).map(({ id }) => id),
      ]),
    );
  }

  private async known(ids: readonly string[], relations: readonly Relation[], since: string): Promise<Known> {
    const people = await this.people.byIds(SYSTEM, ids);
    const memberships = await this.accounts.organisationsOf(ids);
    const now = await this.affiliations.organisationsOf(ids, this.clock.today());
    const recent = await this.affiliations.organisationsOf(ids, since);
    const identities = new Map(
      ids.map((personId): [string, Identity] => {
        const employer = people.get(personId)?.organisationId;
        const present = new Set([...memberships.get(personId)!, ...now.get(personId)!]);
        if (employer) present.add(employer);
        return [personId, { personId, present, recent: recent.get(personId)! }];
      }),
    );
    const named = relations.flatMap(({ organisationId }) => organisationId ?? []);
    const at = [...new Set([...identities.values()].flatMap(({ present }) => [...present]).concat(named))];
    const organisations = await this.organisations.byIds(SYSTEM, at);
    return { people, identities, organisations, families: await this.organisations.familiesOf(at) };
  }
}

const familiesOf = ({ present }: Identity, { families, organisations }: Known): Map<string, string> =>
  new Map([...present].map((id) => [families.get(id) ?? id, organisations.get(id)?.name ?? '']));

function declarationOf({ kind, organisationId, otherId }: Relation, known: Known): Declaration {
  if (organisationId !== null) {
    const name = known.organisations.get(organisationId)?.name ?? '';
    const family = known.families.get(organisationId) ?? organisationId;
    return { kind, organisationId, otherId, name, at: new Set([organisationId]), family };
  }
  const name = known.people.get(otherId!)?.name ?? '';
  return { kind, organisationId, otherId, name, at: known.identities.get(otherId!)!.present, family: null };
}

/** The last day of the absence that `today` falls in. */
const absence = (place: Reviewer | undefined, today: string): string | null =>
  place?.unavailable
    .filter(({ since, until }) => since <= today && today <= until)
    .map(({ until }) => until)
    .sort()
    .at(-1) ?? null;
