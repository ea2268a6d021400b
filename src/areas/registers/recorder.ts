import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/messages';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import * as contracts from '../contracts';
import { OrganisationsReader } from '../organisations';

type Input = contracts.RecordContractInput;

/** Takes over contracts of past registers: they were decided elsewhere, so only what can never be right is refused. */
@Injectable()
export class ContractsRecorder {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly reader: contracts.ContractsReader,
    private readonly parties: contracts.ContractParties,
    private readonly organisations: OrganisationsReader,
  ) {}

  /** Takes over one contract. */
  record(actor: Actor, input: Input): Promise<contracts.Contract> {
    return this.uow.run(async () => {
      await this.organisations.get(actor, input.organisationId, 'organisationId');
      const [outcome] = await this.recordMany(actor, [input]);
      if (outcome instanceof Refusal) throw outcome;
      return outcome!;
    });
  }

  /** Takes over many with few statements: for each the contract, or why it was refused. */
  recordMany(actor: Actor, inputs: readonly Input[]): Promise<(contracts.Contract | Refusal)[]> {
    return this.uow.run(async () => {
      await this.uow.query(
        sql`SELECT pg_advisory_xact_lock(hashtextextended(${contracts.RECORDING}::text, 0))`,
      );
      const known = await this.parties.known(inputs.flatMap(({ parties }) => parties));
      const composed = inputs.map((input) => refusing(() => this.compose(input, known)));
      const made = await this.onlyNew(composed);
      const fresh = made.filter((one) => one instanceof contracts.Contract);
      if (fresh.length === 0) return made;
      // One statement, so that the totals follow once.
      await this.uow.manager.insert(contracts.Contract, fresh);
      await this.facts.begin(
        contracts.contractRecorded,
        fresh.map(({ id }) => ({ subject: { type: 'contract', id }, actor, payload: RECORDED })),
      );
      return made;
    });
  }

  private compose(
    { organisationId, number, registeredOn, ...input }: Input,
    known: Awaited<ReturnType<contracts.ContractParties['known']>>,
  ): contracts.Contract {
    const today = this.clock.today();
    const parties = input.parties.map((party, at) => contracts.partyIn(party, at, known));
    const content = contracts.composed(input, parties, today);
    if (registeredOn < content.signedOn || registeredOn > today)
      throw contracts.refuseContract('contracts.registered-early', {}, ['input', 'registeredOn']);
    const id = newId(this.clock.now());
    const columns = { id, version: 1, state: 'REGISTERED', organisationId, projectId: null, number } as const;
    const dates = { registeredOn, decidedOn: registeredOn };
    const made = { ...contracts.UNREGISTERED, ...content, ...columns, ...dates };
    return Object.assign(new contracts.Contract(), made);
  }

  /** Refuses numbers that are taken and contracts that are registered already, in the register or earlier in the batch. */
  private async onlyNew(
    composed: readonly (contracts.Contract | Refusal)[],
  ): Promise<(contracts.Contract | Refusal)[]> {
    const candidates = composed.filter((one) => one instanceof contracts.Contract);
    const numbers = await this.reader.takenNumbers(candidates.map(({ number }) => number!));
    const filed = await this.reader.filed(candidates.map(({ fingerprint }) => fingerprint));
    return composed.map((one) => {
      if (one instanceof Refusal) return one;
      const number = one.number!;
      const twin = filed.get(one.fingerprint);
      if (numbers.has(number))
        return contracts.refuseContract('contracts.number-taken', { number }, ['input', 'number']);
      if (twin !== undefined)
        return contracts.refuseContract('contracts.once', { number: twin }, ['input', 'title']);
      numbers.add(number);
      filed.set(one.fingerprint, number);
      return one;
    });
  }
}

/** One step that stands for everything that another register did. */
const RECORDED = { from: 'DRAFT', to: 'REGISTERED', verb: 'RECORD' } as const;

function refusing<T>(make: () => T): T | Refusal {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
