import { Inject, type Type } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Me, SeenWithParent } from './access';
import { Action } from './action';
import type { Actor } from './actor';
import { Clock } from './clock';
import { FactConnection, type Fact } from './fact';
import { History } from './history';
import { actionsOf, type Kind, type Stateful } from './kind';
import { PageArgs, type Page } from './page';

/** The kinds whose `actions` follow from their table alone; the schema then answers them without Nest's detour. */
export const plainKinds = new Map<string, Kind<Stateful, string, string>>();

/** The fields that every type with a lifecycle has: extend it as `extends Recorded(needKind)`. */
export function Recorded<T extends Stateful, S extends string, V extends string>(of: Kind<T, S, V>) {
  @Resolver(() => of.entity, { isAbstract: true })
  abstract class RecordedResolver {
    @Inject(History) private readonly history_!: History;
    @Inject(Clock) private readonly clock_!: Clock;

    constructor() {
      const plain = this.actions === RecordedResolver.prototype.actions;
      if (plain) plainKinds.set(of.entity.name, of as unknown as Kind<Stateful, string, string>);
    }

    @ResolveField(() => [Action], {
      description: 'Every action the type knows: allowed now for this viewer, or why not.',
    })
    @SeenWithParent()
    actions(@Parent() record: T, @Me() actor: Actor): Action[] | Promise<Action[]> {
      return actionsOf(of, actor, record, this.clock_.now());
    }

    @ResolveField(() => FactConnection, { description: 'What happened, oldest first.' })
    @SeenWithParent()
    history(@Parent() record: T, @Me() actor: Actor, @Args() page: PageArgs): Promise<Page<Fact>> {
      return this.history_.of(actor, of.prefix, record, page);
    }
  }
  return RecordedResolver as unknown as Type<object> & (abstract new () => RecordedResolverShape<T>);
}

/** The methods that `Recorded` brings. */
export interface RecordedResolverShape<T> {
  actions(record: T, actor: Actor): Action[] | Promise<Action[]>;
  history(record: T, actor: Actor, page: PageArgs): Promise<Page<Fact>>;
}
