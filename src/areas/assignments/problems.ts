import { Injectable } from '@nestjs/common';
import { setImmediate as turn } from 'node:timers/promises';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import type { Application } from '../applications';
import { mostOf } from '../conflicts';
import { DrawsService, Knowledge, seedOf, type Gathered, type PoolDraw } from '../experts';
import { PeopleReader } from '../people';
import { MINIMUM } from '../reviews';
import type { Assignment } from './assignment';
import { ASSIGNMENT_FORMAT, type Asked, type Problem } from './balance';
import { DrawSources, PoolDrawsService } from './pool-draws.service';

/** Gathers what an assignment of a round follows from: the number of statements does not grow with it. */
@Injectable()
export class Problems {
  constructor(
    private readonly clock: Clock,
    private readonly sources: DrawSources,
    private readonly pools: PoolDrawsService,
    private readonly draws: DrawsService,
    private readonly people: PeopleReader,
    private readonly knowledge: Knowledge,
  ) {}

  /** The applications of a round for which nobody was ever drawn, in the order of their ids. */
  async applications(roundId: string): Promise<Application[]> {
    const ids = await this.sources.reviews.undrawn(roundId);
    const found = await this.sources.applications.byIds(SYSTEM, ids);
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** The problem as it stands now. */
  async of({ id, roundId, officerId }: Assignment): Promise<Problem> {
    const committed = await this.sources.lotteries.open(roundId);
    const rules = await this.pools.rules(committed);
    const applications = await this.applications(roundId);
    const { terms } = await this.sources.rounds.get(SYSTEM, roundId);
    const people = await this.people.byIds(SYSTEM, committed.pool);
    const known = await this.draws.gather(applications, committed.pool);
    return {
      ...{ format: ASSIGNMENT_FORMAT, assignment: id, at: this.clock.now().toISOString() },
      ...{ officer: officerId, committed, seed: seedOf(committed) },
      ...{ each: MINIMUM.of(terms), most: rules.mostLoad, floor: rules.floor },
      reviewers: committed.pool.map((person) => ({
        ...{ id: person, name: people.get(person)?.name ?? '', load: rules.loads.get(person) ?? 0 },
        most: mostOf(known.dossiers.get(person)!, rules.mostLoad),
      })),
      applications: await this.asked(applications, rules, known),
    };
  }

  private async asked(
    applications: readonly Application[],
    rules: Omit<PoolDraw, 'expertise'>,
    known: Gathered,
  ): Promise<Asked[]> {
    const { pool } = rules.committed;
    const expertise = await this.knowledge.of(applications);
    const asked: Asked[] = [];
    for (const { id } of applications) {
      const fromPool = { ...rules, expertise: expertise.get(id)! };
      const out = this.draws.excluded(known, id, { without: [], fromPool });
      asked.push({
        id,
        title: known.cases.get(id)!.own.title,
        expertise: pool.map((person) => fromPool.expertise.get(person) ?? 0),
        excluded: Object.fromEntries(out),
      });
      // Each looks at everyone in the pool and everything in the round.
      await turn();
    }
    return asked;
  }
}
