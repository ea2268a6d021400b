import type { Type } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import type { RequestContext } from '../../kernel/context';
import { MAX_FIRST } from '../../kernel/page';
import { always, either, sql, type Sql } from '../../kernel/policy';
import { Reader, type Order, type ReaderContext } from '../../kernel/reader';

/** A record of a project's execution. Its rights follow the project's parties, which are read with it. */
export interface OfProject {
  readonly id: string;
  readonly projectId: string;
  readonly leadId: string;
  readonly partyIds: string[];
}

const ofProject = (column: Sql): Sql => sql`(SELECT ${column} FROM projects p WHERE p.id = t.project_id)`;

/** The terms of the round that its project was approved in: a running case keeps them. */
export const ROUND_TERMS = sql`coalesce((SELECT r.terms FROM applications a JOIN rounds r ON r.id = a.round_id
  WHERE a.project_id = t.project_id AND a.state = 'APPROVED'), '{"values": {}, "criteria": []}')`;

/** The records of a project are for its parties and the bureau, and for whom `others` names. */
export const readableWithProject =
  (others?: (actor: Actor) => Sql | undefined) =>
  (actor: Actor): Sql => {
    if (isBureau(actor) || actor.kind === 'system') return always;
    const { organisationIds } = actor;
    const other = others?.(actor);
    const ways = other === undefined ? [] : [other];
    if (organisationIds.length > 0) ways.push(sql`${ofProject(sql`p.party_ids`)} ?| ${organisationIds}`);
    return either(...ways);
  };

/** Reads records of one type that belong to projects. */
export abstract class OfProjectReader<T extends OfProject> extends Reader<T> {
  protected constructor(
    context: ReaderContext,
    entity: Type<T>,
    readable: (actor: Actor) => Sql,
    computed: Readonly<Record<string, Sql>> = {},
  ) {
    super(context, entity, readable, {
      leadId: ofProject(sql`p.lead_id`),
      partyIds: ofProject(sql`p.party_ids`),
      ...computed,
    });
  }

  /** The record of a project, for a type of which a project has one; whoever asks. */
  async ofProject(projectId: string): Promise<T | undefined> {
    return (await this.select(sql`t.project_id = ${projectId}`))[0];
  }

  /** The records of a project that the viewer may read, in this order; batched with those of other projects. */
  async within(context: RequestContext, projectId: string, order: Order): Promise<T[]> {
    const page = await context.nested(this, 'projectId', projectId, { first: MAX_FIRST }, always, order);
    return [...page.nodes];
  }
}
