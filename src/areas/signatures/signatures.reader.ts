import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import type { RequestContext } from '../../kernel/context';
import { always, either, never, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Delegation } from './delegation';
import { Signature } from './signature';

/** Whoever was asked to sign the same content, and the bureau. */
function signatureReadable({ organisationIds, ...actor }: Actor): Sql {
  if (isBureau({ organisationIds, ...actor })) return always;
  return organisationIds.length > 0 ? sql`t.party_ids ?| ${organisationIds}` : never;
}

/** The organisation's members and whoever holds it. The bureau sees the delegation of what was signed on the signature. */
function delegationReadable({ organisationIds, personId }: Actor): Sql {
  const ways = personId === null ? [] : [sql`t.delegate_id = ${personId}`];
  return either(...ways, sql`t.organisation_id = ANY(${organisationIds})`);
}

/** Reads signatures and what was signed. */
@Injectable()
export class SignaturesReader extends Reader<Signature> {
  constructor(context: ReaderContext) {
    super(context, Signature, signatureReadable);
  }

  /** The signatures under a record that no edit made void, whoever asks. */
  standing(subjectId: string): Promise<Signature[]> {
    return this.select(sql`t.subject_id = ${subjectId} AND t.voided_at IS NULL ORDER BY t.id`);
  }

  /** The signed text of that hash, batched with those of its siblings; null where nobody signed it. The caller answers for rights. */
  signedText(context: RequestContext, hash: string): Promise<string | null> {
    return context
      .batch('signature.text', async (hashes) => {
        const texts = await this.textsOf(hashes);
        return hashes.map((one) => texts.get(one) ?? null);
      })
      .load(hash);
  }

  /** The signed texts, by their hashes, whoever asks. */
  async textsOf(hashes: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.context.uow.query<{ hash: string; text: string }>(
      sql`SELECT hash, text FROM signed_contents WHERE hash = ANY(${hashes})`,
    );
    return new Map(rows.map(({ hash, text }) => [hash, text]));
  }
}

/** Reads delegations, and what they let somebody do. */
@Injectable()
export class DelegationsReader extends Reader<Delegation> {
  constructor(
    context: ReaderContext,
    private readonly clock: Clock,
  ) {
    super(context, Delegation, delegationReadable);
  }

  /**
   * What the actor may sign by delegation today: of the organisations that they are still a member of, for the one
   * record given or for all. Asked by the command at signing, so that a revocation holds at once.
   */
  async of(actor: Actor, subjectId: string): Promise<Delegation[]> {
    return (await this.today(actor)).filter((one) => one.subjectId === null || one.subjectId === subjectId);
  }

  /** As `of`, for the records of one operation in one statement. */
  async heldBy(context: RequestContext, subjectId: string): Promise<Delegation[]> {
    const held = context.batch('signatures.held', async (people) => {
      const all = await this.today(context.actor);
      return people.map(() => all);
    });
    const all = await held.load('mine');
    return all.filter((one) => one.subjectId === null || one.subjectId === subjectId);
  }

  /** Who besides the representatives may sign the record for these organisations today, whoever asks. */
  delegates(organisationIds: readonly string[], subjectId: string): Promise<Delegation[]> {
    return this.select(sql`t.organisation_id = ANY(${organisationIds}) AND ${this.holds()}
      AND (t.subject_id IS NULL OR t.subject_id = ${subjectId}) ORDER BY t.id`);
  }

  private today({ personId, organisationIds }: Actor): Promise<Delegation[]> {
    if (personId === null || organisationIds.length === 0) return Promise.resolve([]);
    return this.select(sql`t.delegate_id = ${personId} AND t.organisation_id = ANY(${organisationIds})
      AND ${this.holds()} ORDER BY t.id`);
  }

  private holds(): Sql {
    return sql`t.revoked_at IS NULL AND ${this.clock.today()}::date BETWEEN t.starts_on AND t.ends_on`;
  }
}
