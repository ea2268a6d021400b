import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Application } from '../applications';
import { Cases, Dossiers, hindrancesOf, type Case, type Dossier } from '../conflicts';
import { PeopleReader } from '../people';
import { Draw, type DrawMethod, type Exclusion, type Unfit } from './draw';
import { DRAW_FORMAT, writeRecord, type DrawRecord, type Named } from './draw-record';
import { expertsDrawn } from './draw.facts';
import { refuse } from './experts.messages';
import { balancedOrder, type SealedPool } from './lots';

/** How a draw is made. */
export interface Lottery {
  readonly count: number;
  readonly seed: string;
  /** People who were drawn for this application before: they are not drawn again. */
  readonly without: readonly string[];
  /** Given where the round's closed pool is drawn from. */
  readonly fromPool?: PoolDraw | undefined;
}

/** What beside the lots decides on a draw from a closed pool. */
export interface PoolDraw {
  readonly committed: SealedPool;
  /** Reviews of the round that each person has already; none where nothing is said. */
  readonly loads: ReadonlyMap<string, number>;
  /** Nobody is given more than so many reviews in a round. */
  readonly mostLoad: number;
  /** How well each person knows the matter, 0 to 1; 0 where nothing is said. */
  readonly expertise: ReadonlyMap<string, number>;
  /** Nobody who knows it less is drawn. */
  readonly floor: number;
  /** Whom the solution for the whole round names, instead of the lots; and the hash of its record. */
  readonly chosen?: { readonly ids: readonly string[]; readonly recordHash: string };
  /** What was gathered already, where many applications are drawn for. */
  readonly known?: Gathered;
}

/** What is known of applications and experts, read once for many of them. */
export interface Gathered {
  readonly cases: ReadonlyMap<string, Case>;
  readonly dossiers: ReadonlyMap<string, Dossier>;
  /** Everyone who may be drawn at all. */
  readonly listed: ReadonlySet<string>;
}

/** Who could be drawn, and who could not. */
interface Standing {
  /** Sorted. */
  readonly pool: string[];
  readonly excluded: Exclusion[];
}

