import type { ContractRole, ContractSubtype, ContractType, LicenceKind, PriceForm } from './contract.types';

/** What the forms of the register call things. */
export const WORDS: Readonly<
  Record<ContractType | ContractSubtype | PriceForm | LicenceKind | ContractRole, string>
> = {
  ...{ DEVELOPMENT: '技术开发', TRANSFER: '技术转让', LICENCE: '技术许可' },
  ...{ CONSULTING: '技术咨询', SERVICE: '技术服务' },
  ...{ COMMISSIONED: '委托开发', JOINT: '合作开发', PATENT: '专利', PATENT_APPLICATION: '专利申请权' },
  ...{ KNOW_HOW: '技术秘密', OTHER_RIGHT: '其他知识产权', GENERAL: '一般技术服务' },
  ...{ TRAINING: '技术培训', INTERMEDIARY: '技术中介' },
  ...{ LUMP_SUM: '一次总付', INSTALMENTS: '分期支付', ROYALTY: '提成支付' },
  ...{ ENTRANCE_FEE_AND_ROYALTY: '提成支付附加预付入门费' },
  ...{ EXCLUSIVE: '独占许可', SOLE: '排他许可', ORDINARY: '普通许可' },
  ...{ SELLER: '卖方', BUYER: '买方' },
};

/** The Chinese word of a type, a subtype, a price form, a licence or a role. */
export const wordOf = (word: keyof typeof WORDS): string => WORDS[word];
