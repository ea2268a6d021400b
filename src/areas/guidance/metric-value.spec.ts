import { metricUnit, metricValue } from './metric-value';

const INF = Infinity;

describe('the value of a metric', () => {
  it.each(
    (
      [
        // numbers
        ['600', 600, 600],
        ['1,200 mg/L', 1200, 1200, 'mg/L'],
        ['９５％', 95, 95, '%'],
        ['约 40 ℃', 40, 40, '°C'],
        ['about 0.3 %', 0.3, 0.3, '%'],
        ['-20℃', -20, -20, '°C'],
        ['−20 ℃', -20, -20, '°C'],
        ['达到 99.5%', 99.5, 99.5, '%'],
        ['目前 12 个月', 12, 12, 'months'],
        ['降至 5 mg/l', 5, 5, 'mg/L'],
        ['5N', 5, 5, 'N'],
        ['200 m³/h', 200, 200, 'm3/h'],
        ['90 per cent', 90, 90, '%'],
        ['80%（25 ℃ 下）', 80, 80, '%'],
        // powers and multipliers
        ['1×10⁵ 次', 1e5, 1e5, 'times'],
        ['10⁴', 1e4, 1e4],
        ['10^6 CFU/g', 1e6, 1e6, 'CFU/g'],
        ['1.5e3', 1500, 1500],
        ['3 万吨', 30_000, 30_000, 't'],
        ['1.2亿元', 120_000_000, 120_000_000, '元'],
        ['5k 次', 5_000, 5_000, 'times'],
        ['3M', 3_000_000, 3_000_000],
        ['0.5 M', 0.5, 0.5, 'M'],
        ['5 kg', 5, 5, 'kg'],
        ['5kg', 5, 5, 'kg'],
        ['8 MPa', 8, 8, 'MPa'],
        // ranges
        ['3–5', 3, 5],
        ['3~5 %', 3, 5, '%'],
        ['3％～5％', 3, 5, '%'],
        ['3至5年', 3, 5, 'a'],
        ['3-5 μm', 3, 5, 'μm'],
        ['-20 ~ 30 ℃', -20, 30, '°C'],
        ['5 to 3 kW', 3, 5, 'kW'],
        ['between 3 and 5 kW', 3, 5, 'kW'],
        ['3–5 万吨', 30_000, 50_000, 't'],
        // comparisons
        ['至少 3 件', 3, INF, '件'],
        ['达到至少 95%', 95, INF, '%'],
        ['至多 5 天', -INF, 5, 'd'],
        ['≥ 95 %', 95, INF, '%'],
        ['>=95', 95, INF],
        ['> 90', 90, INF],
        ['不低于 98%', 98, INF, '%'],
        ['大于等于 3', 3, INF],
        ['大于或等于3', 3, INF],
        ['大于 3 MPa', 3, INF, 'MPa'],
        ['99.5%以上', 99.5, INF, '%'],
        ['at least 2 years', 2, INF, 'a'],
        ['no less than 4', 4, INF],
        ['10 or more', 10, INF],
        ['≤ 0.05', -INF, 0.05],
        ['＜10 ppm', -INF, 10, 'ppm'],
        ['不超过 180 g/t', -INF, 180, 'g/t'],
        ['控制在 5% 以内', -INF, 5, '%'],
        ['降到 3 以下', -INF, 3],
        ['at most 5 mg/L', -INF, 5, 'mg/L'],
        ['less than 1 %', -INF, 1, '%'],
        ['up to 40 °C', -INF, 40, '°C'],
        // tolerance
        ['5±0.5 μm', 4.5, 5.5, 'μm'],
        ['100 +/- 2', 98, 102],
      ] as [text: string, low: number, high: number, unit?: string][]
    ).map(([text, low, high, unit]) => [text, low, high, unit] as const),
  )('“%s” is from %d to %d (%s)', (text, low, high, unit) => {
    expect(metricValue(text)).toEqual({ low, high, unit });
  });

  it.each([
    ...['', '国际一流', 'as high as possible', '符合 GB/T 11075', 'CO2', '提高 20%', 'increase by 20 %'],
    ...['3 mg – 5 g', '3 家单位已经连续使用过半年的样品', '95% 且 3 批', '5..3', '1e999'],
  ])('is not in “%s”', (text) => expect(metricValue(text)).toBeUndefined());

  it('takes the unit of the metric where the text gives none, with what it multiplies by', () => {
    expect(metricValue('3', '万吨')).toEqual({ low: 30_000, high: 30_000, unit: 't' });
    expect(metricValue('≥ 5 万', '吨')).toEqual({ low: 50_000, high: INF, unit: 't' });
    expect(metricValue('3 %', 'mg/L')).toEqual({ low: 3, high: 3, unit: '%' });
    expect([metricUnit('毫克/升'), metricUnit('万元'), metricUnit(''), metricUnit(null)]).toEqual([
      ...['mg/L', '元', undefined, undefined],
    ]);
  });

  it('is found in reasonable time in any text', () => {
    const started = performance.now();
    for (const piece of ['9', '9,', '1 ', '(', 'to ', '达到', 'a ', '10^'])
      metricValue(piece.repeat(Math.floor(100 / piece.length)));
    expect(performance.now() - started).toBeLessThan(100);
  });
});
