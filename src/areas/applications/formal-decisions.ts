import { Injectable, Optional } from '@nestjs/common';
import { In } from 'typeorm';
import { isBureau, SYSTEM, type Actor } from '../../kernel/actor';
import { addDays, addWorkdays, nextWorkday } from '../../kernel/calendar';
import { Clock, instantOf } from '../../kernel/clock';
import type { RequestContext } from '../../kernel/context';
import { newId } from '../../kernel/ids';
import { objection } from '../../kernel/kind';
import type { Refusal } from '../../kernel/messages';
import { UnitOfWork } from '../../kernel/unit-of-work';
import {
  checksOf,
  Dossiers,
  failuresOf,
  isAdmissible,
  type Dossier,
  type FormalCheck,
  type FormalGround,
} from '../checks';
import { term } from '../programmes';
import { spoken } from '../rounds';
import { FormalDecision, type Application } from './application';
import { applicationKind, Impartiality } from './application.kind';
import { OPEN_STATES, type ApplicationVerb } from './application.lifecycle';
import { refuse } from './applications.messages';
import { ApplicationsReader } from './applications.reader';

/** Working days that the parties have for what an officer asks them to add. */
const SUPPLEMENT_WORKDAYS = term('applications.supplement-workdays', 5, {
  zh: '退回补正的期限（工作日）',
  en: 'Working days for supplementing a returned application',
  min: 1,
  max: 60,
});

/** What comes with a decision on the formal check. */
export interface Decided {
  readonly note?: string | null | undefined;
  readonly grounds?: readonly FormalGround[] | null | undefined;
}

/** Keeps what officers decide on the formal check (形式审查) beside what the rules said. */
@Injectable()
export class FormalDecisions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly dossiers: Dossiers,
    private readonly applications: ApplicationsReader,
    @Optional() private readonly impartiality?: Impartiality,
  ) {}

  /** Refuses an officer who has to step aside (回避), whatever they decide. */
  async expectImpartial(actor: Actor, application: Application): Promise<void> {
    await this.impartiality?.expect(actor, application);
  }

  /** Refuses who may not decide, then who has to step aside: a stranger learns nothing of conflicts. */
  async expectDecider(actor: Actor, application: Application, verb: ApplicationVerb): Promise<void> {
    const refusal = objection(applicationKind, actor, application, verb, this.clock.now());
    if (refusal) throw refusal;
    await this.expectImpartial(actor, application);
  }

  /** Why an officer has to step aside from an application; one reading for all applications of an operation. */
  async partiality(context: RequestContext, { id }: Application): Promise<Refusal | undefined> {
    if (!this.impartiality || !isBureau(context.actor)) return undefined;
    // In a list of their own: a loader takes an error for its own failure.
    const all = context.batch<(Refusal | undefined)[]>('application.partialities', async (ids) => {
      const applications = [...(await this.applications.byIds(SYSTEM, ids)).values()];
      const found = await this.impartiality!.partialities(context.actor, applications);
      return ids.map((one) => [found.get(one)]);
    });
    return (await all.load(id))[0];
  }

  /** What the rules look at, by application id. */
  dossiersOf(applications: readonly Application[]): Promise<Map<string, Dossier>> {
    return this.dossiers.of(
      applications.map((application) => ({
        ...application,
        handedInAt: OPEN_STATES.includes(application.state) ? null : application.submittedAt,
        admittedUntil: lateLimit(application),
      })),
    );
  }

  /**
   * Keeps a decision in the transaction of its move, and gives what that is to write. Refuses to accept against the
   * rules without a reason.
   */
  async keep(
    actor: Actor,
    application: Application,
    verb: FormalDecision['verb'],
    { note, grounds }: Decided,
  ): Promise<Partial<Application>> {
    const dossier = (await this.dossiersOf([application])).get(application.id)!;
    const checks = checksOf(dossier);
    const unmet = checks.filter(({ blocking, passed }) => blocking && !passed);
    if (grounds?.length && verb !== 'REFUSE')
      throw refuse('applications.grounds-of-refusal', {}, ['input', 'grounds']);
    if (verb === 'ACCEPT' && unmet.length > 0 && !note?.trim()) {
      const codes = unmet.map(({ code }) => code).join(', ');
      throw refuse('applications.accept-unmet', { checks: codes }, ['input', 'note']);
    }
    await this.uow.manager.insert(FormalDecision, {
      ...{ id: newId(this.clock.now()), applicationId: application.id, verb, at: this.clock.now() },
      note: note?.trim() || null,
      grounds: verb === 'REFUSE' ? groundsOf(grounds, unmet) : [],
      results: checks.map(({ code, passed, blocking }) => ({ code, passed, blocking })),
      officerId: actor.personId,
    });
    return verb === 'RETURN' ? { supplementDueOn: this.supplementDueOn(dossier) } : {};
  }

  /** The last of the working days that the parties have, from tomorrow on. */
  private supplementDueOn({ round: { terms } }: Dossier): string {
    const first = nextWorkday(addDays(this.clock.today(), 1));
    return addWorkdays(first, SUPPLEMENT_WORKDAYS.of(terms) - 1);
  }

  /** The decisions on each application, the first one first; the caller answers for rights. */
  async of(applicationIds: readonly string[]): Promise<Map<string, FormalDecision[]>> {
    const where = { applicationId: In([...applicationIds]) };
    const rows = await this.uow.manager.find(FormalDecision, { where, order: { id: 'ASC' } });
    return new Map(applicationIds.map((id) => [id, rows.filter((row) => row.applicationId === id)]));
  }
}

/** Until when an application may be submitted although its round is closed. */
function lateLimit({ admittedUntil, supplementDueOn }: Application): Date | null {
  if (supplementDueOn === null) return admittedUntil;
  const supplementUntil = instantOf(addDays(supplementDueOn, 1), '00:00');
  return admittedUntil !== null && admittedUntil > supplementUntil ? admittedUntil : supplementUntil;
}

const groundsOf = (given: Decided['grounds'], unmet: readonly FormalCheck[]): FormalGround[] => {
  if (given?.length) return [...new Set(given)];
  const found = new Set(unmet.map(({ ground }) => ground));
  return found.size > 0 ? [...found] : ['GUIDELINE_MISMATCH'];
};

/** Why an application cannot be submitted now, whoever submits it, or undefined. */
export function submitRefusal({ application, project, round, now, ...rest }: Dossier): Refusal | undefined {
  const { opensAt, closesAt } = round;
  if (now < opensAt) return refuse('applications.window-not-open', { opensAt: spoken(opensAt) });
  if (!isAdmissible(round, application, now))
    return refuse('applications.window-closed', { closesAt: spoken(closesAt) });
  if (project.state !== 'SIGNED') return refuse('applications.project-not-signed', {});
  const codes = failuresOf({ application, project, round, now, ...rest }).map(({ code }) => code);
  return codes.length > 0
    ? refuse('applications.checks-failed', { checks: codes.join(', ') }, codes)
    : undefined;
}
