/** Why a phrase helps nobody who would answer; each group has its own advice. */
export const VAGUE_GROUPS = ['praise', 'claim', 'want', 'scope'] as const;
export type VagueGroup = (typeof VAGUE_GROUPS)[number];

const phrases = (text: string): readonly string[] => text.trim().split(/\s*[|\n]\s*/);

/** Phrases that say nothing one could check, by group; a space also stands for a hyphen. */
export const VAGUE_PHRASES: Readonly<Record<VagueGroup, readonly string[]>> = {
  // empty praise
  praise: phrases(`
    先进 | 国际先进 | 国内先进 | 领先 | 国际领先 | 国内领先 | 行业领先 | 遥遥领先 | 一流 | 国际一流 | 国内一流 | 世界一流 | 顶尖 | 高端
    世界级 | 尖端 | 前沿 | 颠覆性 | 革命性 | 卓越 | 优异 | 高水平 | 高品质 | 高质量 | 高科技 | 高精尖 | 全新 | 新颖 | 独特 | 完美
    advanced | state of the art | cutting edge | leading edge | world class | world leading | industry leading | first class
    best in class | high end | top tier | novel | innovative | revolutionary | disruptive | groundbreaking | breakthrough | next generation
    excellent | outstanding | superior | high quality | unique
  `),
  // claims that want proof
  claim: phrases(`
    填补空白 | 填补国内空白 | 填补国际空白 | 填补了空白 | 填补了国内空白 | 国内首创 | 国际首创 | 世界首创 | 首创 | 全球首个 | 国内首个
    打破垄断 | 打破国外垄断 | 打破国际垄断 | 打破了国外垄断 | 独家 | 唯一 | 国内唯一 | 卡脖子 | 自主可控 | 处于空白 | 属国内空白
    first of its kind | first in china | first in the world | fill the gap | fill a gap | fills a gap | fills the gap | break the monopoly
    breaks the monopoly | unprecedented | one of a kind | unparalleled | unrivalled
  `),
  // wants without a measure
  want: phrases(`
    大幅提高 | 大幅提升 | 大幅度提高 | 大幅度提升 | 大幅降低 | 大幅度降低 | 大幅减少 | 显著提高 | 显著提升 | 显著降低 | 显著改善 | 显著增强
    明显提高 | 明显提升 | 明显降低 | 明显改善 | 有效提高 | 有效提升 | 有效降低 | 有效解决 | 进一步提高 | 进一步提升 | 进一步降低 | 全面提升
    不断提高 | 尽可能 | 尽量 | 越高越好 | 越低越好 | 越快越好 | 较好 | 较高 | 较低 | 更好 | 更高 | 良好 | 性能优良 | 性能稳定 | 成本低廉
    低成本 | 物美价廉 | 尽快 | 合理控制 | 一定程度
    significantly improve | significantly increase | significantly reduce | significantly lower | greatly improve | greatly increase
    greatly reduce | substantially improve | substantially reduce | considerably improve | dramatically improve | dramatically reduce
    as high as possible | as low as possible | as much as possible | as soon as possible | as far as possible | better performance
    good performance | good quality | good stability | high efficiency | low cost | cost effective | reasonable cost | optimal | user friendly
  `),
  // what the need takes in, left open
  scope: phrases(`
    相关技术 | 相关工艺 | 相关设备 | 相关产品 | 相关问题 | 相关领域 | 相关方案 | 有关技术 | 有关问题 | 等等 | 等方面 | 等问题 | 等技术 | 等领域
    一系列 | 各种各样 | 各方面 | 多方面 | 诸多 | 若干 | 某些 | 全方位 | 全产业链 | 一揽子 | 及其他 | 成套技术
    and so on | and so forth | etc | related technologies | related technology | relevant technologies | relevant technology | various
    a series of | a range of | a variety of | all kinds of | and others | and the like | several aspects | certain aspects
  `),
};

/** Words that a title may be made of and still name nothing. */
export const GENERIC_WORDS: ReadonlySet<string> = new Set(
  phrases(`
    新型 | 高效 | 智能 | 智能化 | 绿色 | 低碳 | 节能 | 环保 | 降耗 | 提质 | 增效 | 工艺 | 材料 | 新材料 | 装备 | 设备 | 装置 | 仪器 | 软件 | 硬件
    升级 | 改造 | 升级改造 | 技术改造 | 改良 | 革新 | 突破 | 瓶颈 | 质量 | 性能 | 效率 | 成本 | 生产 | 制造 | 加工 | 生产线 | 工程 | 服务 | 咨询
    年 | 年度 | 月 | 我司 | 我公司 | 一批 | 新一代 | 国产化 | 国产 | 替代 | 自动化 | 数字化 | 信息化 | 现代化 | 高端 | 一流 | 高质量 | 尖端 | 前沿 | 征集 | 求购 | 寻找 | 急需 | 急求 | 面向 | 新
    process | processes | equipment | material | materials | device | devices | upgrade | upgrading | improvement | improve | improving
    optimisation | optimization | quality | performance | efficiency | cost | production | manufacturing | service | services | advanced | smart
    intelligent | green | efficient | high | low | better | modern | seek | looking | wanted | help | support | request | problem | issue
    innovative | software | hardware | digital | automatic | automation
  `),
);

/** Any of the words, wherever it stands, in either case: Chinese as it is, English as whole words; the longest first. */
export const anyOf = (words: readonly string[]): RegExp =>
  new RegExp(
    [...words]
      .sort((a, b) => b.length - a.length)
      .map((word) => (/^[a-z]/.test(word) ? `\\b${word.replaceAll(' ', '[\\s-]+')}\\b` : word))
      .join('|'),
    'gi',
  );
