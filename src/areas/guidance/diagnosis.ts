import { dayOf } from '../../kernel/clock';
import { sentence, type Refusal } from '../../kernel/messages';
import { completenessOf, COMPLETENESS_THRESHOLD, faultsOf, missingFrom, needKind, type Need } from '../needs';
import { budgetFindings, deadlineFindings, descriptionFindings, titleFindings } from './content-findings';
import type { Found } from './finding';
import { metricFindings } from './metric-findings';
import { phraseFindings } from './phrase-findings';

/** How a need's text stands. */
export interface Diagnosis {
  /** 0 to 100. */
  readonly completeness: number;
  /** Whether the text could be submitted as it is. */
  readonly submittable: boolean;
  /** What keeps it from that first, then what gains most. */
  readonly findings: readonly Found[];
}

const INCOMPLETE = 'needs.incomplete';

/** What the business would refuse, as a finding on the field at fault. */
const refused = ({ code, params, at }: Refusal): Found => ({
  ...{ field: at?.at(-1) ?? '', code, severity: 'BLOCKING', points: 0 },
  text: { zh: sentence(code, params, 'zh'), en: sentence(code, params, 'en') },
});

/** What completeness misses: it blocks as long as the need falls short of the threshold. */
const missing = (need: Need, short: boolean): Found[] =>
  missingFrom(need).map(({ field, points, hint }) => ({
    ...{ field, points, text: hint, code: 'guidance.missing' },
    severity: short ? 'BLOCKING' : 'ADVICE',
  }));

const weight = ({ severity, points }: Found): number => (severity === 'BLOCKING' ? 1_000 : 0) + points;

/** Reads a need as someone who would answer it, at `now`. */
export function diagnose(need: Need, now: Date): Diagnosis {
  const completeness = completenessOf(need);
  const checks = (needKind.checks.SUBMIT ?? []).flatMap((check) => check(need, now) ?? []);
  const refusals = [...faultsOf(need), ...checks];
  const findings = [
    ...refusals.filter(({ code }) => code !== INCOMPLETE).map(refused),
    ...missing(need, completeness < COMPLETENESS_THRESHOLD.value),
    ...titleFindings(need),
    ...phraseFindings('title', need.title),
    ...descriptionFindings(need),
    ...phraseFindings('description', need.description),
    ...metricFindings(need.metrics),
    ...budgetFindings(need),
    ...deadlineFindings(need, dayOf(now)),
  ];
  return {
    ...{ completeness, submittable: refusals.length === 0 },
    findings: findings.sort((a, b) => weight(b) - weight(a)),
  };
}
