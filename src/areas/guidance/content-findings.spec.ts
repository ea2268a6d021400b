import { budgetFindings, deadlineFindings, descriptionFindings, titleFindings } from './content-findings';
import type { Found } from './finding';

const codes = (found: readonly Found[]): string[] => found.map(({ code }) => code.replace('guidance.', ''));

describe('a title', () => {
  it.each([
    ...[
      '新型材料关键技术研发',
      '设备升级改造',
      '先进制造工艺优化及产业化',
      '2025年技术需求',
      '卡脖子技术攻关',
      '！',
    ],
    ...[
      'Advanced technology development',
      'New materials',
      'Seeking a state-of-the-art solution',
      '智能化装备',
    ],
  ])('“%s” names no object', (title) => expect(codes(titleFindings({ title }))).toEqual(['title-generic']));

  it.each([
    ...[
      '提锂',
      '提锂工艺',
      '电池级碳酸锂中钠与硫酸根的深度脱除',
      '中药材料',
      '新型镁合金材料研发',
      'ＩＧＢＴ 装备',
    ],
    ...['Removing boron', 'Advanced IGBT devices', 'CO2 process', 'New lithium materials'],
  ])('“%s” names one', (title) => expect(titleFindings({ title })).toEqual([]));
});

describe('a description', () => {
  const title = '卤水 (老卤) 除硼?';
  it.each<[description: string, found: string[]]>([
    ['硼含量约 1.2 g/L，树脂三个月即需更换', []],
    ['树脂每三个月更换一次', []],
    ['卤水中硼偏高，影响 Li2CO3 与 CO2', ['description-no-number']],
    ['The resin does not last', ['description-no-number']],
    [title, ['description-no-number', 'description-repeats-title']],
    [`背景：${title}。硼含量约 1.2 g/L`, ['description-repeats-title']],
    [`${title}\n硼含量约 1.2 g/L`, ['description-repeats-title']],
    [`我们做${title}的 2 条产线`, []],
  ])('“%s”', (description, found) => {
    expect(codes(descriptionFindings({ title, description }))).toEqual(found);
  });

  it('is pointed at where it repeats', () => {
    const description = `需求：${title}，5 t/d`;
    const [{ span } = { span: undefined }] = descriptionFindings({ title, description });
    expect(description.slice(span!.start, span!.end)).toBe(title);
  });
});

it('is read in reasonable time, whatever the text', () => {
  const started = performance.now();
  for (const piece of ['\n', ' ', '1', '。', 'a'])
    descriptionFindings({ title: '提锂', description: `${piece.repeat(19_000)}x提锂` });
  expect(performance.now() - started).toBeLessThan(200);
});

describe('a deadline', () => {
  it.each([
    [null, []],
    ['2025-03-13', []], // past: what the business refuses is told in its own words
    ['2025-03-14', ['deadline-near']],
    ['2025-04-12', ['deadline-near']],
    ['2025-04-13', []],
  ])('of %s, on 14 March', (deadline, found) => {
    expect(codes(deadlineFindings({ deadline }, '2025-03-14'))).toEqual(found);
  });
});

describe('a budget', () => {
  it.each<[string | null, string | null, string[]]>([
    [null, null, []],
    ['800000.00', '1500000.00', []],
    [null, '2000000.00', []],
    ['10000.00', '1000000.00', []],
    ['10000.00', '1000000.01', ['budgetMax budget-wide']],
    ['200.00', '2000000.00', ['budgetMax budget-wide']],
    [null, '0.00', ['budgetMax budget-zero']],
    ['0', null, ['budgetMin budget-zero']],
    ['0', '5', ['budgetMin budget-zero']],
    ['0', '0', ['budgetMin budget-zero']],
  ])('from %s to %s', (budgetMin, budgetMax, found) => {
    const told = budgetFindings({ budgetMin, budgetMax });
    expect(told.map(({ field, code }) => `${field} ${code.replace('guidance.', '')}`)).toEqual(found);
  });
});
