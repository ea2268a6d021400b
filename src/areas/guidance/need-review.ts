import { Field, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../kernel/fields';
import { requestScope } from '../../kernel/request';
import type { Need } from '../needs';
import type { Diagnosis } from './diagnosis';
import { SEVERITIES, type Found, type Severity } from './finding';

const SeverityEnum = enumOf(
  'FindingSeverity',
  SEVERITIES,
  'BLOCKING: keeps the need from being saved or submitted as it is. ADVICE: makes it harder to answer.',
);

/** One thing to mend in a need's text. */
@ObjectType({ description: 'One thing to mend in a need’s text, and how.' })
export class Finding {
  @Field(() => String, {
    description: 'The input field; of a metric with its place and part: `metrics.0.target`.',
  })
  readonly field: string;
  @Field(() => String) readonly code: string;
  @Field(() => SeverityEnum) readonly severity: Severity;
  @Field(() => Int, { description: 'What completeness gains by it, out of 100.' }) readonly points: number;

  constructor(
    private readonly found: Found,
    private readonly source: string,
  ) {
    this.field = found.field;
    this.code = found.code;
    this.severity = found.severity;
    this.points = found.points;
  }

  @Field(() => String, { description: 'What to do, in the caller’s language.' })
  get text(): string {
    return this.found.text[requestScope().locale];
  }

  @Field(() => String, { nullable: true, description: 'The phrase it points at, where it does.' })
  get excerpt(): string | null {
    const { span } = this.found;
    return span ? this.source.slice(span.start, span.end) : null;
  }

  @Field(() => Int, {
    nullable: true,
    description: 'Where the phrase starts in the field’s text, trimmed and NFC: UTF-16 code units from 0.',
  })
  get start(): number | null {
    return this.found.span?.start ?? null;
  }

  @Field(() => Int, { nullable: true, description: 'Where it ends: the first code unit after it.' })
  get end(): number | null {
    return this.found.span?.end ?? null;
  }
}

/** What a careful reader would say of a need before it is submitted. */
@ObjectType({ description: 'What a careful reader would say of a need before it is submitted.' })
export class NeedReview {
  /** The need as it was read, without an id where it has not been saved: for areas that add fields. */
  readonly need: Need;
  @Field(() => Int, { description: '0 to 100, as `Need.completeness`.' }) readonly completeness: number;
  @Field(() => Boolean, { description: 'Whether the text could be submitted as it is, whatever the state.' })
  readonly submittable: boolean;
  @Field(() => [Finding], { description: 'What keeps it from being submitted first, then what gains most.' })
  readonly findings: readonly Finding[];

  constructor(need: Need, { completeness, submittable, findings }: Diagnosis) {
    this.need = need;
    this.completeness = completeness;
    this.submittable = submittable;
    const source = { title: need.title, description: need.description } as Readonly<Record<string, string>>;
    this.findings = findings.map((found) => new Finding(found, source[found.field] ?? ''));
  }
}
