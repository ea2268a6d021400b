import type { OrganisationKind } from '../../src/areas/organisations';

/**
 * What the city announced for its City of Innovation in 2025: names and numbers as a municipal newspaper reported them.
 * Nothing here is invented; what is, is in `fiction.ts`.
 */
export interface OrganisationFact {
  readonly name: string;
  readonly nameEn: string;
  readonly shortName?: string;
  readonly kind: OrganisationKind;
  readonly platforms?: readonly { readonly name: string; readonly nameEn: string }[];
}

const facts = <K extends string>(table: Record<K, OrganisationFact>): Readonly<Record<K, OrganisationFact>> =>
  table;

export const ORGANISATIONS = facts({
  bureau: {
    name: '西宁市科学技术局',
    nameEn: 'Xining Municipal Science and Technology Bureau',
    kind: 'GOVERNMENT',
  },
  isl: {
    name: '中国科学院青海盐湖研究所',
    nameEn: 'Qinghai Institute of Salt Lakes, CAS',
    shortName: '盐湖所',
    kind: 'RESEARCH_INSTITUTE',
  },
  nwipb: {
    name: '中国科学院西北高原生物研究所',
    nameEn: 'Northwest Institute of Plateau Biology, CAS',
    shortName: '西高所',
    kind: 'RESEARCH_INSTITUTE',
  },
  tju: {
    name: '天津大学',
    nameEn: 'Tianjin University',
    kind: 'UNIVERSITY',
    platforms: [
      {
        name: '国家工业结晶工程技术研究中心',
        nameEn: 'National Engineering Research Centre of Industrial Crystallization',
      },
    ],
  },
  qmu: { name: '青海民族大学', nameEn: 'Qinghai Minzu University', kind: 'UNIVERSITY' },
  qhu: {
    name: '青海大学',
    nameEn: 'Qinghai University',
    kind: 'UNIVERSITY',
    platforms: [{ name: '现代盐湖产业学院', nameEn: 'Modern Salt Lake Industry College' }],
  },
  qit: { name: '青海理工学院', nameEn: 'Qinghai Institute of Technology', kind: 'UNIVERSITY' },
  ccmu: { name: '首都医科大学', nameEn: 'Capital Medical University', kind: 'UNIVERSITY' },
  xiaotangshan: { name: '北京小汤山医院', nameEn: 'Beijing Xiaotangshan Hospital', kind: 'HOSPITAL' },
  botany: {
    name: '江苏省中国科学院植物研究所',
    nameEn: 'Institute of Botany, Jiangsu Province and CAS',
    shortName: '江苏植物研究所',
    kind: 'RESEARCH_INSTITUTE',
  },
  casisd: {
    name: '中国科学院科技战略咨询研究院',
    nameEn: 'Institutes of Science and Development, CAS',
    kind: 'RESEARCH_INSTITUTE',
  },
  vocational: {
    name: '青海职业技术大学',
    nameEn: 'Qinghai Vocational and Technical University',
    kind: 'UNIVERSITY',
  },
  cityCollege: {
    name: '西宁城市职业技术学院',
    nameEn: 'Xining City Vocational and Technical College',
    kind: 'UNIVERSITY',
  },
  lansuan: {
    name: '青海蓝算职业技能培训学校',
    nameEn: 'Qinghai Lansuan Vocational Skills Training School',
    kind: 'OTHER',
  },
  labour: {
    name: '西宁市人力资源和社会保障局',
    nameEn: 'Xining Human Resources and Social Security Bureau',
    kind: 'GOVERNMENT',
  },
});

export type FactKey = keyof typeof ORGANISATIONS;

/** The monthly meeting with 盐湖所. */
export const LIAISON = { title: '月对接工作机制', with: 'isl' } as const satisfies {
  title: string;
  with: FactKey;
};

/** The quarterly joint applications; in the year, at least so many projects approved (立项). */
export const ROUNDS = { title: '联合申报活动', approvedProjects: 10 } as const;

/** The project that a special fund was announced for; amounts in CNY yuan. */
export const CARBONATE = {
  title: '高纯碳酸锂绿色结晶精制关键技术研究',
  titleEn: 'Key technology of green crystallisation refining of high-purity lithium carbonate',
  partners: ['qmu', 'tju'],
  reliesOn: '国家工业结晶工程技术研究中心',
  fund: '3500000.00',
  /** For programs. */
  fundCode: 'lithium-carbonate',
  /** The year of the announcement, and month and day by which the fund is due in it. */
  announcedIn: 2025,
  fundDue: '06-30',
} as const satisfies { partners: readonly FactKey[] } & Record<string, unknown>;

/** People to be trained in the year, and who answers for it where the report says so. */
export const TALENT = {
  saltLake: { name: '盐湖化工领域人才', people: 500 },
  computing: { name: '人工智能训练师等绿色算力人才', people: 1000, by: 'labour' },
} as const satisfies Record<string, { name: string; people: number; by?: FactKey }>;

/** Technology contracts as announced for the year before; amounts in CNY yuan. */
export const CONTRACTS = {
  year: 2024,
  registered: 1693,
  turnover: '1839000000.00',
  growth: 0.22,
  source: '西宁市“五个城市”建设报道，2025 年 1 月 (municipal newspaper, January 2025)',
} as const;
