import type * as Docx from 'docx';
import { Sheet } from '../documents';
import type { Part, RecordContent } from './record.content';

/** A record as PDF, with its fonts inside. */
export function recordPdf({ title, subtitle, at, parts }: RecordContent): NodeJS.ReadableStream {
  const sheet = new Sheet({ title: `${title} ${subtitle}`, at, foot: `${title}　${subtitle}` });
  sheet.cover(title, [subtitle]);
  for (const part of parts) {
    if ('heading' in part) sheet.heading(part.heading);
    else if ('label' in part) sheet.pair(part.label, part.value);
    else if ('list' in part) part.list.forEach((line, at) => sheet.paragraph(`${at + 1}. ${line}`));
    else if ('text' in part) sheet.paragraph(part.text);
    else sheet.table(part.columns, part.rows);
  }
  return sheet.end();
}

/** Fonts that Word has on every machine in China, and what it takes elsewhere. */
const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: '宋体' };
/** The width of the text on A4, in twentieths of a point. */
const WIDE = 9_000;

/** A record as DOCX. */
export function recordDocx({ title, subtitle, parts }: RecordContent): Promise<Buffer> {
  // Loaded when the first document is made.
  const docx = require('docx') as typeof Docx;
  const { Document, HeadingLevel, Packer, Paragraph, AlignmentType } = docx;
  const centred = { alignment: AlignmentType.CENTER };
  const file = new Document({
    ...{ title: `${title} ${subtitle}`, creator: 'Benfu' },
    styles: { default: { document: { run: { font: FONT, size: 21 } } } },
    sections: [
      {
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE, ...centred }),
          new Paragraph({ text: subtitle, ...centred }),
          ...parts.flatMap((part) => blocksOf(docx, part)),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}

function blocksOf(docx: typeof Docx, part: Part): (Docx.Paragraph | Docx.Table)[] {
  const { HeadingLevel, Paragraph, Table, TextRun } = docx;
  if ('heading' in part) return [new Paragraph({ text: part.heading, heading: HeadingLevel.HEADING_1 })];
  if ('label' in part) {
    const label = new TextRun({ text: `${part.label}：`, bold: true });
    return [new Paragraph({ children: [label, new TextRun(part.value)] })];
  }
  if ('list' in part) return part.list.map((line, at) => new Paragraph(`${at + 1}. ${line}`));
  if ('text' in part) return part.text.split(/\r?\n/).map((line) => new Paragraph(line));
  const { columns, rows } = part;
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => Math.round((WIDE * width) / total));
  const head = rowOf(
    docx,
    columns.map(({ title }) => title),
    true,
  );
  return [new Table({ columnWidths: widths, rows: [head, ...rows.map((row) => rowOf(docx, row, false))] })];
}

function rowOf(docx: typeof Docx, cells: readonly string[], head: boolean): Docx.TableRow {
  const { Paragraph, TableCell, TableRow, TextRun } = docx;
  const cell = (text: string): Docx.TableCell =>
    new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold: head })] })] });
  return new TableRow({ tableHeader: head, cantSplit: true, children: cells.map(cell) });
}
