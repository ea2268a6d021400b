import { Injectable } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import { isBureau, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { DISTRICTS, OrganisationsReader } from '../organisations';
import { INDICATORS, indicatorOf } from './indicators';
import type { Target } from './target';
import { targetSet } from './target.facts';
import type { SetTargetInput } from './target.inputs';
import { refuse } from './targets.messages';
import { TargetsReader } from './targets.reader';

/** Sets targets. */
@Injectable()
export class TargetsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly targets: TargetsReader,
    private readonly organisations: OrganisationsReader,
  ) {}

  /** Sets a target, or changes its goal. Only the bureau may. */
  set(actor: Actor, input: SetTargetInput): Promise<Target> {
    if (actor.kind !== 'system' && !isBureau(actor)) throw refuseAccess('FORBIDDEN', {});
    check(input);
    return this.uow.run(async () => {
      if (input.ownerId) await this.organisations.get(actor, input.ownerId, 'ownerId');
      const { id, previous } = await this.upsert(input);
      const target = await this.targets.get(actor, id);
      const payload = { goal: target.goal, previous };
      await this.facts.state(targetSet, { subject: { type: 'target', id }, actor, payload });
      return target;
    });
  }

  private async upsert(input: SetTargetInput): Promise<{ id: string; previous: string | null }> {
    const { year, indicator, goal, ownerId = null, district = null } = input;
    const [row] = await this.uow.query<{ id: string; previous: string | null }>(sql`
      WITH before AS (
        SELECT goal FROM targets WHERE year = ${year} AND indicator = ${indicator}
          AND owner_id IS NOT DISTINCT FROM ${ownerId}::uuid AND district IS NOT DISTINCT FROM ${district}::text
      ), written AS (
        INSERT INTO targets (id, year, indicator, owner_id, district, goal)
        VALUES (${newId(this.clock.now())}, ${year}, ${indicator}, ${ownerId}, ${district}, ${goal})
        ON CONFLICT (year, indicator, coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), coalesce(district, ''))
        DO UPDATE SET goal = excluded.goal, version = targets.version + 1 RETURNING id
      ) SELECT id, (SELECT goal FROM before) AS previous FROM written`);
    return row!;
  }
}

function check({ indicator, district }: SetTargetInput): void {
  const known = INDICATORS.map(({ code }) => code).join(', ');
  if (!indicatorOf(indicator))
    throw refuse('targets.indicator', { value: indicator, known }, ['input', 'indicator']);
  if (district && !(district in DISTRICTS))
    throw refuse('targets.district', { value: district }, ['input', 'district']);
}
