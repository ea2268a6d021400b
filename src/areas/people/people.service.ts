import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { sqlState, UnitOfWork } from '../../kernel/unit-of-work';
import { isOrcid, tidyOrcid } from './orcid';
import { PeopleReader } from './people.reader';
import { refuse } from './people.messages';
import { Affiliation, Person } from './person';
import { personAffiliated, personMatchingSet, personUpdated } from './person.facts';
import type { AddAffiliationInput, UpdateProfileInput } from './person.inputs';

const UNIQUE_VIOLATION = '23505';
/** What a profile always has: null leaves it as it is. */
const KEPT = ['name', 'expertise', 'listed'];

/** Keeps the profiles of people and where they have worked. */
@Injectable()
export class PeopleService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly people: PeopleReader,
  ) {}

  /** Makes a person, for a new account or as a contributor without one. */
  async create(person: Pick<Person, 'name'> & Partial<Person>): Promise<Person> {
    const blank = {
      nameEn: null,
      orcid: null,
      organisationId: null,
      expertise: [],
      listed: false,
      personalised: true,
    };
    const made = Object.assign(new Person(), blank, person, { id: newId(this.clock.now()) });
    await this.uow.manager.insert(Person, made);
    return made;
  }

  /** Changes the actor's own profile. Refuses an ORCID iD with a wrong check character or of someone else. */
  update(actor: Actor, input: UpdateProfileInput): Promise<Person> {
    return this.uow.run(async () => {
      if (actor.personId === null) throw refuse('people.no-profile', {});
      const person = await this.people.get(actor, actor.personId);
      const orcid = input.orcid ? tidyOrcid(input.orcid) : input.orcid;
      if (orcid && !isOrcid(orcid)) throw refuse('people.orcid', { value: orcid }, ['input', 'orcid']);
      const given = Object.entries({ ...input, orcid }).filter(
        ([key, value]) => value !== undefined && !(value === null && KEPT.includes(key)),
      );
      if (given.length === 0) return person;
      const set: Partial<Person> = Object.fromEntries(given);
      await this.uow.manager.update(Person, { id: person.id }, set).catch((error: unknown) => {
        if (sqlState(error) === UNIQUE_VIOLATION) throw refuse('people.orcid-taken', {}, ['input', 'orcid']);
        throw error;
      });
      await this.facts.state(personUpdated, {
        subject: { type: 'person', id: person.id },
        actor,
        payload: {},
      });
      return Object.assign(person, set);
    });
  }

  /** The actor takes part in personalised matching, or no more (PIPL art. 24); it holds at once. */
  setPersonalised(actor: Actor, personalised: boolean): Promise<Person> {
    return this.uow.run(async () => {
      if (actor.personId === null) throw refuse('people.no-profile', {});
      const person = await this.people.get(actor, actor.personId);
      if (person.personalised === personalised) return person;
      await this.uow.manager.update(Person, { id: person.id }, { personalised });
      const subject = { type: 'person', id: person.id };
      await this.facts.state(personMatchingSet, { subject, actor, payload: { personalised } });
      return Object.assign(person, { personalised });
    });
  }

  /** Adds to the actor's own record of where they work or worked. */
  addAffiliation(actor: Actor, input: AddAffiliationInput): Promise<Affiliation> {
    if (actor.personId === null) throw refuse('people.no-profile', {});
    if (input.until && input.until < input.since) throw refuse('people.dates', {}, ['input', 'until']);
    return this.affiliate(actor, actor.personId, {
      ...input,
      title: input.title ?? null,
      until: input.until ?? null,
      confirmed: false,
    });
  }

  /**
   * Records where a person works or worked, once per organisation and time. What the organisation agreed to becomes the
   * person's, if it is present; what the person only says does not.
   */
  affiliate(
    actor: Actor,
    personId: string,
    at: Pick<Affiliation, 'organisationId' | 'title' | 'since' | 'until' | 'confirmed'>,
  ): Promise<Affiliation> {
    return this.uow.run(async () => {
      const { organisationId, until, confirmed } = at;
      const same = { personId, organisationId, until: until ?? IsNull() };
      const known = await this.uow.manager.findOneBy(Affiliation, same);
      if (confirmed && until === null)
        await this.uow.manager.update(Person, { id: personId }, { organisationId });
      if (known) {
        if (confirmed && !known.confirmed)
          await this.uow.manager.update(Affiliation, { id: known.id }, { confirmed });
        return Object.assign(known, { confirmed: known.confirmed || confirmed });
      }
      const made = Object.assign(new Affiliation(), at, { id: newId(this.clock.now()), personId });
      await this.uow.manager.insert(Affiliation, made);
      const subject = { type: 'person', id: personId };
      await this.facts.state(personAffiliated, { subject, actor, payload: { organisationId } });
      return made;
    });
  }

  /** Ends today what was confirmed: the person works there no more. What they say of themselves stays theirs to say. */
  leave(personId: string, organisationId: string): Promise<void> {
    return this.uow.run(async () => {
      const until = this.clock.today();
      const open = { personId, until: IsNull(), confirmed: true };
      await this.uow.manager.update(Affiliation, { ...open, organisationId }, { until });
      const left = await this.uow.manager.findOne(Affiliation, {
        where: open,
        order: { since: 'DESC', id: 'DESC' },
      });
      const next = { organisationId: left?.organisationId ?? null };
      await this.uow.manager.update(Person, { id: personId, organisationId }, next);
    });
  }
}
