import type { NeedsService } from '../../src/areas/needs';
import type { EnterpriseKey } from './fiction';

type Draft = Parameters<NeedsService['draft']>[1];

/** How far a need of the demonstration has come. */
export type Progress = 'DRAFT' | 'IN_REVIEW' | 'OPEN' | 'CLOSED';

/** A need of a fictional enterprise; its text is made up, and says so. */
export interface DemoNeed {
  readonly by: EnterpriseKey;
  readonly progress: Progress;
  /** Days from today until an answer no longer helps. */
  readonly deadlineInDays: number;
  readonly content: Omit<Draft, 'organisationId' | 'deadline' | 'visibility'> & {
    readonly visibility: 'PUBLIC' | 'MEMBERS' | 'CONFIDENTIAL';
  };
}

const FICTION = '（演示文本，纯属虚构）';

export const NEEDS: readonly DemoNeed[] = [
  {
    by: 'enterprise',
    progress: 'OPEN',
    deadlineInDays: 150,
    content: {
      title: '盐湖富锂卤水深度除硼工艺',
      description: `富锂卤水中硼含量约 1.2 g/L，现用酸化沉淀加一级树脂，树脂三个月即需更换，再生废液难处理。希望在不显著损失锂的前提下把硼降到 5 mg/L 以下，并给出树脂或萃取体系的寿命数据。${FICTION}`,
      visibility: 'PUBLIC',
      keywords: ['卤水除硼', '萃取', '螯合树脂'],
      sectors: ['C26'],
      metrics: [
        { name: '卤水硼含量', unit: 'mg/L', current: '1200', target: '≤ 5' },
        { name: '锂收率', unit: '%', current: '94', target: '≥ 98' },
      ],
      budgetMin: '800000.00',
      budgetMax: '1500000.00',
      trlNow: 4,
      trlWanted: 7,
    },
  },
  {
    by: 'rival',
    progress: 'OPEN',
    deadlineInDays: 120,
    content: {
      title: '降低铝系锂吸附剂的溶损率',
      description: `冬季卤水温度低于 5 ℃ 时铝系吸附剂解吸慢、溶损大，年补充量约为装填量的 12 %。寻找造粒配方或操作制度，使低温下吸附容量不低于 6 mg/g，溶损减半。${FICTION}`,
      visibility: 'MEMBERS',
      keywords: ['锂吸附剂', '低温吸附', '溶损'],
      sectors: ['C26'],
      metrics: [{ name: '吸附剂年溶损率', unit: '%', current: '12', target: '≤ 6' }],
      budgetMin: null,
      budgetMax: '2000000.00',
      trlNow: 5,
      trlWanted: 8,
    },
  },
  {
    by: 'rival',
    progress: 'OPEN',
    deadlineInDays: 200,
    content: {
      title: '高镁锂比卤水纳滤膜污堵的成因与清洗',
      description: `纳滤段运行两周后通量下降三成，化学清洗后只能恢复到九成。需要判明硅、硼、有机物各自的作用，并给出清洗周期与药剂方案。因涉及在建产线，内容只对选定的合作方公开。${FICTION}`,
      visibility: 'CONFIDENTIAL',
      keywords: ['纳滤', '膜污染', '镁锂分离'],
      sectors: ['C26'],
      metrics: [{ name: '两周后通量保持率', unit: '%', current: '70', target: '≥ 90' }],
      budgetMin: '600000.00',
      budgetMax: '1200000.00',
      trlNow: 6,
      trlWanted: 8,
    },
  },
  {
    by: 'enterprise',
    progress: 'DRAFT',
    deadlineInDays: 180,
    content: {
      title: '沉锂母液中锂的回收',
      description: `沉锂母液含锂约 1.5 g/L，目前返回前段，钠与硫酸根逐渐积累。${FICTION}`,
      visibility: 'MEMBERS',
      keywords: ['沉锂母液'],
    },
  },
  {
    by: 'herbs',
    progress: 'OPEN',
    deadlineInDays: 240,
    content: {
      title: '唐古特大黄种苗规模化繁育技术',
      description: `野生唐古特大黄资源减少，自繁种苗在海拔 3000 米以上的成活率只有四成。需要种子处理、育苗基质与移栽时期的成套方法，并保持有效成分含量不低于药典要求。${FICTION}`,
      visibility: 'PUBLIC',
      keywords: ['唐古特大黄', '种苗繁育', '高原药用植物'],
      sectors: ['A01'],
      metrics: [{ name: '移栽成活率', unit: '%', current: '40', target: '≥ 80' }],
      budgetMin: '300000.00',
      budgetMax: '500000.00',
      trlNow: 3,
      trlWanted: 6,
    },
  },
  {
    by: 'herbs',
    progress: 'IN_REVIEW',
    deadlineInDays: 160,
    content: {
      title: '沙棘籽油低温萃取与稳定化',
      description: `现用溶剂法得率高但有残留，亚临界法小试的过氧化值在三个月后超标。需要适合年处理 200 吨沙棘籽的低温萃取与抗氧化方案，并给出能耗。${FICTION}`,
      visibility: 'PUBLIC',
      keywords: ['沙棘籽油', '低温萃取', '抗氧化'],
      sectors: ['C14'],
      metrics: [{ name: '六个月过氧化值', unit: 'meq/kg', current: '14', target: '≤ 8' }],
      budgetMin: null,
      budgetMax: '450000.00',
      trlNow: 4,
      trlWanted: 7,
    },
  },
  {
    by: 'enterprise',
    progress: 'CLOSED',
    deadlineInDays: 90,
    content: {
      title: '碳酸锂干燥尾气余热利用',
      description: `干燥尾气约 110 ℃，含湿量高，现直接排放。希望回收热量用于卤水预热，投资回收期不超过三年。该需求已由企业自行解决。${FICTION}`,
      visibility: 'PUBLIC',
      keywords: ['余热回收', '干燥'],
      sectors: ['C26'],
      metrics: [{ name: '吨产品蒸汽消耗', unit: 't', current: '4.2', target: '≤ 3.5' }],
      budgetMin: null,
      budgetMax: '900000.00',
      trlNow: 6,
      trlWanted: 9,
    },
  },
];
