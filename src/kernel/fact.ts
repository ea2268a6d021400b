import { Field, ObjectType } from '@nestjs/graphql';
import { isBureau, type Actor } from './actor';
import { allTopics, type FactRow } from './facts';
import { Node } from './node';
import { connectionOf } from './page';

/** One thing that happened to a record, as a viewer may see it. */
@ObjectType({
  implements: () => Node,
  description: 'One thing that happened to a record; `hash` chains it to the one before.',
})
export class Fact extends Node {
  /** What happened, e.g. `need.submitted`. */
  @Field(() => String) topic!: string;
  /** When, UTC. */
  @Field(() => Date) at!: Date;
  /** Who did it; null for the platform itself and where the name is withheld. */
  @Field(() => String, { nullable: true }) actorName!: string | null;
  @Field(() => String, { nullable: true }) note!: string | null;
  /** SHA-256 over the hash before and the canonical JSON (RFC 8785) of this fact. */
  @Field(() => String) hash!: string;

  /** Shows a row to `viewer`: strangers learn no names, and on a blind topic only the bureau and the actor learn who acted. */
  static shown(row: FactRow, viewer: Actor): Fact {
    const blind = allTopics().get(row.topic)?.blind ?? false;
    const open = !blind && viewer.kind !== 'anonymous';
    const named = open || isBureau(viewer) || (row.actorId !== null && row.actorId === viewer.accountId);
    const { id, topic, at, note, hash } = row;
    return Object.assign(new Fact(), { id, topic, at, note, hash, actorName: named ? row.actorName : null });
  }
}

export const FactConnection = connectionOf(Fact);
