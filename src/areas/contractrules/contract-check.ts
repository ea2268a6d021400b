import { Field, ObjectType } from '@nestjs/graphql';
import { requestScope } from '../../kernel/request';
import type { Default } from './contract.defaults';
import type { ContractRegime } from './contract.packs';
import { CONTRACT_RULES, type ContractRule } from './contract.rules';
import type { RuledContract } from './contract.types';

/** One rule of registration, and how a contract stands against it. */
@ObjectType({ description: 'One rule of registration, and how a contract stands against it.' })
export class ContractCheck {
  @Field(() => String) readonly code: string;
  @Field(() => Boolean) readonly passed: boolean;
  /** Whether it keeps the contract from being filed. */
  @Field(() => Boolean) readonly blocking: boolean;
  /** The input field that it is about. */
  @Field(() => String) readonly field: string;

  constructor(
    readonly rule: ContractRule,
    private readonly regime: ContractRegime,
    contract: RuledContract,
  ) {
    const { severity } = rule;
    this.code = rule.code;
    this.field = rule.field;
    this.passed = rule.passes(contract);
    this.blocking = (typeof severity === 'string' ? severity : severity[regime]) === 'BLOCKING';
  }

  /** In the caller's language. */
  @Field(() => String)
  get text(): string {
    return this.rule.text[requestScope().locale];
  }

  /** On what it rests. */
  @Field(() => String)
  get source(): string {
    const { source } = this.rule;
    return (typeof source === 'function' ? source(this.regime) : source)[requestScope().locale];
  }
}

/** How a contract stands against every rule of its regime. */
export const contractChecksOf = (
  contract: RuledContract & { readonly regime: ContractRegime },
): ContractCheck[] => CONTRACT_RULES.map((rule) => new ContractCheck(rule, contract.regime, contract));

/** What the law says on a matter that the contract leaves open. */
@ObjectType({ description: 'What the law says on a matter that the contract leaves open.' })
export class ContractDefault {
  /** The empty field: ownership, improvements or licence. */
  @Field(() => String) readonly field: string;

  constructor(private readonly said: Default) {
    this.field = said.field;
  }

  /** In the caller's language. */
  @Field(() => String)
  get text(): string {
    return this.said.text[requestScope().locale];
  }

  /** The provision. */
  @Field(() => String)
  get source(): string {
    return this.said.source[requestScope().locale];
  }
}