/** Draws experts by lot, and says who must step aside. */
@Injectable()
export class DrawsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly people: PeopleReader,
    private readonly dossiers: Dossiers,
    private readonly cases: Cases,
  ) {}

  /**
   * Draws from everyone without a conflict, for whoever need not step aside: the caller has asked. Refuses a pool that
   * is too small, naming nobody.
   */
  draw(actor: Actor, application: Application, lottery: Lottery): Promise<Draw> {
    return this.uow.run(async () => {
      const { count, fromPool } = lottery;
      const all = fromPool?.known ?? (await this.gather([application], fromPool?.committed.pool));
      const of = all.cases.get(application.id)!;
      const standing = standingOf(all, of, lottery);
      const { pool } = standing;
      if (pool.length < count)
        throw refuse('experts.too-few-eligible', { count, eligible: pool.length }, ['input', 'count']);
      const lost = fromPool?.chosen?.ids.some((id) => !pool.includes(id));
      if (lost) throw refuse('experts.no-longer-eligible', { title: of.own.title });
      return this.keep(actor, application.id, of, standing, lottery);
    });
  }

  /** What a draw for any of these applications, all of one round, looks at; `pool` = everyone who may be drawn, unless given. */
  async gather(applications: readonly Application[], pool?: readonly string[]): Promise<Gathered> {
    const listed = new Set(await this.dossiers.pool());
    const cases = await this.cases.of(applications);
    const [first] = cases.values();
    const dossiers = first ? await this.dossiers.of(pool ?? [...listed], first.years) : [];
    return { listed, cases, dossiers: new Map(dossiers.map((one) => [one.personId, one])) };
  }

  /** Who of a pool cannot be drawn for an application, and why, in codes. */
  excluded(
    known: Gathered,
    applicationId: string,
    lottery: Pick<Lottery, 'without' | 'fromPool'>,
  ): (readonly [personId: string, why: string[]])[] {
    const { excluded } = standingOf(known, known.cases.get(applicationId)!, lottery);
    return excluded.map((one) => [one.personId, reasonsOf(one)]);
  }

  /** Everyone who may be drawn at all, by id, sorted. */
  async pool(): Promise<string[]> {
    return (await this.dossiers.pool()).sort();
  }

  private async keep(
    actor: Actor,
    applicationId: string,
    of: Case,
    { pool, excluded }: Standing,
    { seed, count, fromPool }: Lottery,
  ): Promise<Draw> {
    const at = this.clock.now();
    const candidates = pool.map((id) => ({ id, load: fromPool?.loads.get(id) ?? 0 }));
    const drawn = fromPool?.chosen?.ids ?? balancedOrder(seed, applicationId, candidates).slice(0, count);
    const draw = Object.assign(new Draw(), {
      ...{ id: newId(at), at, officerId: actor.personId, applicationId, seed, count, pool, excluded },
      ...{ drawn: [...drawn], partyIds: [...of.own.partyIds], record: null as string | null },
      method: methodOf(fromPool),
      recordHash: fromPool?.chosen?.recordHash ?? '',
    });
    if (!fromPool?.chosen) {
      const { text, hash } = writeRecord(await this.recordOf(draw, of, fromPool));
      Object.assign(draw, { record: text, recordHash: hash });
    }
    await this.uow.manager.insert(Draw, draw);
    const { recordHash } = draw;
    const payload = { applicationId, count, eligible: pool.length, excluded: excluded.length, recordHash };
    await this.facts.state(expertsDrawn, { subject: { type: 'draw', id: draw.id }, actor, payload });
    return draw;
  }

  private async recordOf(draw: Draw, of: Case, fromPool: PoolDraw | undefined): Promise<DrawRecord> {
    const { id, at, applicationId, seed, count, pool, excluded, drawn } = draw;
    const left = excluded.map(({ personId }) => personId);
    const people = await this.people.byIds(SYSTEM, [...pool, ...left]);
    const named = (person: string): Named => ({ id: person, name: people.get(person)?.name ?? '' });
    return {
      ...{ format: DRAW_FORMAT, draw: id, at: at.toISOString(), officer: draw.officerId },
      application: { id: applicationId, title: of.own.title },
      ...{ committed: fromPool?.committed ?? null, seed, count, floor: fromPool?.floor ?? 0 },
      candidates: pool.map((person) => ({
        ...named(person),
        load: fromPool?.loads.get(person) ?? 0,
        expertise: fromPool?.expertise.get(person) ?? 0,
      })),
      excluded: excluded.map((one) => ({ ...named(one.personId), why: reasonsOf(one) })),
      drawn: drawn.map(named),
    };
  }
}

/** Who of the pool can be drawn for a case. */
function standingOf(
  { dossiers, listed }: Gathered,
  of: Case,
  { without, fromPool }: Pick<Lottery, 'without' | 'fromPool'>,
): Standing {
  const asked = [...(fromPool?.committed.pool ?? listed)].sort();
  const conflicts = new Map(asked.map((id) => [id, hindrancesOf(dossiers.get(id)!, of)]));
  const unfit = (id: string): Unfit | undefined => {
    if (!fromPool) return undefined;
    if (!listed.has(id)) return 'NOT_LISTED_ANY_MORE';
    if (without.includes(id)) return 'DRAWN_BEFORE';
    if ((fromPool.loads.get(id) ?? 0) >= fromPool.mostLoad) return 'FULLY_LOADED';
    return (fromPool.expertise.get(id) ?? 0) < fromPool.floor ? 'BELOW_FLOOR' : undefined;
  };
  const judged = asked
    .filter((id) => fromPool || !without.includes(id))
    .map((personId): Exclusion => {
      const reason = unfit(personId);
      return { personId, conflicts: conflicts.get(personId)!, ...(reason ? { unfit: reason } : {}) };
    });
  const isOut = ({ conflicts: found, unfit: reason }: Exclusion): boolean =>
    found.length > 0 || reason !== undefined;
  const pool = judged.filter((one) => !isOut(one)).map(({ personId }) => personId);
  return { pool, excluded: judged.filter(isOut) };
}

/** The grounds of conflict first, each once. */
const reasonsOf = ({ conflicts, unfit }: Exclusion): string[] => [
  ...new Set([...conflicts.map(({ ground }) => ground), ...(unfit ? [unfit] : [])]),
];

function methodOf(fromPool: PoolDraw | undefined): DrawMethod {
  if (!fromPool) return 'GIVEN_SEED';
  return fromPool.chosen ? 'WHOLE_ROUND' : 'CLOSED_POOL';
}
