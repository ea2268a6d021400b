import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Moves } from '../../kernel/moves';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { AttachmentsService } from '../attachments';
import type { MoveMatchingMoneyInput, ShowMatchingMoneyInput } from './grants.inputs';
import { refuse } from './grants.messages';
import { GrantsReader, MatchingReader } from './grants.reader';
import { matchingFiles, matchingKind, MatchingMoney, matchingShown } from './matching';

const MOST_FILES = 10;

/** What matching money is kept with. */
@Injectable()
export class MatchingSources {
  constructor(
    readonly grants: GrantsReader,
    readonly matching: MatchingReader,
    readonly attachments: AttachmentsService,
  ) {}
}

/** Takes and judges what parties show of the money that they put in themselves. */
@Injectable()
export class MatchingService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly sources: MatchingSources,
  ) {}

  /** A representative shows what their organisation has put in. */
  show(actor: Actor, input: ShowMatchingMoneyInput): Promise<MatchingMoney> {
    return this.uow.run(async () => {
      const { grantId, organisationId, receivedOn, attachmentIds, note = null } = input;
      const grant = await this.sources.grants.get(actor, grantId, 'grantId');
      const theirs = actor.kind === 'system' || actor.representedIds.includes(organisationId);
      if (!theirs || !grant.partyIds.includes(organisationId))
        throw refuse('matching.not-party', {}, ['input', 'organisationId']);
      if (grant.state === 'CLOSED') throw refuse('matching.closed', {}, ['input', 'grantId']);
      const amount = new Big(input.amount).toFixed(2);
      if (new Big(amount).lte(0)) throw refuse('grants.nothing', {}, ['input', 'amount']);
      if (receivedOn > this.clock.today()) throw refuse('matching.later', {}, ['input', 'receivedOn']);
      if (attachmentIds.length === 0) throw refuse('matching.no-file', {}, ['input', 'attachmentIds']);
      const id = newId(this.clock.now());
      const files = await this.sources.attachments.bind(actor, matchingFiles, id, attachmentIds, {
        most: MOST_FILES,
      });
      await this.uow.manager.insert(MatchingMoney, {
        ...{ id, version: 1, state: matchingKind.lifecycle.initial, grantId, projectId: grant.projectId },
        ...{ organisationId, amount, receivedOn, note, shownById: actor.accountId },
        attachmentIds: files.map((file) => file.id),
      });
      const subject = { type: 'matching', id };
      await this.facts.state(matchingShown, { subject, actor, payload: { grantId, amount } });
      return this.sources.matching.get(actor, id);
    });
  }

  /** The bureau accepts or returns what was shown. */
  move(actor: Actor, { id, verb, note, expectedVersion }: MoveMatchingMoneyInput): Promise<MatchingMoney> {
    return this.uow.run(async () => {
      const shown = await this.sources.matching.get(actor, id);
      return this.moves.move(matchingKind, actor, shown, verb, { note, expectedVersion });
    });
  }
}
