import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Delegation } from './delegation';
import { Signature } from './signature';
import { DelegationsReader } from './signatures.reader';

/** What is signed, and for whom. */
export interface Signing {
  readonly subjectId: string;
  readonly organisationId: string;
  readonly text: string;
  /** Every organisation that is asked to sign the same text. */
  readonly partyIds: readonly string[];
}

/** Keeps what is signed, for the commands of later areas: they answer for rights, and call in their transaction. */
@Injectable()
export class SignaturesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    readonly delegations: DelegationsReader,
  ) {}

  /**
   * Keeps a signature with its text, and with the delegation it was given by where the signer does not represent the
   * organisation. A second one that stands is a defect, which the database refuses.
   */
  async keep(actor: Actor, { text, ...of }: Signing, delegations: readonly Delegation[]): Promise<Signature> {
    const own = actor.representedIds.includes(of.organisationId);
    const delegation = own ? null : delegations.find((one) => one.organisationId === of.organisationId)!;
    const signedAt = this.clock.now();
    const hash = createHash('sha256').update(text).digest('hex');
    await this.keepText(hash, text);
    const signature = Object.assign(new Signature(), of, {
      ...{ id: newId(signedAt), hash, signedAt, personId: actor.personId!, partyIds: [...of.partyIds] },
      ...{ delegationId: delegation?.id ?? null, delegatedById: delegation?.grantedById ?? null },
      ...{ voidedAt: null, voidedByFact: null },
    });
    await this.uow.manager.insert(Signature, signature);
    return signature;
  }

  /** Keeps a text of this hash; it may have been kept before. */
  async keepText(hash: string, text: string): Promise<void> {
    await this.uow.query(sql`INSERT INTO signed_contents (hash, text) VALUES (${hash}, ${text})
      ON CONFLICT (hash) DO NOTHING`);
  }

  /** Voids what stands under a record, naming the fact of the edit that did it. */
  async void(subjectId: string, voidedByFact: string): Promise<void> {
    await this.uow
      .query(sql`UPDATE signatures SET voided_at = ${this.clock.now()}, voided_by_fact = ${voidedByFact}
      WHERE subject_id = ${subjectId} AND voided_at IS NULL`);
  }
}
