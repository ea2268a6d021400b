import { verdictOf, type MetricVerdict } from './verdict';

/** Target, achieved, unit, baseline, verdict. */
const CASES: [string, string | null, string | null, string | null, MetricVerdict][] = [
  ['≤ 50', '48', 'ppm', '600', 'MET'],
  ['≤ 50', '50', 'ppm', '600', 'MET'],
  ['≤ 50', '50.1', 'ppm', '600', 'NOT_MET'],
  ['≥ 95 %', '95%', null, null, 'MET'],
  ['≥ 95 %', '93.5 %', null, '82 %', 'NOT_MET'],
  ['至少 3', '3 件', '件', '0', 'MET'],
  ['3–5 万吨', '4.2 万吨', null, null, 'MET'],
  ['3–5 万吨', '42000 吨', null, null, 'MET'],
  ['3–5 万吨', '5.1 万吨', null, null, 'NOT_MET'],
  // A target without a side is to be reached or surpassed from where it began.
  ['80', '65', 'ppm', '300', 'MET'],
  ['80', '85', 'ppm', '300', 'NOT_MET'],
  ['95', '97', '%', '82', 'MET'],
  ['95', '94', '%', '82', 'NOT_MET'],
  // What a range achieved reaches beyond the target is not met.
  ['≤ 50', '40–60', 'ppm', null, 'NOT_MET'],
  // 3.3 × 10,000 is no whole number to a computer.
  ['≥ 3.3 万吨', '33000 吨', null, null, 'MET'],
  // A person has to judge.
  ['80', '65', 'ppm', null, 'NOT_MEASURED'],
  ['≤ 50 ppm', '0.005 %', null, null, 'NOT_MEASURED'],
  ['达到国际先进水平', '国际领先', null, null, 'NOT_MEASURED'],
  ['≤ 50', null, 'ppm', '600', 'NOT_MEASURED'],
];

it.each(CASES)('%s: %s (%s, from %s) is %s', (target, achieved, unit, baseline, verdict) => {
  expect(verdictOf(target, achieved, { unit, baseline })).toBe(verdict);
});

it('a number that is exactly the target is met, whatever it was before', () => {
  expect(verdictOf('80', '80', { unit: 'ppm', baseline: null })).toBe('MET');
});
