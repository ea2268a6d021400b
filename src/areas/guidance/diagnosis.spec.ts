import { NEEDS } from '../../../seeds/demo/needs';
import { addDays } from '../../kernel/calendar';
import { Need } from '../needs';
import { diagnose } from './diagnosis';

const NOW = new Date('2025-03-14T09:00:00+08:00');
const BLANK = {
  ...{ title: '提锂', description: '短', keywords: [], sectors: [], metrics: [], state: 'DRAFT' },
  ...{ budgetMin: null, budgetMax: null, deadline: null, trlNow: null, trlWanted: null },
} as const;
const FULL = {
  ...BLANK,
  title: '高镁锂比卤水提锂吸附剂',
  description: '老卤镁锂比约 40，进口吸附剂溶损偏高，需在冬季 -5 ℃ 下运行；已试过两家国产产品，循环 200 次后容量衰减三成以上，解吸时间也由 2 h 延到 5 h。',
  ...{ keywords: ['提锂', '吸附剂'], sectors: ['C26'], budgetMax: '3500000.00', deadline: '2025-12-31' },
  metrics: [{ name: '溶损率', unit: '%', current: '0.3', target: '≤ 0.05' }],
  ...{ trlNow: 4, trlWanted: 7 },
}; // prettier-ignore
const need = (content: object): Need => Object.assign(new Need(), FULL, content);
const blocking = (content: object): string[] =>
  diagnose(need(content), NOW)
    .findings.filter(({ severity }) => severity === 'BLOCKING')
    .map(({ field, code }) => `${field} ${code}`);

describe('a diagnosis', () => {
  it('finds nothing in a good need', () => {
    expect(diagnose(need({}), NOW)).toEqual({ completeness: 100, submittable: true, findings: [] });
  });

  it('tells all that completeness misses: with it they make 100', () => {
    for (const content of [BLANK, { ...FULL, metrics: [] }, { ...FULL, keywords: [], trlNow: null }]) {
      const { completeness, findings } = diagnose(need(content), NOW);
      expect(completeness + findings.reduce((sum, { points }) => sum + points, 0)).toBe(100);
    }
  });

  it('blocks by what is missing only below the threshold', () => {
    expect(blocking({ keywords: [] })).toEqual([]);
    expect(blocking({ ...FULL, metrics: [], description: '短 1' })).toEqual([
      ...['metrics guidance.missing', 'description guidance.missing'],
    ]);
  });

  it.each<[object, string[]]>([
    [{ deadline: '2025-03-13' }, ['deadline needs.deadline-past']],
    [{ budgetMin: '4000000.00' }, ['budgetMin needs.budget-order']],
    [{ trlNow: 8 }, ['trlWanted needs.trl-order']],
    [{ sectors: ['锂业'] }, ['sectors needs.sector']],
  ])('of %j says what the business would refuse', (content, found) => {
    expect(blocking(content)).toEqual(found);
    expect(diagnose(need(content), NOW).submittable).toBe(false);
  });

  it('puts first what blocks, then what gains most', () => {
    const { findings } = diagnose(need({ ...BLANK, title: '一流技术' }), NOW);
    const weights = findings.map(({ severity, points }) => (severity === 'BLOCKING' ? 1_000 : 0) + points);
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(findings.at(-1)).toMatchObject({ severity: 'ADVICE', points: 0 });
  });

  it.each(
    NEEDS.filter(({ progress }) => progress !== 'DRAFT').map((one) => [one.content.title, one] as const),
  )('lets the demonstration’s “%s” be submitted, with nothing to mend', (_, { content, deadlineInDays }) => {
    const deadline = addDays('2025-03-14', deadlineInDays);
    expect(diagnose(need({ ...BLANK, ...content, deadline }), NOW)).toEqual({
      ...{ completeness: 100, submittable: true, findings: [] },
    });
  });
});
