import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { objection } from '../../kernel/kind';
import { Moves } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Contract, ContractChange } from './contract';
import { amountsFault, validityFault } from './contract.content';
import type { AskContractChangeInput, RegisterContractInput } from './contract.inputs';
import { contractKind } from './contract.kind';
import { refuse } from './contracts.messages';
import { ContractsReader } from './contracts.reader';

/** 西宁技术合同: what the numbers of contracts registered here begin with. */
const NUMBER_PREFIX = 'XNJS';

/** Registers contracts, and takes what is to change in registered ones. */
@Injectable()
export class ContractsRegistrar {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly contracts: ContractsReader,
  ) {}

  /** Registers a contract with the amounts as the bureau settles them, and gives it its number. */
  register(actor: Actor, input: RegisterContractInput): Promise<Contract> {
    const { id, note, expectedVersion } = input;
    return this.uow.run(async () => {
      const contract = await this.contracts.get(actor, id);
      const today = this.clock.today();
      const set = {
        technologyValue: input.technologyValue ?? contract.technologyValue,
        technologyIncome: input.technologyIncome ?? contract.technologyIncome,
        ...{ registeredOn: today, decidedOn: today, dueOn: null },
      };
      // Rights and state first: who may not register learns nothing of the amounts.
      const refusal = objection(contractKind, actor, contract, 'REGISTER', this.moves.now());
      if (refusal) throw refusal;
      if (set.technologyValue === null)
        throw refuse('contracts.technology-missing', {}, ['input', 'technologyValue']);
      const fault = amountsFault({ ...contract, ...set });
      if (fault) throw fault;
      if (contract.state === 'IN_REVIEW' && !note)
        throw refuse('contracts.opinion-missing', {}, ['input', 'note']);
      const number = await this.nextNumber(today.slice(0, 4));
      const options = { note, expectedVersion, set: { ...set, number } };
      return this.moves.move(contractKind, actor, contract, 'REGISTER', options);
    });
  }

  /** The seller asks for a change of a registered contract; the bureau grants it by the step CHANGE. */
  askChange(actor: Actor, input: AskContractChangeInput): Promise<Contract> {
    const { id, reason: note, expectedVersion } = input;
    return this.uow.run(async () => {
      const contract = await this.contracts.get(actor, id);
      const proposed: ContractChange = {
        ...{ endsOn: input.endsOn ?? null, subject: input.subject ?? null, turnover: input.turnover ?? null },
        technologyValue: input.technologyValue ?? null,
        technologyIncome: input.technologyIncome ?? null,
      };
      const options = { note, expectedVersion, set: { proposed } };
      const asked = await this.moves.move(contractKind, actor, contract, 'ASK_CHANGE', options);
      if (Object.values(proposed).every((value) => value === null))
        throw refuse('contracts.change-empty', {}, ['input']);
      const after = {
        startsOn: contract.startsOn,
        endsOn: proposed.endsOn ?? contract.endsOn,
        turnover: proposed.turnover ?? contract.turnover,
        technologyValue: proposed.technologyValue ?? contract.technologyValue,
        technologyIncome: proposed.technologyIncome ?? contract.technologyIncome,
      };
      const fault = amountsFault(after) ?? validityFault(after);
      if (fault) throw fault;
      return asked;
    });
  }

  /** The lock makes registrations of one year wait for each other until they commit. */
  private async nextNumber(year: string): Promise<string> {
    const stem = `${NUMBER_PREFIX}-${year}-`;
    await this.uow.query(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`contracts.number.${stem}`}::text, 0))`,
    );
    const [last] = await this.uow.query<{ n: number }>(sql`
      SELECT coalesce(max(substr(number, ${stem.length + 1}::int)::int), 0) AS n FROM contracts
      WHERE number >= ${stem} AND number < ${`${stem}:`} AND number ~ ${`^${stem}\\d{5,9}$`}`);
    return stem + String(last!.n + 1).padStart(5, '0');
  }
}
