import type { Sentence } from '../../kernel/messages';
import { RULE_PACKS, type ContractRegime } from './contract.packs';
import { SUBTYPES_OF, type RuledContract } from './contract.types';
import { isPatentNumber } from './patent-number';

/** Whether a rule that is not met keeps a contract from being filed, or is told. */
export type RuleSeverity = 'BLOCKING' | 'ADVICE';

/** One rule that a contract is filed by. */
export interface ContractRule {
  readonly code: string;
  readonly severity: RuleSeverity | Readonly<Record<ContractRegime, RuleSeverity>>;
  readonly source: Sentence | ((regime: ContractRegime) => Sentence);
  readonly text: Sentence;
  /** The input field that it is about. */
  readonly field: string;
  /** Pure: it looks only at what is already loaded. */
  readonly passes: (contract: RuledContract) => boolean;
}

/** A provision of the Civil Code. */
export const civilCode = (article: number): Sentence => ({
  zh: `《民法典》第${article}条`,
  en: `Civil Code, art. ${article}`,
});
const ofPack = (regime: ContractRegime): Sentence => RULE_PACKS[regime].source;
const isRoyalty = ({ priceForm }: RuledContract): boolean =>
  priceForm === 'ROYALTY' || priceForm === 'ENTRANCE_FEE_AND_ROYALTY';
const movesExisting = ({ type }: RuledContract): boolean => type === 'TRANSFER' || type === 'LICENCE';
const ofPatents = ({ subtype }: RuledContract): boolean =>
  subtype === 'PATENT' || subtype === 'PATENT_APPLICATION';

/** The rules in the order in which they are read. */
export const CONTRACT_RULES: readonly ContractRule[] = [
  {
    code: 'SUBTYPE',
    severity: 'BLOCKING',
    source: civilCode(843),
    field: 'subtype',
    text: { zh: '已说明合同类型之下的种类', en: 'What the type is divided into is told' },
    passes: ({ type, subtype }) => SUBTYPES_OF[type].length === 0 || subtype !== null,
  },
  {
    code: 'PARTIES',
    severity: 'BLOCKING',
    source: civilCode(843),
    field: 'parties',
    text: { zh: '至少有一个卖方和另一个买方', en: 'There is a seller, and another buyer' },
    passes: ({ parties }) => {
      const named = (role: string): string[] =>
        parties.filter((party) => party.role === role).map(({ name }) => name);
      const sellers = named('SELLER');
      return sellers.length > 0 && named('BUYER').some((name) => !sellers.includes(name));
    },
  },
  {
    code: 'SELLER_FILES',
    severity: 'BLOCKING',
    source: ofPack,
    field: 'parties',
    text: {
      zh: '第一卖方是平台上的单位：合同由卖方登记一次',
      en: 'The first seller is on the platform: the seller registers, once',
    },
    passes: ({ sellerId }) => sellerId !== null,
  },
  {
    code: 'CODES',
    severity: 'ADVICE',
    source: ofPack,
    field: 'parties',
    text: { zh: '各方均有统一社会信用代码', en: 'Every party has its unified social credit code' },
    passes: ({ parties }) => parties.every(({ uscc }) => uscc !== null),
  },
  {
    code: 'SUBJECT',
    severity: 'BLOCKING',
    source: civilCode(845),
    field: 'subject',
    text: {
      zh: '已写明标的的内容、范围和要求',
      en: 'Content, scope and requirements of the subject are told',
    },
    passes: ({ subject }) => subject !== null,
  },
  {
    code: 'VALIDITY',
    severity: 'BLOCKING',
    source: civilCode(845),
    field: 'endsOn',
    text: {
      zh: '有效期完整，截止日不早于起始日和签订日',
      en: 'The validity is told, and ends neither before it starts nor before the signing day',
    },
    passes: ({ signedOn, startsOn, endsOn }) =>
      startsOn !== null && endsOn !== null && startsOn <= endsOn && signedOn <= endsOn,
  },
  {
    code: 'PRICE_FORM',
    severity: 'BLOCKING',
    source: civilCode(846),
    field: 'priceForm',
    text: { zh: '已约定价款的支付方式', en: 'How it is paid is agreed' },
    passes: ({ priceForm }) => priceForm !== null,
  },
  {
    code: 'ROYALTY',
    severity: 'BLOCKING',
    source: civilCode(846),
    field: 'royaltyTerms',
    text: { zh: '提成支付的，已写明提成的基数和比例', en: 'A royalty tells of what and how much it is' },
    passes: (contract) => !isRoyalty(contract) || contract.royaltyTerms !== null,
  },
  {
    code: 'TURNOVER',
    severity: 'BLOCKING',
    source: ofPack,
    field: 'turnover',
    text: { zh: '成交额大于零', en: 'The turnover is above zero' },
    passes: ({ turnover }) => Number(turnover) > 0,
  },
  {
    code: 'TECHNOLOGY_VALUE',
    severity: { RULES_2001: 'ADVICE', MEASURES_2026: 'BLOCKING' },
    source: ofPack,
    field: 'technologyValue',
    text: {
      zh: '已填写技术交易额：登记证明同时载明成交额和技术交易额',
      en: 'The technology value is told: the certificate shows both turnover and technology value',
    },
    passes: ({ technologyValue }) => technologyValue !== null,
  },
  {
    code: 'TECHNOLOGY_INCOME',
    severity: { RULES_2001: 'BLOCKING', MEASURES_2026: 'ADVICE' },
    source: ofPack,
    field: 'technologyIncome',
    text: { zh: '已填写技术性收入', en: 'The technology income is told' },
    passes: ({ technologyIncome }) => technologyIncome !== null,
  },
  {
    code: 'EXISTING_TECHNOLOGY',
    severity: 'BLOCKING',
    source: civilCode(862),
    field: 'undeveloped',
    text: {
      zh: '转让、许可的是现有技术；尚待开发的技术应订立技术开发合同',
      en: 'What is transferred or licensed exists; what is still to be developed is a matter of development',
    },
    passes: (contract) => !movesExisting(contract) || !contract.undeveloped,
  },
  {
    code: 'PATENTS',
    severity: 'BLOCKING',
    source: civilCode(863),
    field: 'patents',
    text: {
      zh: '转让、许可专利的，已列明专利号或申请号',
      en: 'Patents that are transferred or licensed are named',
    },
    passes: (contract) => !movesExisting(contract) || !ofPatents(contract) || contract.patents.length > 0,
  },
  {
    code: 'PATENT_NUMBERS',
    severity: 'ADVICE',
    source: {
      zh: '《专利申请号标准》ZC 0006-2003',
      en: 'Standard for the numbers of applications, ZC 0006-2003',
    },
    field: 'patents',
    text: {
      zh: '专利号格式和校验位正确',
      en: 'Patent numbers are well-formed, with the right check character',
    },
    passes: ({ patents }) => patents.every(isPatentNumber),
  },
  {
    code: 'OWNERSHIP',
    severity: 'ADVICE',
    source: civilCode(859),
    field: 'ownership',
    text: {
      zh: '已约定成果归属；未约定的，按法律规定（见 defaults）',
      en: 'Who owns the results is agreed; where it is not, the law decides (see `defaults`)',
    },
    passes: ({ type, ownership }) => type !== 'DEVELOPMENT' || ownership !== null,
  },
];
