const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Chinese characters that tie words together and say nothing of the matter; no unit reaches across them. */
export const HAN_TIES = words(
  '的 了 和 与 及 或 在 对 是 为 以 于 其 之 等 并 而 将 从 到 由 被 把 向 使 中 上 下 可 也 均 各 该 此 且 但 则',
);

/** Chinese words of every text, and the project-speak that fills titles without naming anything. */
export const HAN_STOP_WORDS = words(`
  以及 通过 进行 采用 利用 基于 一种 一个 本文 我们 可以 能够 具有 其中 同时 根据 针对 关于 由于 因此 所以 但是 并且 而且 如果 这些 那些
  这种 以下 以上 之间 之后 主要 不同 相关 有关 较为 比较 非常 十分 目前 现有 已有 存在 结果 表明 结果表明 提出 分析 介绍 讨论 探讨 结合
  方面 情况 作用 影响 需要 需求 希望 寻求 解决 问题 难题 要求 目标 目的 意义 包括 以便 从而 得到 得出 达到 实现 提供 有效 重要 一定 以内 左右
  研发 研究 研制 开发 产业化 产业 关键技术 核心技术 共性 技术 应用 示范 项目 工程化 推广 转化 成果 科技 创新 攻关 课题 专项 方案 方法
  体系 系统 平台 建设 产品 企业 公司 合作 联合 水平 国内 国际 国内外 领先 先进 提升 提高 优化 改进 促进 推动 加快 综合 集成
`);

/** English words of every text, and the same project-speak. */
export const LATIN_STOP_WORDS = words(`
  a an the and or of in on at to for from by with without into over under between among as is are was were be been being it its this that
  these those we our us they their he she his her you your i my not no nor so than then there here which who whom whose what when where how
  why can could may might must shall should will would do does did done has have had having also such both each other another more most some
  any all many much very only same own too just about above below after before during through up down out off again further once if because
  while until against per via based using used use paper study results result show shows shown proposed propose presents present method
  research development develop technology technologies key application applications project innovation industrialization demonstration
  system systems novel new need needs wanted seek seeking solution solutions
`);
