import type { AchievementContent } from '../../src/areas/achievements';
import type { FactKey } from './facts';

/** What an institute offers in the demonstration; its text is made up, and says so. */
export interface DemoAchievement {
  readonly by: FactKey;
  /** The account whose person contributed. */
  readonly contributor?: string;
  readonly progress: 'DRAFT' | 'IN_REVIEW' | 'OPEN';
  readonly content: Omit<AchievementContent, 'contributorIds'>;
}

const FICTION = '（演示文本，纯属虚构，不代表该单位的真实成果）';

export const ACHIEVEMENTS: readonly DemoAchievement[] = [
  {
    by: 'tju',
    contributor: 'tju',
    progress: 'OPEN',
    content: {
      title: '碳酸锂反应结晶与重结晶耦合精制工艺',
      abstract: `针对工业级碳酸锂中钠、钾、硫酸根与硼的包藏，采用碳化溶解、分步除杂与程序升温反应结晶耦合，控制过饱和度与晶种，使杂质随母液排出而不进入晶格。小试产品主含量 99.99 %，钠低于 20 ppm，粒度分布可控，母液循环使用，无新增废盐。${FICTION}`,
      visibility: 'PUBLIC',
      keywords: ['碳酸锂', '反应结晶', '绿色精制', '杂质控制'],
      trl: 5,
      modes: ['DEVELOPMENT', 'LICENCE'],
    },
  },
  {
    by: 'tju',
    contributor: 'tju',
    progress: 'OPEN',
    content: {
      title: '结晶过程粒度与形貌的在线监测及反馈控制',
      abstract: `以在线图像与聚焦光束反射测量结合，实时得到晶体粒度分布与长径比，反馈调节冷却与搅拌，使批次间粒度偏差由 18 % 降到 5 %，适用于无机盐与药物结晶。${FICTION}`,
      visibility: 'PUBLIC',
      keywords: ['工业结晶', '粒度控制', '过程分析'],
      trl: 7,
      modes: ['SERVICE', 'LICENCE'],
    },
  },
  {
    by: 'isl',
    contributor: 'isl',
    progress: 'OPEN',
    content: {
      title: '高镁锂比盐湖卤水选择性提锂与深度除硼',
      abstract: `用梯度溶剂萃取由高镁锂比卤水中分离锂与硼，硼降到 3 mg/L 以下，锂收率 97 %，萃取剂年补充量低于 2 %；已完成吨级卤水的连续试验。${FICTION}`,
      visibility: 'PUBLIC',
      keywords: ['卤水提锂', '除硼', '溶剂萃取', '镁锂分离'],
      trl: 6,
      modes: ['DEVELOPMENT', 'TRANSFER'],
    },
  },
  {
    by: 'isl',
    contributor: 'isl',
    progress: 'OPEN',
    content: {
      title: '低温高容量铝系锂吸附剂的造粒方法',
      abstract: `以多孔无机骨架包覆铝系吸附活性组分，5 ℃ 下吸附容量 6.8 mg/g，三百次循环溶损低于 3 %，适用于冬季卤水。合作条件只对平台认证单位公开。${FICTION}`,
      visibility: 'MEMBERS',
      keywords: ['锂吸附剂', '低温吸附', '造粒'],
      trl: 5,
      modes: ['LICENCE', 'EQUITY'],
    },
  },
  {
    by: 'nwipb',
    progress: 'OPEN',
    content: {
      title: '唐古特大黄与羌活的种子处理和高海拔育苗',
      abstract: `以层积与赤霉素处理打破休眠，配合保水基质与遮阴，在海拔 3200 米育苗的移栽成活率达到 82 %，有效成分含量与野生植株相当。${FICTION}`,
      visibility: 'PUBLIC',
      keywords: ['高原药用植物', '种苗繁育', '迁地保护'],
      trl: 6,
      modes: ['SERVICE', 'DEVELOPMENT'],
    },
  },
  {
    by: 'botany',
    progress: 'OPEN',
    content: {
      title: '珍稀植物迁地保护的引种评价与扩繁',
      abstract: `建立引种地气候相似性评价、离体保存与组织培养扩繁的成套方法，可用于城市植物园的规划与建设。${FICTION}`,
      visibility: 'PUBLIC',
      keywords: ['迁地保护', '组织培养', '植物园'],
      trl: 7,
      modes: ['CONSULTING', 'SERVICE'],
    },
  },
  {
    by: 'qhu',
    progress: 'IN_REVIEW',
    content: {
      title: '沉锂母液膜法浓缩与锂钠分离',
      abstract: `以耐碱纳滤与电渗析组合浓缩沉锂母液，回收其中的锂，副产碳酸钠返回使用。${FICTION}`,
      visibility: 'PUBLIC',
      keywords: ['沉锂母液', '电渗析'],
      trl: 4,
      modes: ['DEVELOPMENT'],
    },
  },
  {
    by: 'qmu',
    contributor: 'qmu',
    progress: 'DRAFT',
    content: {
      title: '盐湖镁资源制备碱式硫酸镁晶须',
      abstract: `以水热法由老卤制备晶须，尚在整理数据。${FICTION}`,
      visibility: 'MEMBERS',
      keywords: ['镁资源', '晶须'],
      trl: 3,
      modes: [],
    },
  },
];
