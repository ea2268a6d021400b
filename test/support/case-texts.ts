/** The agreement of the journey's project: the seven matters, settled. */
const AGREEMENT = {
  organisation: '青海测试锂盐有限公司牵头，每月召开一次联席会议。',
  tasks: '天大负责结晶机理，民大负责中试，企业负责产线验证。',
  funding: '专项经费由牵头单位管理，各方自筹部分自行承担。',
  intellectualProperty: '各自完成的归各自所有，共同完成的共同所有。',
  benefits: '产业化收益按投入比例分配。',
  risks: '技术风险由各方按任务分担。',
  breach: '未按期完成任务的一方退还相应经费。',
};

/** The journey's need, but for its owner. */
export const NEED = {
  title: '电池级碳酸锂结晶过程除镁提纯',
  description:
    '盐湖卤水制得的工业级碳酸锂镁、硼杂质偏高，产品批次间粒度不稳定，希望通过反应结晶与重结晶工艺优化，使产品稳定达到电池级标准，并降低母液循环量和洗水用量。',
  visibility: 'PUBLIC',
  keywords: ['碳酸锂', '结晶', '除镁'],
  metrics: [{ name: '镁含量', unit: 'ppm', current: '300', target: '80' }],
  budgetMax: '2000000',
  deadline: '2025-12-31',
};

/** The journey's achievement, but for its owner. */
export const ACHIEVEMENT = {
  title: '反应结晶法制备高纯碳酸锂技术',
  abstract:
    '针对盐湖卤水体系，开发碳酸锂反应结晶与重结晶耦合工艺，调控成核与生长，降低镁、钙、硼杂质夹带，产品粒度均匀。',
  visibility: 'PUBLIC',
  keywords: ['碳酸锂', '工业结晶'],
  trl: 6,
  modes: ['DEVELOPMENT', 'LICENCE'],
};

/** The journey's project, but for its parties and what it came from. */
export const PROJECT = {
  title: '高纯碳酸锂绿色结晶精制关键技术',
  summary: '以反应结晶为核心，开发盐湖碳酸锂绿色精制成套工艺。',
  requestedFunding: '1500000.00',
  startsOn: '2025-10-01',
  endsOn: '2027-09-30',
  agreement: AGREEMENT,
};
