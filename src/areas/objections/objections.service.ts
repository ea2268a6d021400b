import { Injectable, Optional } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { addWorkdays } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import type { Refusal } from '../../kernel/messages';
import { permits, sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ApplicationsReader, ApplicationsService, Impartiality, type Application } from '../applications';
import { term } from '../programmes';
import { Objection } from './objection';
import { objectionMooted, objectionOverdue, objectionResolved, objectionStated } from './objection.facts';
import type { ObjectInput, ResolveObjectionInput } from './objection.inputs';
import { objectionPolicy } from './objection.policy';
import { refuse } from './objections.messages';
import { ObjectionsReader } from './objections.reader';

/** Working days in which an objection is to be resolved. */
export const RESOLVE_WORKDAYS = term('objections.resolve-workdays', 15, {
  zh: '异议办理期限（工作日，自提出次日起）',
  en: 'Working days in which an objection is to be resolved, from the day after it was stated',
  min: 1,
  max: 250,
});
/** The applications, and whether an officer has to step aside from one (回避). */
@Injectable()
export class Contested {
  constructor(
    readonly applications: ApplicationsReader,
    readonly commands: ApplicationsService,
    @Optional() readonly impartiality?: Impartiality,
  ) {}
}

/** Takes and resolves objections (异议). */
@Injectable()
export class ObjectionsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly objections: ObjectionsReader,
    private readonly contested: Contested,
  ) {}

  /** Anybody who has signed in objects while the notice runs; until it is resolved nothing is approved. */
  object(actor: Actor, { applicationId, text, ...more }: ObjectInput): Promise<Objection> {
    return this.uow.run(async () => {
      const application = await this.held(actor, applicationId, 'applicationId');
      await this.contested.commands.object(unnamed(actor), application);
      const open = await this.objections.openAgainst(applicationId);
      const again = open.some(({ authorAccountId }) => authorAccountId === actor.accountId);
      if (again) throw refuse('objections.open-already', {}, ['input', 'applicationId']);
      const dueOn = addWorkdays(this.clock.today(), await this.workdays(applicationId));
      const objection = Object.assign(new Objection(), {
        ...evidenceIn(more),
        ...{ dueOn, overdueAt: null },
        ...{
          id: newId(this.clock.now()),
          applicationId,
          text,
          statedAt: this.clock.now(),
          partyIds: application.partyIds,
        },
        ...{
          resolvedAt: null,
          upheld: null,
          reason: null,
          authorAccountId: actor.accountId!,
          authorId: actor.personId,
        },
      });
      await this.uow.manager.insert(Objection, objection);
      const subject = { type: 'objection', id: objection.id };
      await this.facts.state(objectionStated, { subject, actor: unnamed(actor), payload: { applicationId } });
      return objection;
    });
  }

  /** The bureau upholds an objection, which rejects the application, or overrules it; with the last, the notice stands. */
  resolve(actor: Actor, { objectionId, upheld, reason }: ResolveObjectionInput): Promise<Objection> {
    return this.uow.run(async () => {
      const { applicationId } = await this.objections.get(actor, objectionId, 'objectionId');
      const application = await this.held(actor, applicationId, 'objectionId');
      const objection = await this.objections.get(actor, objectionId, 'objectionId');
      const refusal = this.resolveRefusal(actor, objection);
      if (refusal) throw refusal;
      await this.contested.impartiality?.expect(actor, application);
      const set = { resolvedAt: this.clock.now(), upheld, reason };
      await this.uow.manager.update(Objection, { id: objectionId }, set);
      const subject = { type: 'objection', id: objectionId };
      await this.facts.state(objectionResolved, {
        subject,
        actor,
        note: reason,
        payload: { applicationId, upheld },
      });
      await this.conclude(actor, application, upheld, reason);
      return Object.assign(objection, set);
    });
  }

  /** Why `actor` cannot resolve this objection now, or undefined. */
  resolveRefusal(actor: Actor, objection: Objection): Refusal | undefined {
    if (!permits(objectionPolicy, actor, 'RESOLVE', objection)) return refuseAccess('FORBIDDEN', {});
    return objection.resolvedAt === null ? undefined : refuse('objections.resolved-already', {});
  }

  /** The application has ended: what is open against it has lost its object. */
  async moot(applicationId: string): Promise<void> {
    for (const { id } of await this.objections.openAgainst(applicationId)) {
      await this.uow.manager.update(Objection, { id }, { resolvedAt: this.clock.now() });
      const subject = { type: 'objection', id };
      await this.facts.state(objectionMooted, { subject, actor: SYSTEM, payload: { applicationId } });
    }
  }

  private async conclude(
    actor: Actor,
    application: Application,
    upheld: boolean,
    reason: string,
  ): Promise<void> {
    if (upheld) {
      await this.contested.commands.uphold(actor, application, reason);
      await this.moot(application.id);
    } else if ((await this.objections.openAgainst(application.id)).length === 0) {
      await this.contested.commands.clear(actor, application);
    }
  }

  /** Tells the bureau once of each objection that should have been resolved. */
  overdue(): Promise<void> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('objections.tick', 0))`);
      for (const { id, applicationId, dueOn } of await this.objections.overdue(this.clock.today())) {
        await this.uow.manager.update(Objection, { id }, { overdueAt: this.clock.now() });
        const payload = { applicationId, dueOn: dueOn! };
        const subject = { type: 'objection', id };
        await this.facts.state(objectionOverdue, { subject, actor: SYSTEM, payload });
      }
    });
  }

  private async workdays(applicationId: string): Promise<number> {
    const terms = await this.contested.applications.termsOf([applicationId]);
    return RESOLVE_WORKDAYS.of(terms.get(applicationId)!);
  }

  /** The application, held until the transaction ends: objections to one application are taken one by one. */
  private async held(actor: Actor, id: string, field: string): Promise<Application> {
    await this.uow.query(sql`SELECT 1 FROM applications WHERE id = ${id} FOR UPDATE`);
    return this.contested.applications.get(actor, id, field);
  }
}

/** The account stays in the record and `author` in the objection; an officer who belongs to a party learns neither. */
const unnamed = (actor: Actor): Actor => ({ ...actor, name: null });

/** What the input says of kind and evidence. Refuses links that are no addresses of the web: others may follow them. */
function evidenceIn({
  kind,
  evidence,
  evidenceLinks,
}: Pick<ObjectInput, 'kind' | 'evidence' | 'evidenceLinks'>): Pick<
  Objection,
  'kind' | 'evidence' | 'evidenceLinks'
> {
  const links = evidenceLinks ?? [];
  const wrong = links.find((link) => !/^https?:\/\/\S+$/.test(link));
  if (wrong !== undefined) throw refuse('objections.link', { link: wrong }, ['input', 'evidenceLinks']);
  return { kind: kind ?? 'OTHER', evidence: evidence ?? null, evidenceLinks: links };
}
