import type { Params, Sentence } from '../../kernel/messages';
import { say, type GuidanceCode, type guidanceMessages } from './guidance.messages';

/** BLOCKING: keeps the need from being saved or submitted as it is. ADVICE: makes it harder to answer. */
export const SEVERITIES = ['BLOCKING', 'ADVICE'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Where in a field's text something stands: UTF-16 offsets, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One thing to mend in a need. */
export interface Found {
  /** The input field; of a metric with its place and part: `metrics.0.target`. */
  readonly field: string;
  readonly code: string;
  readonly severity: Severity;
  /** What completeness gains by it, out of 100. */
  readonly points: number;
  readonly text: Sentence;
  readonly span?: Span;
}

/** An advice of this area's table: its code stands there under `guidance.`. */
export const advice = <C extends GuidanceCode>(
  field: string,
  code: C,
  params: Params<(typeof guidanceMessages)[C]>,
  span?: Span,
): Found => ({
  ...{ field, code, severity: 'ADVICE', points: 0, text: say(code, params) },
  ...(span ? { span } : {}),
});
