import { holdsNumber, type Metric } from '../needs';
import { advice, type Found } from './finding';
import { metricUnit, metricValue, type MetricValue } from './metric-value';

const isWithin = (inner: MetricValue, outer: MetricValue): boolean =>
  outer.low <= inner.low && inner.high <= outer.high;

/** Of a value within what is wanted: each bound of the target is one of its own. */
const isSame = (current: MetricValue, target: MetricValue): boolean =>
  [target.low, target.high].every(
    (bound) => !Number.isFinite(bound) || bound === current.low || bound === current.high,
  );

/** What one metric lacks to be tested: a number, a unit, a change from today in the right direction. */
function ofMetric({ name, unit, current, target }: Metric, at: number): Found[] {
  const field = `metrics.${at}.target`;
  if (!holdsNumber(target)) return [advice(field, 'guidance.metric-no-number', { name })];
  const wanted = metricValue(target, unit);
  if (!wanted) return current === target ? [advice(field, 'guidance.metric-unchanged', { name })] : [];
  const today = current === null ? undefined : metricValue(current, unit);
  const units = [
    metricUnit(unit),
    metricValue(target)?.unit,
    current === null ? undefined : metricValue(current)?.unit,
  ];
  const said = [...new Set(units.filter((one) => one !== undefined))];
  if (said.length > 1)
    return [advice(`metrics.${at}.unit`, 'guidance.metric-units-differ', { name, units: said.join(', ') })];
  const missing =
    said.length === 0 ? [advice(`metrics.${at}.unit`, 'guidance.metric-no-unit', { name })] : [];
  if (!today || !isWithin(today, wanted)) return missing;
  const code = isSame(today, wanted) ? 'guidance.metric-unchanged' : 'guidance.metric-already-met';
  return [...missing, advice(field, code, { name })];
}

const nameOf = ({ name }: Metric): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** What the metrics of a need lack, and those that are there twice. */
export function metricFindings(metrics: readonly Metric[]): Found[] {
  const names = metrics.map(nameOf);
  return metrics.flatMap((metric, at) => [
    ...ofMetric(metric, at),
    ...(names.indexOf(names[at]!) < at
      ? [advice(`metrics.${at}.name`, 'guidance.metric-repeated', { name: metric.name })]
      : []),
  ]);
}
