import { messages, refuser } from '../../kernel/messages';

export const contractsMessages = messages({
  'contracts.not-party': {
    zh: '您不是合同当事人的成员',
    en: 'You are not a member of a party to the contract',
  },
  'contracts.not-editable': {
    zh: '只有草稿或退回补正的合同可以修改',
    en: 'Only a draft, or a contract that was returned, can be edited',
  },
  'contracts.subtype': {
    zh: '“{subtype}”不是该合同类型下的种类',
    en: '“{subtype}” is not a subtype of this type of contract',
  },
  'contracts.signed-later': {
    zh: '签订日不能晚于今天',
    en: 'The signing day is not later than today',
  },
  'contracts.technology-above': {
    zh: '技术交易额不能大于成交额',
    en: 'The technology value is not above the turnover',
  },
  'contracts.income-above': {
    zh: '技术性收入不能大于技术交易额',
    en: 'The technology income is not above the technology value',
  },
  'contracts.technology-missing': {
    zh: '登记前须核定技术交易额',
    en: 'The technology value has to be settled before it is registered',
  },
  'contracts.party-unnamed': {
    zh: '第 {position} 个当事人既不是平台单位也没有名称',
    en: 'Party no. {position} is neither on the platform nor named',
  },
  'contracts.uscc': {
    zh: '“{value}”不是有效的统一社会信用代码',
    en: '“{value}” is not a valid unified social credit code',
  },
  'contracts.district': { zh: '“{value}”不是行政区划代码', en: '“{value}” is not a district code' },
  'contracts.rule': {
    zh: '尚不符合登记规则 {code}，见 checks',
    en: 'It does not meet the rule {code} yet: see `checks`',
  },
  'contracts.once': {
    zh: '该合同已申请或已登记（{number}）：一份合同只登记一次',
    en: 'This contract was filed or registered already ({number}): a contract is registered once',
  },
  'contracts.number-taken': {
    zh: '登记编号“{number}”已存在',
    en: 'The registration number “{number}” is taken',
  },
  'contracts.experts-first': {
    zh: '按签订日适用的规则，登记前须经专家评审',
    en: 'By the rules of its signing day experts have to review it first',
  },
  'contracts.opinion-missing': {
    zh: '经专家评审的合同，须写明评审意见',
    en: 'A contract that experts reviewed is registered with a note of their opinion',
  },
  'contracts.objected-already': { zh: '对该决定已提出过异议', en: 'The decision was objected to already' },
  'contracts.objection-late': {
    zh: '异议期限已过（{until}）',
    en: 'The time to object is over ({until})',
  },
  'contracts.change-pending': {
    zh: '已有一项变更待处理',
    en: 'A change is asked for already',
  },
  'contracts.change-none': { zh: '没有待处理的变更', en: 'No change is asked for' },
  'contracts.change-empty': { zh: '请至少填写一项变更', en: 'Say at least one thing that is to change' },
  'contracts.project': {
    zh: '只有立项后的项目可以由此订立技术合同',
    en: 'Only an approved project leads to a contract',
  },
  'contracts.registered-early': {
    zh: '登记日不能早于签订日，也不能晚于今天',
    en: 'The day of registration is neither before the signing day nor later than today',
  },
  'contracts.ends-early': {
    zh: '有效期截止日不能早于起始日',
    en: 'The validity does not end before it starts',
  },
});

export const refuse = refuser(contractsMessages);
