import { messages, sentence, type Params, type Sentence } from '../../kernel/messages';

export const guidanceMessages = messages({
  'guidance.praise': {
    zh: '“{phrase}”无法核对：删去，或换成数值与单位（如“纯度 ≥ 99.9 %”）',
    en: '“{phrase}” cannot be checked: leave it out, or put a number with its unit (such as “purity ≥ 99.9 %”)',
  },
  'guidance.claim': {
    zh: '“{phrase}”需要依据：写明与谁相比、差多少（如对方产品的型号与指标），否则删去',
    en: '“{phrase}” needs proof: say compared with whom and by how much (model and figures), or leave it out',
  },
  'guidance.want': {
    zh: '“{phrase}”没有尺度：写明从多少到多少、什么单位（如“能耗由 45 降至 40 kWh/t”）',
    en: '“{phrase}” has no measure: say from how much to how much, in what unit (such as “from 45 to 40 kWh/t”)',
  },
  'guidance.scope': {
    zh: '“{phrase}”没有边界：逐项列出需要的内容，不需要的不写',
    en: '“{phrase}” leaves open what is meant: list each thing you need, and nothing else',
  },
  'guidance.description-no-number': {
    zh: '描述中没有一个数值：写出工况与现状（温度、浓度、处理量、良率……）及单位',
    en: 'The description has no number: give the conditions and today’s state (temperature, concentration, throughput, yield) with units',
  },
  'guidance.description-repeats-title': {
    zh: '描述重复了标题：把这一句换成标题没有说的工况、难点和已试过的办法',
    en: 'The description repeats the title: use the room for what the title leaves out, conditions, difficulty and what was tried',
  },
  'guidance.title-generic': {
    zh: '标题没有说出对象：写明是什么物料、产品或设备的什么问题（如“碳酸锂中硫酸根的脱除”）',
    en: 'The title names no object: say which material, product or machine and what is wrong with it (such as “removing sulphate from lithium carbonate”)',
  },
  'guidance.deadline-near': {
    zh: '距截止日期 {deadline} 不足 {days} 天，别人来不及回应：改到 {earliest} 或以后',
    en: 'The deadline {deadline} is less than {days} days away, too near for an answer: move it to {earliest} or later',
  },
  'guidance.budget-zero': {
    zh: '预算为零：填写愿意投入的金额（元），或留空面议',
    en: 'The budget is zero: give what you would spend (yuan), or leave it empty to be agreed',
  },
  'guidance.budget-wide': {
    zh: '预算上限超过下限的 {ratio} 倍：检查单位是否为元，并收窄范围',
    en: 'The upper budget is over {ratio} times the lower one: check that both are in yuan, and narrow the range',
  },
  'guidance.metric-no-number': {
    zh: '指标“{name}”的目标没有数值：写成“≥ 95 %”这样可以检验的值',
    en: 'The target of “{name}” has no number: write a value that can be tested, such as “≥ 95 %”',
  },
  'guidance.metric-no-unit': {
    zh: '指标“{name}”没有单位：填写单位；无量纲的写“1”',
    en: 'The metric “{name}” has no unit: give one, or “1” if it has no dimension',
  },
  'guidance.metric-units-differ': {
    zh: '指标“{name}”的单位不一致（{units}）：现状与目标统一用一个单位',
    en: 'The metric “{name}” mixes units ({units}): give today and wanted in the same one',
  },
  'guidance.metric-unchanged': {
    zh: '指标“{name}”的目标与现状相同：写明要改变到多少，或删去这项指标',
    en: 'The target of “{name}” is what it is today: say what it must become, or drop the metric',
  },
  'guidance.metric-already-met': {
    zh: '指标“{name}”的现状已满足目标：检查大于、小于的方向，或提高目标',
    en: 'Today’s “{name}” already meets the target: check the direction of the comparison, or ask for more',
  },
  'guidance.metric-repeated': {
    zh: '指标“{name}”出现了两次：合并为一项，或在名称中写明不同的条件',
    en: 'The metric “{name}” is there twice: merge the two, or tell the conditions apart in their names',
  },
});

export type GuidanceCode = keyof typeof guidanceMessages;

/** A sentence of this area in both languages. */
export const say = <C extends GuidanceCode>(
  code: C,
  params: Params<(typeof guidanceMessages)[C]>,
): Sentence => ({ zh: sentence(code, params, 'zh'), en: sentence(code, params, 'en') });
