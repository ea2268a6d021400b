import { enumOf } from '../../kernel/fields';
import { metricValue, type MetricValue } from '../guidance';

const VERDICTS = ['MET', 'NOT_MET', 'NOT_MEASURED'] as const;
export type MetricVerdict = (typeof VERDICTS)[number];
export const MetricVerdictEnum = enumOf(
  'MetricVerdict',
  VERDICTS,
  'NOT_MEASURED: the texts cannot be compared as numbers in one unit; a person has to judge.',
);

/** What both texts are read with. */
interface Frame {
  readonly unit: string | null;
  /** What it was before: a target that is one number is to be reached or surpassed from there. */
  readonly baseline: string | null;
}

/** Relative: what is lost in reading “3.3 万” as a number is no miss. */
const ROUNDING = 1e-9;
const least = (bound: number): number =>
  Number.isFinite(bound) ? bound - Math.abs(bound) * ROUNDING : bound;
const most = (bound: number): number => (Number.isFinite(bound) ? bound + Math.abs(bound) * ROUNDING : bound);

const isWithin = (inner: MetricValue, outer: MetricValue): boolean =>
  inner.low >= least(outer.low) && inner.high <= most(outer.high);

/** A single number opened to the side away from the baseline; undefined where no baseline says which. */
function towards(wanted: MetricValue, before: MetricValue | undefined): MetricValue | undefined {
  if (wanted.low !== wanted.high) return wanted;
  if (before?.unit !== wanted.unit) return undefined;
  if (before!.high < wanted.low) return { ...wanted, high: Infinity };
  return before!.low > wanted.high ? { ...wanted, low: -Infinity } : undefined;
}

/** Compares what was achieved with a target, both as texts such as “≥ 95 %” or “3–5 万吨”. */
export function verdictOf(target: string, achieved: string | null, { unit, baseline }: Frame): MetricVerdict {
  const wanted = metricValue(target, unit);
  const reached = achieved === null ? undefined : metricValue(achieved, unit);
  if (!wanted || !reached || wanted.unit !== reached.unit) return 'NOT_MEASURED';
  if (isWithin(reached, wanted)) return 'MET';
  const open = towards(wanted, baseline === null ? undefined : metricValue(baseline, unit));
  if (!open) return 'NOT_MEASURED';
  return isWithin(reached, open) ? 'MET' : 'NOT_MET';
}
