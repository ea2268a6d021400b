import { enumOf } from '../../kernel/fields';

/** The five types of technology contracts. */
export const CONTRACT_TYPES = ['DEVELOPMENT', 'TRANSFER', 'LICENCE', 'CONSULTING', 'SERVICE'] as const;
export type ContractType = (typeof CONTRACT_TYPES)[number];
export const ContractTypeEnum = enumOf(
  'ContractType',
  CONTRACT_TYPES,
  'The five types of technology contracts (Civil Code, art. 843): 技术开发, 转让, 许可, 咨询, 服务.',
);

/** What a type is divided into. */
export const CONTRACT_SUBTYPES = [
  'COMMISSIONED',
  'JOINT',
  'PATENT',
  'PATENT_APPLICATION',
  'KNOW_HOW',
  'OTHER_RIGHT',
  'GENERAL',
  'TRAINING',
  'INTERMEDIARY',
] as const;
export type ContractSubtype = (typeof CONTRACT_SUBTYPES)[number];
export const ContractSubtypeEnum = enumOf(
  'ContractSubtype',
  CONTRACT_SUBTYPES,
  'DEVELOPMENT: COMMISSIONED 委托, JOINT 合作. TRANSFER: PATENT 专利权, PATENT_APPLICATION 专利申请权, KNOW_HOW 技术秘密, OTHER_RIGHT (software, layouts, plant varieties; art. 876). LICENCE: PATENT, KNOW_HOW, OTHER_RIGHT. SERVICE: GENERAL, TRAINING 培训, INTERMEDIARY 中介. CONSULTING has none.',
);

/** The subtypes of each type; a type without any is not divided. */
export const SUBTYPES_OF: Readonly<Record<ContractType, readonly ContractSubtype[]>> = {
  DEVELOPMENT: ['COMMISSIONED', 'JOINT'],
  TRANSFER: ['PATENT', 'PATENT_APPLICATION', 'KNOW_HOW', 'OTHER_RIGHT'],
  LICENCE: ['PATENT', 'KNOW_HOW', 'OTHER_RIGHT'],
  CONSULTING: [],
  SERVICE: ['GENERAL', 'TRAINING', 'INTERMEDIARY'],
};

export const PRICE_FORMS = ['LUMP_SUM', 'INSTALMENTS', 'ROYALTY', 'ENTRANCE_FEE_AND_ROYALTY'] as const;
export type PriceForm = (typeof PRICE_FORMS)[number];
export const PriceFormEnum = enumOf(
  'PriceForm',
  PRICE_FORMS,
  'How it is paid (Civil Code, art. 846): 一次总算一次总付, 一次总算分期支付, 提成支付, 提成支付附加预付入门费.',
);

export const LICENCE_KINDS = ['EXCLUSIVE', 'SOLE', 'ORDINARY'] as const;
export type LicenceKind = (typeof LICENCE_KINDS)[number];
export const LicenceKindEnum = enumOf(
  'LicenceKind',
  LICENCE_KINDS,
  'EXCLUSIVE 独占: only the licensee. SOLE 排他: licensee and owner. ORDINARY 普通: others too; also where the contract is silent.',
);

export const CONTRACT_ROLES = ['SELLER', 'BUYER', 'INTERMEDIARY'] as const;
export type ContractRole = (typeof CONTRACT_ROLES)[number];
export const ContractRoleEnum = enumOf(
  'ContractRole',
  CONTRACT_ROLES,
  'SELLER 卖方: develops, transfers, licenses, advises or serves, and registers the contract. BUYER 买方. INTERMEDIARY 中介方.',
);

/** What the rules look at of a party. */
export interface RuledParty {
  readonly role: ContractRole;
  readonly organisationId: string | null;
  readonly name: string;
  readonly uscc: string | null;
}

/** What the rules look at of a contract; amounts in CNY yuan. */
export interface RuledContract {
  readonly type: ContractType;
  readonly subtype: ContractSubtype | null;
  readonly subject: string | null;
  readonly signedOn: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly parties: readonly RuledParty[];
  readonly sellerId: string | null;
  readonly turnover: string;
  readonly technologyValue: string | null;
  readonly technologyIncome: string | null;
  readonly priceForm: PriceForm | null;
  readonly royaltyTerms: string | null;
  readonly patents: readonly string[];
  readonly licence: LicenceKind | null;
  readonly undeveloped: boolean;
  readonly ownership: string | null;
  readonly improvements: string | null;
}
