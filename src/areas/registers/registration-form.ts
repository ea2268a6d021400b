import { contractChecksOf, defaultsOf, RULE_PACKS, wordOf } from '../contractrules';
import type { Contract } from '../contracts';

type Line = readonly [label: string, value: string];

const MISSING = '（未填写）';
const yuan = (amount: string | null): string => (amount === null ? MISSING : `${amount} 元`);

/** What the form holds: label and value, line by line. */
export const formLines = (contract: Contract): Line[] => [
  ...headOf(contract),
  ...moneyOf(contract),
  ...clausesOf(contract),
  ['适用规则', RULE_PACKS[contract.regime].source.zh],
  ['登记日期', contract.registeredOn ?? '（登记后填写）'],
];

const headOf = ({ number, title, type, subtype, parties, signedOn, ...rest }: Contract): Line[] => [
  ['登记编号', number ?? '（登记后填写）'],
  ['合同名称', title],
  ['合同类型', wordOf(type) + (subtype ? `（${wordOf(subtype)}）` : '')],
  ...parties.map(({ role, name, uscc }): Line => [
    wordOf(role),
    uscc ? `${name}\n统一社会信用代码：${uscc}` : name,
  ]),
  ['签订日期', signedOn],
  ['有效期', rest.startsOn && rest.endsOn ? `${rest.startsOn} 至 ${rest.endsOn}` : MISSING],
  ['标的内容、范围和要求', rest.subject ?? MISSING],
];

const moneyOf = ({ priceForm, royaltyTerms, ...amounts }: Contract): Line[] => [
  ['合同成交额', yuan(amounts.turnover)],
  ['技术交易额', yuan(amounts.technologyValue)],
  ['技术性收入', yuan(amounts.technologyIncome)],
  ['价款支付方式', priceForm ? wordOf(priceForm) : MISSING],
  ...(royaltyTerms === null ? [] : [['提成的基数和比例', royaltyTerms] as const]),
];

/** Clauses; where one is empty, what the law says. */
function clausesOf(contract: Contract): Line[] {
  const { type, patents, licence, ownership, improvements } = contract;
  const silent = new Map<string, string>(
    defaultsOf(contract).map(({ field, text, source }) => [field, `未约定，依${source.zh}：${text.zh}`]),
  );
  const clause = (field: string, said: string | null): string => said ?? silent.get(field) ?? MISSING;
  return [
    ['专利号、申请号', patents.join('；') || '无'],
    ...(type === 'LICENCE' ? [['许可方式', clause('licence', licence && wordOf(licence))] as const] : []),
    ['成果归属', clause('ownership', ownership)],
    ['后续改进', clause('improvements', improvements)],
  ];
}

/** The registration form (技术合同登记表) of a contract as DOCX, with what it does not meet yet. */
export async function registrationForm(contract: Contract): Promise<Buffer> {
  // Only those who ask for it pay for the library.
  const docx = await import('docx');
  const { AlignmentType, Document, HeadingLevel, Packer, Paragraph, Table, TableRow, TextRun, WidthType } =
    docx;
  const font = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' };
  const paragraphs = (text: string, bold = false) =>
    text.split('\n').map((line) => new Paragraph({ children: [new TextRun({ text: line, bold, font })] }));
  const cell = (text: string, percent: number, bold = false) => ({
    children: paragraphs(text, bold),
    width: { size: percent, type: WidthType.PERCENTAGE },
  });
  const rows = formLines(contract).map(
    ([label, value]) =>
      new TableRow({
        children: [new docx.TableCell(cell(label, 25, true)), new docx.TableCell(cell(value, 75))],
      }),
  );
  const gaps = contractChecksOf(contract).filter(({ passed }) => !passed);
  const heading = new TextRun({ text: '技术合同登记表', bold: true, font });
  const children = [
    new Paragraph({ heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER, children: [heading] }),
    new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows }),
    ...gaps.flatMap(({ code, rule }) => paragraphs(`${code}：${rule.text.zh}`)),
  ];
  const title = { title: contract.title, creator: 'Benfu 奔赴' };
  return Packer.toBuffer(new Document({ ...title, sections: [{ children }] }));
}
