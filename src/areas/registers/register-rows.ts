import { sentence } from '../../kernel/messages';
import type { Cell } from '../../kernel/workbook';
import { DISTRICTS } from '../organisations';
import { wordOf } from '../contractrules';
import type { Contract } from '../contracts';

const partyOf = ({ parties }: Contract, role: string, key: 'name' | 'uscc'): Cell =>
  parties.find((party) => party.role === role)?.[key] ?? null;

/** The columns of the register; the import of past registers reads the same headers. */
export const REGISTER_COLUMNS: readonly [header: string, cell: (contract: Contract) => Cell][] = [
  ['合同登记编号', ({ number }) => number],
  ['合同名称', ({ title }) => title],
  ['合同类型', ({ type }) => wordOf(type)],
  ['合同种类', ({ subtype }) => subtype && wordOf(subtype)],
  ['状态', ({ state }) => sentence(`contract.state.${state}`, {}, 'zh')],
  ['签订日期', ({ signedOn }) => signedOn],
  ['登记日期', ({ registeredOn }) => registeredOn],
  ['有效期起', ({ startsOn }) => startsOn],
  ['有效期止', ({ endsOn }) => endsOn],
  ['卖方名称', (contract) => partyOf(contract, 'SELLER', 'name')],
  ['卖方统一社会信用代码', (contract) => partyOf(contract, 'SELLER', 'uscc')],
  ['卖方所在区县', ({ district }) => district && (DISTRICTS[district]?.zh ?? district)],
  ['买方名称', (contract) => partyOf(contract, 'BUYER', 'name')],
  ['买方统一社会信用代码', (contract) => partyOf(contract, 'BUYER', 'uscc')],
  ['成交额（元）', ({ turnover }) => turnover],
  ['技术交易额（元）', ({ technologyValue }) => technologyValue],
  ['技术性收入（元）', ({ technologyIncome }) => technologyIncome],
  ['支付方式', ({ priceForm }) => priceForm && wordOf(priceForm)],
  ['专利号', ({ patents }) => patents.join('；') || null],
];

/** One contract as a row of the register. */
export const registerRow = (contract: Contract): Cell[] => REGISTER_COLUMNS.map(([, cell]) => cell(contract));
