import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { permits, sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ApplicationsReader, OPEN_STATES, type Application } from '../applications';
import { OrganisationsReader } from '../organisations';
import { PeopleReader } from '../people';
import { term } from '../programmes';
import { Relation, UnsuitableExperts } from './declaration';
import type { DeclareRelationInput, NameUnsuitableInput } from './reviewer.inputs';
import { relationDeclared, relationWithdrawn, unsuitableNamed } from './reviewer.lifecycle';
import { relationPolicy } from './reviewer.policy';
import { refuse } from './reviewers.messages';
import { RelationsReader } from './reviewers.reader';

/** Experts that an applicant may name as unsuitable at most (NSFC regulation as revised on 2024-11-08). */
const UNSUITABLE_MOST = term('reviewers.unsuitable-most', 3, {
  zh: '申请人可提出的不适宜评审专家人数上限',
  en: 'Experts that an applicant may name as unsuitable at most',
  max: 20,
});

/** What declarations are checked against. */
@Injectable()
export class Declared {
  constructor(
    readonly organisations: OrganisationsReader,
    readonly people: PeopleReader,
    readonly applications: ApplicationsReader,
  ) {}
}

/** Takes what reviewers and officers declare of themselves, and whom applicants hold for unsuitable. */
@Injectable()
export class DeclarationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly relations: RelationsReader,
    private readonly of: Declared,
  ) {}

  /** The actor declares how they stand to an organisation or a person. */
  declare(actor: Actor, input: DeclareRelationInput): Promise<Relation> {
    const { kind, note, organisationId = null, personId: otherId = null, until = null } = input;
    return this.uow.run(async () => {
      const { personId } = actor;
      if (personId === null) throw refuse('relations.no-person', {});
      if ((organisationId === null) === (otherId === null))
        throw refuse('relations.one-target', {}, ['input', 'organisationId']);
      if (otherId === personId) throw refuse('relations.self', {}, ['input', 'personId']);
      if (organisationId) await this.of.organisations.get(actor, organisationId, 'organisationId');
      if (otherId) await this.of.people.get(actor, otherId, 'personId');
      const declaredAt = this.clock.now();
      const relation = Object.assign(new Relation(), {
        ...{ id: newId(declaredAt), personId, kind, organisationId, otherId, note, until },
        ...{ declaredAt, withdrawnAt: null },
      });
      await this.uow.manager.insert(Relation, relation);
      const subject = { type: 'relation', id: relation.id };
      await this.facts.state(relationDeclared, { subject, actor, payload: { kind } });
      return relation;
    });
  }

  /** Whoever declared it takes it back; it stays in the record. */
  withdraw(actor: Actor, id: string, reason: string): Promise<Relation> {
    return this.uow.run(async () => {
      const relation = await this.relations.get(actor, id);
      if (!permits(relationPolicy, actor, 'WITHDRAW', relation)) throw refuseAccess('FORBIDDEN', {});
      if (relation.withdrawnAt !== null) throw refuse('relations.withdrawn-already', {});
      const withdrawnAt = this.clock.now();
      await this.uow.manager.update(Relation, { id }, { withdrawnAt });
      const subject = { type: 'relation', id };
      await this.facts.state(relationWithdrawn, { subject, actor, note: reason, payload: {} });
      return Object.assign(relation, { withdrawnAt });
    });
  }

  /** A representative of the lead names experts as unsuitable, until the application is handed in. */
  nameUnsuitable(
    actor: Actor,
    { applicationId, reason, ...input }: NameUnsuitableInput,
  ): Promise<Application> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT 1 FROM applications WHERE id = ${applicationId} FOR UPDATE`);
      const application = await this.of.applications.get(actor, applicationId, 'applicationId');
      const personIds = [...new Set(input.personIds)];
      if (!actor.representedIds.includes(application.leadId))
        throw refuse('unsuitable.not-representative', {});
      if (!OPEN_STATES.includes(application.state)) throw refuse('unsuitable.handed-in', {});
      const most = UNSUITABLE_MOST.of(
        (await this.of.applications.termsOf([applicationId])).get(applicationId)!,
      );
      if (personIds.length > most) throw refuse('unsuitable.too-many', { most }, ['input', 'personIds']);
      for (const id of personIds) await this.of.people.get(actor, id, 'personIds');
      const named = { applicationId, personIds, reason, namedAt: this.clock.now() };
      await this.uow.manager.upsert(UnsuitableExperts, named, ['applicationId']);
      const subject = { type: 'application', id: applicationId };
      await this.facts.state(unsuitableNamed, { subject, actor, payload: {} });
      return application;
    });
  }
}
