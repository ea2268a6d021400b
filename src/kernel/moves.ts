import { Injectable } from '@nestjs/common';
import type { EntityTarget, QueryDeepPartialEntity } from 'typeorm';
import type { Actor } from './actor';
import { Clock } from './clock';
import { Facts } from './facts';
import { objection, refuseMove, type Kind, type Stateful } from './kind';
import type { Refusal } from './messages';
import { UnitOfWork } from './unit-of-work';

/** What goes with a move. */
export interface MoveOptions<T> {
  readonly note?: string | null | undefined;
  /** Refused as `CONFLICT` when the record has moved on since the caller read it. */
  readonly expectedVersion?: number | null | undefined;
  /** Columns written together with the state. */
  readonly set?: Partial<T>;
  /** What the fact carries beside the step. */
  readonly details?: object;
}

/** The one way a record changes: rights, checks, compare-and-set, fact, in one transaction. */
@Injectable()
export class Moves {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  /** The instant at which changes are made. */
  now(): Date {
    return this.clock.now();
  }

  /** Takes one step of the lifecycle and gives the record as it then is. Refuses without a trace. */
  move<T extends Stateful, S extends string, V extends string>(
    of: Kind<T, S, V>,
    actor: Actor,
    record: T,
    verb: V,
    options: MoveOptions<T> = {},
  ): Promise<T> {
    return this.uow.run(async () => {
      this.expect(record, options.expectedVersion);
      const refusal = objection(of, actor, record, verb, this.clock.now());
      if (refusal) throw refusal;
      const step = of.lifecycle.find(record.state as S, verb)!;
      const note = options.note?.trim() || null;
      if (step.note && !note)
        throw refuseMove('move.note-required', { verb: `${of.prefix}.verb.${verb}` }, ['input', 'note']);
      const set = { ...options.set, state: step.to } as unknown as Partial<T>;
      const moved = await this.write(of, record, set, options.expectedVersion);
      await this.facts.state(step.fact, {
        subject: { type: of.prefix, id: record.id },
        actor,
        note,
        payload: { ...options.details, from: record.state, to: step.to, verb },
      });
      return moved;
    });
  }

  /** Writes columns of a record by compare-and-set on its version, without a step; the caller states the fact. */
  async write<T extends Stateful>(
    of: { readonly entity: Kind<T, string, string>['entity'] },
    record: T,
    set: Partial<T>,
    expectedVersion?: number | null,
  ): Promise<T> {
    const version = record.version + 1;
    const result = await this.uow.manager
      .createQueryBuilder()
      .update(of.entity)
      .set({ ...set, version } as unknown as QueryDeepPartialEntity<T>)
      .where('id = :id AND version = :now AND state = :state', {
        id: record.id,
        now: record.version,
        state: record.state,
      })
      .execute();
    if (result.affected !== 1) throw conflict(await this.versionOf(of, record.id), expectedVersion);
    return Object.assign(Object.create(Object.getPrototypeOf(record) as object) as T, record, set, {
      version,
    });
  }

  /** Refuses when the caller looked at another version than the present one. */
  expect(record: Pick<Stateful, 'version'>, version: number | null | undefined): void {
    if (version !== null && version !== undefined && version !== record.version) {
      throw conflict(record.version, version);
    }
  }

  /** The version that somebody faster has written. */
  private async versionOf(of: { readonly entity: EntityTarget<Stateful> }, id: string): Promise<number> {
    const found = await this.uow.manager
      .createQueryBuilder(of.entity, 't')
      .select('t.version', 'version')
      .where('t.id = :id', { id })
      .getRawOne<{ version: number }>();
    return found!.version;
  }
}

const AT = ['input', 'expectedVersion'];

/** Tells the present version, and points at the caller's own where there is one. */
const conflict = (version: number, expected: number | null | undefined): Refusal =>
  refuseMove('CONFLICT', { version }, (expected ?? null) === null ? undefined : AT);
