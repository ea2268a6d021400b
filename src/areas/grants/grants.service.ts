import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Moves } from '../../kernel/moves';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Disbursed } from '../acceptances';
import { FundCalls } from '../funds';
import { Ledger, type AccountKind, type Line, type Place } from '../ledger';
import { ProjectProgress } from '../projects';
import { Grant, grantKind, grantOpened, grantUncovered } from './grant';
import type { CloseGrantInput, CommitGrantInput } from './grants.inputs';
import { refuse } from './grants.messages';
import { GrantsReader, InstalmentsReader } from './grants.reader';
import { instalmentKind } from './instalment';

/** What grants are kept with. */
@Injectable()
export class GrantBooks {
  constructor(
    readonly ledger: Ledger,
    readonly calls: FundCalls,
    readonly grants: GrantsReader,
    readonly instalments: InstalmentsReader,
    readonly progress: ProjectProgress,
  ) {}
}

/** What was approved: of which project, how much, in which round. */
export interface Approval {
  readonly projectId: string;
  readonly amount: string;
  readonly roundId: string;
  readonly number: string | null;
  /** A day. */
  readonly approvedOn: string;
}

/** Opens grants, covers them by budgets, and closes them. */
@Injectable()
export class GrantsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly books: GrantBooks,
  ) {}

  /** A project was approved: its grant opens, covered at once where the fund of the round has enough for the year. */
  open({ projectId, amount, roundId, number, approvedOn }: Approval): Promise<void> {
    return this.uow.run(async () => {
      const id = newId(this.clock.now());
      const state = grantKind.lifecycle.initial;
      await this.uow.manager.insert(Grant, { id, version: 1, state, projectId, amount });
      const subject = { type: 'grant', id };
      await this.facts.state(grantOpened, { subject, actor: SYSTEM, payload: { projectId, amount } });
      const fundYearId = await this.books.calls.bookOfRound(roundId, Number(approvedOn.slice(0, 4)));
      const covered =
        fundYearId !== undefined &&
        (await this.books.ledger.covers({ fundYearId, kind: 'AVAILABLE' }, amount));
      if (!covered) await this.facts.state(grantUncovered, { subject, actor: SYSTEM, payload: { amount } });
      else await this.cover(SYSTEM, await this.books.grants.get(SYSTEM, id), fundYearId, number);
    });
  }

  /** An officer names the fund and the year whose budget covers a grant. */
  commit(actor: Actor, { id, fundId, year, expectedVersion }: CommitGrantInput): Promise<Grant> {
    return this.uow.run(async () => {
      const grant = await this.books.grants.get(actor, id);
      this.moves.expect(grant, expectedVersion);
      const fundYearId = await this.books.calls.bookOf(fundId, year);
      if (fundYearId === undefined) throw refuse('grants.no-book', { year }, ['input', 'year']);
      const { number, state } = await this.books.progress.of(grant.projectId);
      if (state === 'TERMINATED') throw refuse('grants.project-terminated', {}, ['input', 'id']);
      return this.cover(actor, grant, fundYearId, number);
    });
  }

  /** An officer closes the grant of a project that has ended: what is not paid is free again. */
  close(actor: Actor, { id, note, expectedVersion }: CloseGrantInput): Promise<Grant> {
    return this.uow.run(async () => {
      const grant = await this.books.grants.get(actor, id);
      const closed = await this.moves.move(grantKind, actor, grant, 'CLOSE', { note, expectedVersion });
      const { state } = await this.books.progress.of(grant.projectId);
      if (state === 'APPROVED' || state === 'IN_PROGRESS')
        throw refuse('grants.project-running', {}, ['input', 'id']);
      await this.release(actor, closed, true);
      return this.books.grants.get(actor, id);
    });
  }

  /** The project was terminated: nothing more is paid. */
  end(projectId: string): Promise<void> {
    return this.uow.run(async () => {
      const grant = await this.books.grants.ofProject(projectId);
      if (!grant || !grantKind.lifecycle.find(grant.state, 'CLOSE')) return;
      const note = '项目已终止';
      await this.release(SYSTEM, await this.moves.move(grantKind, SYSTEM, grant, 'CLOSE', { note }), false);
    });
  }

  /** Money that was claimed back has come. */
  recover(projectId: string, recoveryId: string, amount: string): Promise<void> {
    return this.uow.run(async () => {
      const grant = await this.books.grants.ofProject(projectId);
      if (!grant?.fundYearId || new Big(amount).lte(0)) return;
      const lines = moved(grant, 'PAID', 'RECOVERED', amount);
      await this.books.ledger.post(SYSTEM, { kind: 'RECOVER', key: `recovery ${recoveryId}`, lines });
    });
  }

  private async cover(actor: Actor, grant: Grant, fundYearId: string, number: string | null): Promise<Grant> {
    const { id, amount } = grant;
    const set = { fundYearId, committedOn: this.clock.today() };
    const covered = await this.moves.move(grantKind, actor, grant, 'COMMIT', { set });
    await this.books.ledger.post(actor, {
      ...{ kind: 'COMMIT', key: `grant ${id}`, document: number, at: ['input', 'fundId'] },
      lines: moved(covered, 'AVAILABLE', 'COMMITTED', amount),
    });
    return this.books.grants.get(actor, id);
  }

  private async release(actor: Actor, grant: Grant, orderly: boolean): Promise<void> {
    const { instalments, ledger } = this.books;
    const open = (await instalments.all(grant.id)).filter(({ state }) =>
      instalmentKind.lifecycle.find(state, 'LAPSE'),
    );
    if (orderly && open.some(({ state }) => state !== 'PLANNED'))
      throw refuse('grants.requests-open', {}, ['input', 'id']);
    for (const instalment of open) await this.moves.move(instalmentKind, SYSTEM, instalment, 'LAPSE');
    if (grant.fundYearId === null) return;
    const place: Place = { fundYearId: grant.fundYearId, kind: 'COMMITTED', holderId: grant.id };
    const rest = await ledger.balance(place);
    if (new Big(rest).eq(0)) return;
    const lines = moved(grant, 'COMMITTED', 'AVAILABLE', rest);
    await ledger.post(actor, { kind: 'RELEASE', key: `release ${grant.id}`, lines });
  }
}

/** So much of a grant from one kind of account to another. */
export function moved({ id, fundYearId }: Grant, from: AccountKind, to: AccountKind, amount: string): Line[] {
  const line = (kind: AccountKind, sum: string): Line =>
    kind === 'AVAILABLE'
      ? { fundYearId: fundYearId!, kind, amount: sum }
      : { fundYearId: fundYearId!, kind, holderId: id, amount: sum };
  return [line(from, `-${amount}`), line(to, amount)];
}

/** Tells what a terminated project has received, for its recovery. */
@Injectable()
export class GrantDisbursed extends Disbursed {
  constructor(private readonly grants: GrantsReader) {
    super();
  }

  to(projectId: string): Promise<string | undefined> {
    return this.grants.withProject(projectId);
  }
}
