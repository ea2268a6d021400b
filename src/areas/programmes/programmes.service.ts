import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { refuseAccess } from '../../kernel/access';
import { isBureau, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Programme } from './programme';
import { programmeRevised } from './programme.facts';
import type { CriterionInput, ReviseProgrammeInput, TermInput } from './programme.inputs';
import { refuse } from './programmes.messages';
import { ProgrammesReader } from './programmes.reader';
import { allTerms, spelledOut, type CriterionTerm, type Terms } from './term';

/** Makes new versions of the programme; none is ever changed. */
@Injectable()
export class ProgrammesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly programmes: ProgrammesReader,
  ) {}

  /** A version that differs from the latest in what is given; the latest itself where nothing does. Only for the bureau. */
  revise(
    actor: Actor,
    { terms, criteria, reason, expectedVersion }: ReviseProgrammeInput,
  ): Promise<Programme> {
    if (actor.kind !== 'system' && !isBureau(actor)) throw refuseAccess('FORBIDDEN', {});
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('programmes', 0))`);
      const latest = await this.programmes.latest();
      const { version } = latest;
      if ((expectedVersion ?? version) !== version)
        throw refuse('programmes.outdated', { version }, ['input', 'expectedVersion']);
      const before = spelledOut(latest.kept);
      const kept: Terms = {
        values: { ...before.values, ...valuesIn(terms ?? []) },
        criteria: criteria ? criteriaIn(criteria) : before.criteria,
      };
      const changed = differences(before, kept);
      return changed.length > 0 ? this.add(actor, version + 1, kept, reason, changed) : latest;
    });
  }

  private async add(
    actor: Actor,
    version: number,
    kept: Terms,
    reason: string,
    changed: string[],
  ): Promise<Programme> {
    const at = this.clock.now();
    const made = { id: newId(at), version, kept, reason, at, authorId: actor.personId };
    const programme = Object.assign(new Programme(), made);
    await this.uow.manager.insert(Programme, programme);
    const subject = { type: 'programme', id: programme.id };
    await this.facts.state(programmeRevised, { subject, actor, note: reason, payload: { version, changed } });
    return programme;
  }
}

function valuesIn(given: readonly TermInput[]): Record<string, number> {
  return Object.fromEntries(
    given.map(({ key, value }, n) => {
      const path = ['input', 'terms', String(n)];
      const term = allTerms().get(key);
      if (!term) throw refuse('programmes.term-unknown', { key }, [...path, 'key']);
      const { min, max, fallback } = term;
      // A NaN is in no range.
      if (!(value >= min && value <= max))
        throw refuse('programmes.term-range', { key, min, max }, [...path, 'value']);
      if (Number.isInteger(fallback) && !Number.isInteger(value))
        throw refuse('programmes.term-whole', { key }, [...path, 'value']);
      return [key, value];
    }),
  );
}

function criteriaIn(given: readonly CriterionInput[]): CriterionTerm[] {
  const path = ['input', 'criteria'];
  const codes = given.map(({ code }) => code);
  const twice = codes.find((code, n) => codes.indexOf(code) < n);
  if (twice !== undefined) throw refuse('programmes.criterion-twice', { code: twice }, path);
  const sum = given.reduce((total, { weight }) => total.plus(weight), new Big(0));
  if (!sum.eq(1)) throw refuse('programmes.criteria-sum', { sum: sum.toNumber() }, path);
  return given.map(({ code, zh, en, weight }) => ({ code, zh, en, weight }));
}

function differences(before: Terms, after: Terms): string[] {
  const keys = Object.keys(after.values).filter((key) => after.values[key] !== before.values[key]);
  const same = JSON.stringify(before.criteria) === JSON.stringify(after.criteria);
  return same ? keys : [...keys, 'criteria'];
}
