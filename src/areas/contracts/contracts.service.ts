import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { addWorkdays } from '../../kernel/calendar';
import { canonical } from '../../kernel/canonical';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Moves } from '../../kernel/moves';
import { permits, sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { RULE_PACKS, SUPPLEMENT_WORKDAYS } from '../contractrules';
import { Contract } from './contract';
import { composed, type ContractContent } from './contract.content';
import type {
  ContractContentInput,
  DraftContractFromProjectInput,
  DraftContractInput,
  EditContractInput,
  MoveContractInput,
} from './contract.inputs';
import { contractKind, contractPolicy } from './contract.kind';
import { contractDrafted, contractEdited, contractOverdue, DRAFTING_STATES } from './contract.lifecycle';
import { ContractParties } from './contract.parties';
import { refuse } from './contracts.messages';
import { ContractsReader } from './contracts.reader';

/** Drafts, edits and moves technology contracts. */
@Injectable()
export class ContractsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly contracts: ContractsReader,
    private readonly parties: ContractParties,
  ) {}

  /** Opens a draft for one of the actor's organisations, which is one of the parties. */
  draft(actor: Actor, { organisationId, ...input }: DraftContractInput): Promise<Contract> {
    const member = actor.kind === 'system' || actor.organisationIds.includes(organisationId);
    if (!member) throw refuse('contracts.not-party', {}, ['input', 'organisationId']);
    return this.uow.run(async () => {
      const content = await this.content(actor, input);
      if (!content.partyIds.includes(organisationId))
        throw refuse('contracts.not-party', {}, ['input', 'organisationId']);
      return this.open(actor, organisationId, null, content);
    });
  }

  /** Opens a draft with what an approved project says, for a member of one of its parties. */
  draftFromProject(actor: Actor, input: DraftContractFromProjectInput): Promise<Contract> {
    return this.uow.run(async () => {
      const content = await this.content(actor, await this.parties.ofProject(actor, input));
      const own = content.partyIds.filter((id) => actor.organisationIds.includes(id));
      const organisationId = own.find((id) => id === content.sellerId) ?? own[0]!;
      return this.open(actor, organisationId, input.projectId, content);
    });
  }

  /** Changes a draft, or what was returned; an edit that changes nothing leaves no trace. */
  edit(actor: Actor, { id, expectedVersion, ...input }: EditContractInput): Promise<Contract> {
    return this.uow.run(async () => {
      const contract = await this.contracts.get(actor, id);
      this.moves.expect(contract, expectedVersion);
      if (!permits(contractPolicy, actor, 'EDIT', contract)) throw refuse('contracts.not-party', {});
      if (!DRAFTING_STATES.includes(contract.state)) throw refuse('contracts.not-editable', {});
      const said = saidIn(input);
      const content = await this.content(actor, { ...contract, ...said });
      if (!content.partyIds.includes(contract.organisationId))
        throw refuse('contracts.not-party', {}, ['input', 'parties']);
      if (canonical({ ...contract, ...content }) === canonical(contract)) return contract;
      if (contract.state === 'RETURNED') await this.expectOnce(content.fingerprint, contract.fingerprint);
      const edited = await this.moves.write(contractKind, contract, content, expectedVersion);
      const subject = { type: 'contract', id };
      await this.facts.state(contractEdited, { subject, actor, payload: { fields: Object.keys(said) } });
      return edited;
    });
  }

  /** Takes one of the steps that carry no data of their own. */
  move(actor: Actor, { id, verb, note, expectedVersion }: MoveContractInput): Promise<Contract> {
    return this.uow.run(async () => {
      const contract = await this.contracts.get(actor, id);
      if (verb === 'FILE' && contract.state === 'DRAFT') await this.expectOnce(contract.fingerprint);
      const set = this.written(verb, contract);
      return this.moves.move(contractKind, actor, contract, verb, { note, expectedVersion, set });
    });
  }

  /** Tells once of each contract whose day for the next step has passed. */
  overdue(): Promise<void> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('contracts.tick', 0))`);
      for (const { id, dueOn } of await this.contracts.missed(this.clock.today())) {
        await this.uow.manager.update(Contract, { id }, { missedOn: dueOn! });
        const subject = { type: 'contract', id };
        await this.facts.state(contractOverdue, { subject, actor: SYSTEM, payload: { dueOn: dueOn! } });
      }
    });
  }

  /** Refuses a contract that was filed or registered already; until the transaction ends nobody else files it. */
  private async expectOnce(fingerprint: string, own?: string): Promise<void> {
    if (fingerprint === own) return;
    await this.uow.query(sql`SELECT pg_advisory_xact_lock_shared(hashtextextended(${RECORDING}::text, 0)),
      pg_advisory_xact_lock(hashtextextended(${fingerprint}::text, 0))`);
    const number = (await this.contracts.filed([fingerprint])).get(fingerprint);
    if (number !== undefined) throw refuse('contracts.once', { number });
  }

  private async content(actor: Actor, input: ContractContentInput): Promise<ContractContent> {
    return composed(input, await this.parties.named(actor, input.parties), this.clock.today());
  }

  private async open(
    actor: Actor,
    organisationId: string,
    projectId: string | null,
    content: ContractContent,
  ): Promise<Contract> {
    const id = newId(this.clock.now());
    const columns = { id, version: 1, state: contractKind.lifecycle.initial, organisationId, projectId };
    const made = Object.assign(new Contract(), UNREGISTERED, columns, content);
    await this.uow.manager.insert(Contract, made);
    const payload = { organisationId, projectId };
    await this.facts.state(contractDrafted, { subject: { type: 'contract', id }, actor, payload });
    return made;
  }

  /** The columns that go with a step: its clocks, and what was asked to change. */
  private written(
    verb: MoveContractInput['verb'],
    { regime, filedOn, proposed }: Contract,
  ): Partial<Contract> {
    const today = this.clock.today();
    const { dueOn } = RULE_PACKS[regime];
    switch (verb) {
      case 'FILE':
        return { filedOn: today, dueOn: dueOn(today, false) };
      case 'REFER':
        return { dueOn: dueOn(filedOn!, true) };
      case 'RETURN':
        return { dueOn: addWorkdays(today, SUPPLEMENT_WORKDAYS.value) };
      case 'REFUSE':
        return { dueOn: null, decidedOn: today };
      case 'OBJECT':
        return { dueOn: dueOn(today, false), objectedOn: today };
      case 'UPHOLD':
        return { filedOn: today, dueOn: dueOn(today, false), decidedOn: null };
      case 'CHANGE':
        return { ...given(proposed ?? {}), proposed: null };
      case 'DECLINE_CHANGE':
        return { proposed: null };
      case 'WITHDRAW':
      case 'OVERRULE':
      case 'CANCEL':
        return { dueOn: null };
    }
  }
}

/** The lock that keeps past registers from being recorded while a contract is filed. */
export const RECORDING = 'contracts.recording';

/** What a contract has from its registration. */
export const UNREGISTERED = {
  ...{ number: null, filedOn: null, dueOn: null, missedOn: null, decidedOn: null, registeredOn: null },
  ...{ objectedOn: null, proposed: null },
} satisfies Partial<Contract>;

/** Without these there is no contract: null leaves them as they are. */
const KEPT: readonly string[] = ['type', 'title', 'signedOn', 'parties', 'turnover'];

/** What an edit says; null clears what may be empty. */
const saidIn = (input: Omit<EditContractInput, 'id'>): Partial<ContractContentInput> =>
  Object.fromEntries(
    Object.entries(input).filter(
      ([key, value]) => value !== undefined && (value !== null || !KEPT.includes(key)),
    ),
  );

const given = (change: object): Partial<Contract> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== null));
