import { SYSTEM } from '../kernel/actor';
import { Refusal } from '../kernel/messages';
import { WORDS } from '../areas/contractrules';
import { ContractsReader, RecordContractInput } from '../areas/contracts';
import { DISTRICTS } from '../areas/organisations';
import { ContractsRecorder } from '../areas/registers';
import { day, list, text, word, yuan } from './cells';
import type { Column } from './columns';
import type { Subject } from './subject';

/** What registers call things, in their own words and in those of others. */
const NAMES = {
  ...Object.fromEntries(Object.entries(WORDS).map(([code, name]) => [name, code])),
  ...{ 开发: 'DEVELOPMENT', 转让: 'TRANSFER', 许可: 'LICENCE', 咨询: 'CONSULTING', 服务: 'SERVICE' },
  ...{ 专利权转让: 'PATENT', 专利权: 'PATENT', 专利实施许可: 'PATENT', 专利申请权转让: 'PATENT_APPLICATION' },
  ...{ 技术秘密转让: 'KNOW_HOW', 技术秘密使用许可: 'KNOW_HOW', 一次总算一次总付: 'LUMP_SUM' },
  ...{ 一次总算分期支付: 'INSTALMENTS', 提成: 'ROYALTY' },
};
const CODES = Object.fromEntries(Object.entries(DISTRICTS).map(([code, { zh }]) => [zh, code]));

const PARTIES: readonly Column[] = [
  { field: 'parties.0.name', headers: ['seller', '卖方', '卖方名称', '受托方', '让与人'], read: text },
  { field: 'parties.0.uscc', headers: ['sellerUscc', '卖方统一社会信用代码', '卖方代码'], read: text },
  {
    field: 'parties.0.district',
    headers: ['district', '卖方所在区县', '卖方所在地', '区县'],
    read: word(CODES),
  },
  { field: 'parties.1.name', headers: ['buyer', '买方', '买方名称', '委托方', '受让人'], read: text },
  { field: 'parties.1.uscc', headers: ['buyerUscc', '买方统一社会信用代码', '买方代码'], read: text },
];

/** A party from its three columns. */
const partyOf = (values: Readonly<Record<string, unknown>>, at: number, role: string): object => ({
  role,
  name: values[`parties.${at}.name`] ?? '',
  uscc: values[`parties.${at}.uscc`],
  district: values[`parties.${at}.district`],
});

/** Contracts of past registers are registered at once: they were decided elsewhere. */
export const contracts: Subject<RecordContractInput> = {
  columns: [
    { field: 'number', headers: ['number', '合同登记编号', '登记编号', '合同编号', '编号'], read: text },
    { field: 'title', headers: ['title', '合同名称', '项目名称', '名称'], read: text },
    { field: 'type', headers: ['type', '合同类型', '合同类别', '类型'], read: word(NAMES) },
    { field: 'subtype', headers: ['subtype', '合同种类', '种类', '类别明细'], read: word(NAMES) },
    { field: 'signedOn', headers: ['signedOn', '签订日期', '合同签订日期'], read: day },
    { field: 'registeredOn', headers: ['registeredOn', '登记日期', '认定登记日期'], read: day },
    { field: 'startsOn', headers: ['startsOn', '有效期起', '起始日期'], read: day },
    { field: 'endsOn', headers: ['endsOn', '有效期止', '截止日期'], read: day },
    ...PARTIES,
    { field: 'turnover', headers: ['turnover', '成交额', '合同成交额', '合同金额'], read: yuan },
    { field: 'technologyValue', headers: ['technologyValue', '技术交易额'], read: yuan },
    { field: 'technologyIncome', headers: ['technologyIncome', '技术性收入'], read: yuan },
    { field: 'priceForm', headers: ['priceForm', '支付方式', '价款支付方式'], read: word(NAMES) },
    { field: 'patents', headers: ['patents', '专利号', '专利'], read: list },
  ],
  required: ['number', 'title', 'type', 'signedOn', 'registeredOn', 'turnover'],
  numbered: 'number',
  fallback: 'open',
  input: RecordContractInput,
  shape: (values) => {
    const own = Object.entries(values).filter(([field]) => !field.includes('.'));
    const parties = [partyOf(values, 0, 'SELLER'), partyOf(values, 1, 'BUYER')];
    return { ...Object.fromEntries(own), parties };
  },
  known: ({ app }, numbers) => app.get(ContractsReader).takenNumbers(numbers),
  writeMany: async ({ app }, inputs) => {
    const outcomes = await app.get(ContractsRecorder).recordMany(SYSTEM, inputs);
    return outcomes.map((outcome) => (outcome instanceof Refusal ? outcome : undefined));
  },
};
