import type { Sentence } from '../../kernel/messages';
import { civilCode } from './contract.rules';
import type { RuledContract } from './contract.types';

/** What the law says on a matter that a contract leaves open. */
export interface Default {
  /** The empty field: ownership, improvements, licence. */
  readonly field: 'ownership' | 'improvements' | 'licence';
  readonly text: Sentence;
  readonly source: Sentence;
}

const COMMISSIONED: Default = {
  field: 'ownership',
  source: civilCode(859),
  text: {
    zh: '委托开发完成的发明创造，申请专利的权利属于研究开发人；取得专利权的，委托人可以依法实施该专利；转让申请权的，委托人有同等条件优先受让权',
    en: 'Commissioned development: the developer may apply for the patent; the client may work it free of charge, and comes first where the right to apply is transferred',
  },
};
const JOINT: Default = {
  field: 'ownership',
  source: civilCode(860),
  text: {
    zh: '合作开发完成的发明创造，申请专利的权利属于合作各方共有；一方转让其共有份额的，其他各方有同等条件优先受让权',
    en: 'Joint development: the right to apply for the patent belongs to all; where one transfers its share, the others come first',
  },
};
const BY_SERVICE: Default = {
  field: 'ownership',
  source: civilCode(885),
  text: {
    zh: '受托人利用委托人提供的资料完成的新成果属于受托人；委托人利用受托人的工作成果完成的新成果属于委托人',
    en: 'New results that the one commissioned makes from the client’s material are theirs; what the client makes from their work is the client’s',
  },
};
const IMPROVEMENTS: Default = {
  field: 'improvements',
  source: civilCode(875),
  text: {
    zh: '一方后续改进的技术成果，其他各方无权分享',
    en: 'Improvements of one party are not shared with the others',
  },
};
const ORDINARY: Default = {
  field: 'licence',
  source: {
    zh: '《最高人民法院关于审理技术合同纠纷案件适用法律若干问题的解释》第二十五条',
    en: 'Supreme People’s Court, Interpretation on technology contracts, art. 25',
  },
  text: { zh: '未约定许可方式的，为普通实施许可', en: 'A licence of no stated kind is an ordinary one' },
};

function ownershipOf({ type, subtype }: RuledContract): Default[] {
  if (type === 'CONSULTING' || type === 'SERVICE') return [BY_SERVICE];
  if (type !== 'DEVELOPMENT') return [];
  return subtype === 'JOINT' ? [JOINT] : subtype === 'COMMISSIONED' ? [COMMISSIONED] : [];
}

/** What holds by law where clauses of the contract are empty. */
export function defaultsOf(contract: RuledContract): Default[] {
  const { type, ownership, improvements, licence } = contract;
  const moves = type === 'TRANSFER' || type === 'LICENCE';
  return [
    ...(ownership === null ? ownershipOf(contract) : []),
    ...(moves && improvements === null ? [IMPROVEMENTS] : []),
    ...(type === 'LICENCE' && licence === null ? [ORDINARY] : []),
  ];
}
