import type { PlatformRole } from '../../src/kernel/actor';
import { usccCheck, type RegisterOrganisationInput } from '../../src/areas/organisations';
import type { FactKey } from './facts';

/** What the facts do not give and the story needs: enterprises and people, each marked as fictional in its name. */
export type EnterpriseKey = 'enterprise' | 'rival' | 'herbs';

const madeUp = (first17: string): string => first17 + usccCheck(first17);

export const ENTERPRISES: Readonly<Record<EnterpriseKey, RegisterOrganisationInput>> = {
  enterprise: {
    name: '青海奔赴锂盐有限公司（虚构）',
    nameEn: 'Qinghai Benfu Lithium Salt Co., Ltd. (fictional)',
    shortName: '奔赴锂盐（虚构）',
    kind: 'ENTERPRISE',
    uscc: madeUp('91630100000000019'),
    district: '630106',
  },
  rival: {
    name: '青海争渡锂业有限公司（虚构）',
    nameEn: 'Qinghai Zhengdu Lithium Co., Ltd. (fictional)',
    shortName: '争渡锂业（虚构）',
    kind: 'ENTERPRISE',
    uscc: madeUp('91630100000000027'),
    district: '630105',
  },
  herbs: {
    name: '西宁原上草生物科技有限公司（虚构）',
    nameEn: 'Xining Yuanshangcao Biotechnology Co., Ltd. (fictional)',
    shortName: '原上草（虚构）',
    kind: 'ENTERPRISE',
    uscc: madeUp('91630100000000035'),
    district: '630121',
  },
};

export type OrganisationKey = FactKey | EnterpriseKey;

/** An account of the demonstration and the person behind it. */
export interface Character {
  /** Before `@xining.example`. */
  readonly login: string;
  readonly name: string;
  readonly nameEn: string;
  /** Shown beside the account when the program starts. */
  readonly who: string;
  readonly role?: PlatformRole;
  /** The organisation it represents. */
  readonly represents?: OrganisationKey;
  /** Where a reviewer works: the ground on which a conflict is found. */
  readonly worksAt?: OrganisationKey;
  readonly expertise?: readonly string[];
}

const reviewer = (n: number, name: string, nameEn: string, worksAt: FactKey, where: string, expertise: string[]): Character => ({
  login: `reviewer${n}`,
  name: `${name}（虚构）`,
  nameEn: `${nameEn} (fictional)`,
  who: `评审专家 reviewer · ${where}`,
  role: 'REVIEWER',
  worksAt,
  expertise,
}); // prettier-ignore

export const CHARACTERS: readonly Character[] = [
  {
    login: 'admin',
    name: '管平台（虚构）',
    nameEn: 'Guan Pingtai (fictional)',
    who: '平台管理员 administrator',
    role: 'ADMIN',
  },
  {
    login: 'bureau',
    name: '科小宁（虚构）',
    nameEn: 'Ke Xiaoning (fictional)',
    who: '西宁市科学技术局 the bureau',
    role: 'BUREAU_OFFICER',
    represents: 'bureau',
  },
  {
    login: 'isl',
    name: '湖清源（虚构）',
    nameEn: 'Hu Qingyuan (fictional)',
    who: '盐湖所 Institute of Salt Lakes',
    represents: 'isl',
    expertise: ['盐湖化学', '卤水提锂', '镁锂分离'],
  },
  {
    login: 'tju',
    name: '晶致远（虚构）',
    nameEn: 'Jing Zhiyuan (fictional)',
    who: '天津大学 Tianjin University',
    represents: 'tju',
    expertise: ['工业结晶', '反应结晶', '晶体工程'],
  },
  {
    login: 'qmu',
    name: '文育青（虚构）',
    nameEn: 'Wen Yuqing (fictional)',
    who: '青海民族大学 Qinghai Minzu University',
    represents: 'qmu',
    expertise: ['盐湖资源化学', '碳酸锂精制'],
  },
  {
    login: 'enterprise',
    name: '厂长安（虚构）',
    nameEn: 'Chang Chang’an (fictional)',
    who: '奔赴锂盐（虚构）an enterprise with a need',
    represents: 'enterprise',
  },
  {
    login: 'rival',
    name: '争先行（虚构）',
    nameEn: 'Zheng Xianxing (fictional)',
    who: '争渡锂业（虚构）its competitor',
    represents: 'rival',
  },
  reviewer(1, '评一鸣', 'Ping Yiming', 'nwipb', '西高所', ['高原生物', '植物资源']),
  reviewer(2, '评二川', 'Ping Erchuan', 'ccmu', '首都医科大学', ['药物分析', '药物结晶']),
  reviewer(3, '评三省', 'Ping Sanxing', 'botany', '江苏植物研究所', ['植物化学', '分离纯化']),
  reviewer(4, '评四维', 'Ping Siwei', 'qit', '青海理工学院', ['化学工程', '无机材料']),
  reviewer(5, '评五岳', 'Ping Wuyue', 'qhu', '青海大学', ['盐湖化工', '过程装备']),
  reviewer(6, '评六合', 'Ping Liuhe', 'tju', '天津大学：与其项目有利益冲突 in conflict with its projects', [
    '工业结晶',
  ]),
];
