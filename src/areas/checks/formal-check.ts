import { Field, ObjectType } from '@nestjs/graphql';
import type { Sentence } from '../../kernel/messages';
import { requestScope } from '../../kernel/request';
import { PlanFinding } from '../plans';
import { FormalGroundEnum, type Dossier, type FormalGround, type FormalRule } from './formal-rule';
import { FORMAL_RULES } from './formal-rules';

/** One rule of the formal check (形式审查), and how an application stands against it. */
@ObjectType({
  description: 'One rule of the formal check (形式审查), and how an application stands against it.',
})
export class FormalCheck {
  @Field(() => String) readonly code: string;
  @Field(() => Boolean) readonly passed: boolean;
  /** Whether it keeps the application from being submitted. */
  @Field(() => Boolean) readonly blocking: boolean;
  /** The ground on which an application that breaks it is not accepted. */
  @Field(() => FormalGroundEnum) readonly ground: FormalGround;
  private readonly said: Sentence;

  constructor(
    private readonly rule: FormalRule,
    private readonly dossier: Dossier,
  ) {
    const { terms } = dossier.round;
    const { severity, text } = rule;
    this.code = rule.code;
    this.passed = rule.passes(dossier);
    this.blocking = (typeof severity === 'function' ? severity(terms) : severity) === 'BLOCKING';
    this.ground = rule.ground;
    this.said = typeof text === 'function' ? text(terms) : text;
  }

  /** In the caller's language. */
  @Field(() => String)
  get text(): string {
    return this.said[requestScope().locale];
  }

  /** What exactly is amiss, where a rule on the plan can tell. */
  @Field(() => [PlanFinding])
  get findings(): PlanFinding[] {
    return this.rule.gaps?.(this.dossier).map((gap) => new PlanFinding(this.code, gap)) ?? [];
  }

  /** On what it rests: a law with its article, or the rules of the programme. */
  @Field(() => String)
  get source(): string {
    return this.rule.source[requestScope().locale];
  }
}

/** How a dossier stands against every rule. */
export const checksOf = (dossier: Dossier): FormalCheck[] =>
  FORMAL_RULES.map((rule) => new FormalCheck(rule, dossier));

/** The blocking rules that a dossier does not meet. */
export const failuresOf = (dossier: Dossier): FormalCheck[] =>
  checksOf(dossier).filter(({ blocking, passed }) => blocking && !passed);
