import { createHash } from 'node:crypto';
import { readPdf } from '../../../test/support/pdf';
import { canonical } from '../../kernel/canonical';
import type { Package } from './package.parts';
import { SignedPackage } from './signed-package';

const ORG = 'org_01jz0000000000000000000001';
const OTHER = 'org_01jz0000000000000000000002';

/** Everything that the signed text may hold, and two things that this program has never heard of. */
const CONTENT = {
  ...{ title: '碳酸锂联合攻关', summary: '从老卤到电池级碳酸锂。\n'.repeat(12), leader: 'person_1' },
  ...{ need: 'need_1', achievement: null, interest: null, requestedFunding: '3500000.00' },
  ...{ startsOn: '2025-12-01', endsOn: '2027-11-30' },
  agreement: {
    organisation: '联合体',
    tasks: '企业牵头',
    funding: '按任务分配',
    risks: null,
    escrow: '第三方监管',
  },
  parties: [
    { organisation: ORG, role: 'LEAD', task: '企业的任务'.repeat(400), selfFunding: '1234567.50' },
    { organisation: OTHER, role: 'PARTICIPANT', task: '高校的任务', selfFunding: '0.00' },
  ],
  plan: {
    workPackages: Array.from({ length: 3 }, (_, n) => ({
      ...{ title: `工作包${n}`, tasks: '试验', organisation: ORG, startsOn: '2025-12-01', endsOn: null },
      shares: [{ organisation: OTHER, personMonths: 7.5 }],
    })),
    budget: Array.from({ length: 30 }, (_, n) => ({
      ...{
        organisation: ORG,
        year: 2026,
        category: 'EQUIPMENT',
        requested: `${1_000_001 + n}.00`,
        selfFunding: '5.00',
      },
    })),
    milestones: [
      {
        ...{ title: '中试', dueOn: '2026-06-30' },
        indicators: [{ name: '纯度', unit: '%', baseline: '99.0', target: '99.5', metric: null }],
      },
    ],
    pledges: [{ organisation: ORG, version: 1, text: '恪守科研诚信' }],
  },
  attachments: [{ name: '可行性报告.pdf', sha256: 'ab'.repeat(32) }],
  ethics: { approval: '伦理批件 E-7', board: ['甲', '乙𠮷'] },
};
const text = canonical(CONTENT);
const hash = createHash('sha256').update(text).digest('hex');
const at = new Date('2025-10-13T02:03:04Z');
const lead = { organisation: '青海测试锂盐有限公司', person: '王签', at, delegatedBy: '李代表' };
const missing = { organisation: '测试工业大学', person: null, at: null, delegatedBy: null };
const other = { ...missing, person: '赵代表', at };

async function pdfOf(signatures: Package['signatures']): Promise<Buffer> {
  const pdf = new SignedPackage({
    ...{ text, hash, signatures, project: 'project_1', number: 'XN-2026-001', state: '已签署' },
    createdAt: new Date('2025-10-01T00:00:00Z'),
    names: new Map([
      [ORG, '青海测试锂盐有限公司'],
      [OTHER, '测试工业大学'],
      ['person_1', '陈负责'],
    ]),
  }).write();
  const chunks: Buffer[] = [];
  for await (const chunk of pdf) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Every text and number within a value. */
const leaves = (value: unknown): string[] => {
  if (value === null) return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leaves) : [`${value as string}`];
};

describe('the signed package as PDF', () => {
  it('holds all that was signed, in Chinese, with its hash on every page and its fonts inside', async () => {
    const bytes = await pdfOf([lead, other]);
    const { pages, embedded, info } = await readPdf(bytes);
    expect(pages.length).toBeGreaterThan(4);
    expect(pages.filter((page) => !page.includes(hash))).toEqual([]);
    pages.forEach((page, at) => expect(page).toContain(`${at + 1}/${pages.length}`));
    expect(embedded.map((name) => name.replace(/^[A-Z]{6}\+/, '')).sort()).toEqual(
      ['NotoSansHans-Bold', 'NotoSansHans-Regular'].sort(),
    );
    // Feet stand between the pages of a long text.
    const all = pages
      .map((page) => page.split(`SHA-256${hash}`))
      .flat()
      .join('')
      .replace(/(?<=\D)\d+\/\d+/g, '');
    const shown = (said: string): string =>
      said
        .replace(/\s/g, '')
        .replace('𠮷', '[U+20BB7]')
        .replace(/^(\d+)(\d{3})(\d{3})\.(\d\d)$/, '$1,$2,$3.$4');
    const words: Record<string, string> = { LEAD: '牵头', PARTICIPANT: '参与', EQUIPMENT: '设备费' };
    const lost = leaves(CONTENT).filter(
      (said) => said.length < 1_000 && !all.includes(words[said] ?? shown(said)),
    );
    expect(lost).toEqual([]);
    expect(all.match(/企业的任务/g)!.length).toBeGreaterThanOrEqual(395);
    for (const said of [
      '1,234,567.50元',
      '合作的组织形式',
      'escrow',
      'ethics',
      '青海测试锂盐有限公司',
      '陈负责',
    ])
      expect(all).toContain(said);
    expect(pages.at(-1)).toContain('受李代表委托签署');
    expect(pages.at(-1)).toContain('2025-10-1310:03:04(UTC+8)');
    expect(info).toMatchObject({ Title: '碳酸锂联合攻关' });
    expect(pages.join('')).not.toMatch(/草稿|未全部签署|尚未签署/);
  });

  it('is the same bytes for the same content, and says on every page that not all have signed', async () => {
    const [one, again] = [await pdfOf([lead, missing]), await pdfOf([lead, missing])];
    expect(one.equals(again)).toBe(true);
    const partly = await readPdf(one);
    expect(partly.pages.filter((page) => !page.includes('未全部签署'))).toEqual([]);
    expect(partly.pages.at(-1)).toContain('尚未签署');
  });
});
