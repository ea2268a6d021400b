import { metricFindings } from './metric-findings';

type Row = [unit: string | null, current: string | null, target: string, found: string[]];

const found = (metrics: Parameters<typeof metricFindings>[0]): string[] =>
  metricFindings(metrics).map(({ field, code }) => `${field} ${code.replace('guidance.', '')}`);

describe('metrics', () => {
  it.each<Row>([
    // as it should be
    ['ppm', '600', '≤ 50', []],
    ['%', '94', '≥ 98', []],
    ['%', null, '≥ 98', []],
    [null, '12 个月', '24 个月以上', []],
    ['%', '70 %', '≥ 90 %', []],
    ['月', '12', '24', []],
    ['μm', '5±1', '5±0.5', []],
    ['%', '3–9', '4–6', []],
    ['万吨', '3', '5 万吨', []],
    ['%', '较低', '≥ 90', []],
    // a number that is no value says nothing of units
    [null, null, '符合 GB/T 11075', []],
    [null, null, '降低 30 %', []],
    // no number
    ['%', '94', '国际一流', ['metrics.0.target metric-no-number']],
    [null, null, 'as high as possible', ['metrics.0.target metric-no-number']],
    // units
    [null, '300', '80', ['metrics.0.unit metric-no-unit']],
    [null, null, 'at least 80', ['metrics.0.unit metric-no-unit']],
    ['mg/L', '1.2 g/L', '≤ 5', ['metrics.0.unit metric-units-differ']],
    [null, '300 ppm', '≤ 0.1 %', ['metrics.0.unit metric-units-differ']],
    ['%', null, '≤ 5 mg/L', ['metrics.0.unit metric-units-differ']],
    // no change
    ['%', '95', '95', ['metrics.0.target metric-unchanged']],
    [null, '符合 GB/T 11075', '符合 GB/T 11075', ['metrics.0.target metric-unchanged']],
    ['%', '95', '≥ 95', ['metrics.0.target metric-unchanged']],
    ['%', '≥ 95', '不低于 95%', ['metrics.0.target metric-unchanged']],
    ['万吨', '3', '30000 吨', ['metrics.0.target metric-unchanged']],
    // today is better than what is wanted
    ['%', '98', '≥ 95', ['metrics.0.target metric-already-met']],
    ['ppm', '3', 'at most 5', ['metrics.0.target metric-already-met']],
    ['%', '≥ 98', '≥ 95', ['metrics.0.target metric-already-met']],
    ['%', '4', '3–5', ['metrics.0.target metric-already-met']],
    ['μm', '5±0.5', '5±1', ['metrics.0.target metric-already-met']],
    [null, '98', '≥ 95', ['metrics.0.unit metric-no-unit', 'metrics.0.target metric-already-met']],
  ])('unit %s, from %s to %s', (unit, current, target, expected) => {
    expect(found([{ name: '指标', unit, current, target }])).toEqual(expected);
  });

  it('are told when they are there twice', () => {
    const row = { unit: '%', current: null, target: '≥ 95' };
    const metrics = ['锂收率', '纯度', '锂 收率', 'Yield', 'ＹＩＥＬＤ'].map((name) => ({ ...row, name }));
    expect(found(metrics)).toEqual(['metrics.2.name metric-repeated', 'metrics.4.name metric-repeated']);
  });
});
