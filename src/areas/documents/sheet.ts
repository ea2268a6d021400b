import { dirname, join } from 'node:path';
import type PDFDocument from 'pdfkit';

const FONTS = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts');
/** Named by their files: pdfkit reads a font anew at each use of a registered name that stands for a file it has open. */
const FACES = {
  plain: join(FONTS, 'NotoSansHans-Regular.otf'),
  bold: join(FONTS, 'NotoSansHans-Bold.otf'),
} as const;
type Face = keyof typeof FACES;

/** Points; A4 is 595 × 842 of them. */
const MARGIN = { top: 64, bottom: 72, left: 60, right: 60 };
const SIZE = { title: 22, heading: 14, text: 10.5, small: 8.5 };
const INK = { text: '#1a1a1a', quiet: '#666666', line: '#bbbbbb', shade: '#f0f0f0' };
const GAP = 3;
const PADDING = 4;

/** What a document says of itself. */
export interface About {
  readonly title: string;
  /** When its content came to be, from the record: the same content gives the same bytes. */
  readonly at: Date;
  /** At the foot of every page. */
  readonly foot: string;
  /** Across every page, where it is no final document. */
  readonly watermark?: string | undefined;
}

/** A column of a table; `width` in parts of the table's. */
export interface Column {
  readonly title: string;
  readonly width: number;
  readonly right?: boolean;
}

/** The font as pdfkit holds it: a glyph that it lacks would be printed as nothing. */
interface Typeset {
  readonly _font: { readonly font: { hasGlyphForCodePoint(point: number): boolean } };
}

/** A document of A4 pages with Chinese fonts, subsets of which it carries; written from top to bottom, then ended. */
export class Sheet {
  private readonly pdf: PDFKit.PDFDocument;

  constructor(private readonly about: About) {
    const { title, at } = about;
    // Loaded when the first document is made: a start need not wait for fonts and layout.
    const Document = require('pdfkit') as typeof PDFDocument;
    this.pdf = new Document({
      size: 'A4',
      margins: MARGIN,
      bufferPages: true,
      lang: 'zh-CN',
      displayTitle: true,
      font: FACES.plain,
      info: { Title: title, Creator: 'Benfu', Producer: 'Benfu', CreationDate: at, ModDate: at },
    });
  }

  /** The title of the whole, with lines under it. */
  cover(title: string, lines: readonly string[]): void {
    this.pdf.moveDown(2);
    this.write(title, 'bold', SIZE.title, { align: 'center' });
    this.pdf.moveDown(0.5);
    for (const line of lines) this.write(line, 'plain', SIZE.text, { align: 'center' }, INK.quiet);
    this.pdf.moveDown(1.5);
  }

  /** A heading that does not stand alone at the end of a page. */
  heading(text: string): void {
    this.pdf.moveDown(0.8);
    this.room(SIZE.heading * 4);
    this.write(text, 'bold', SIZE.heading);
    this.pdf.moveDown(0.3);
  }

  /** A text under its label, over as many pages as it needs. */
  block(label: string, text: string): void {
    this.room(SIZE.text * 4);
    this.write(label, 'bold', SIZE.text);
    this.paragraph(text);
  }

  /** Running text; its line breaks are kept. */
  paragraph(text: string): void {
    this.write(text, 'plain', SIZE.text, { lineGap: GAP });
    this.pdf.moveDown(0.4);
  }

  /** A label and what it stands for on one line, or on several. */
  pair(label: string, value: string): void {
    this.room(SIZE.text * 2);
    this.pdf
      .fillColor(INK.quiet)
      .font(FACES.bold)
      .fontSize(SIZE.text)
      .text(`${this.printable(label)}：`, { continued: true });
    this.write(value, 'plain', SIZE.text, { lineGap: GAP });
  }

  /** Rows under a head that is repeated on every page; cells are for short texts. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    const head = columns.map(({ title }) => title);
    this.room(this.heightOf(columns, head, 'bold') * 3);
    this.row(columns, head, 'bold');
    for (const row of rows) {
      if (!this.fits(this.heightOf(columns, row, 'plain'))) {
        this.pdf.addPage();
        this.row(columns, head, 'bold');
      }
      this.row(columns, row, 'plain');
    }
    this.pdf.x = MARGIN.left;
    this.pdf.moveDown(0.8);
  }

  /** What follows begins on a page of its own. */
  page(): void {
    this.pdf.addPage();
  }

  /** Writes foot and watermark on every page and gives the whole as a stream. */
  end(): NodeJS.ReadableStream {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let at = start; at < start + count; at++) {
      this.pdf.switchToPage(at);
      this.pdf.page.margins = { ...MARGIN, bottom: 0 }; // else a text down there would begin another page
      this.watermark();
      this.foot(`${at + 1} / ${count}`);
    }
    this.pdf.end();
    return this.pdf;
  }

  private get width(): number {
    return this.pdf.page.width - MARGIN.left - MARGIN.right;
  }

  private foot(number: string): void {
    const { page } = this.pdf;
    const y = page.height - MARGIN.bottom + 22;
    this.pdf
      .moveTo(MARGIN.left, y - 6)
      .lineTo(page.width - MARGIN.right, y - 6)
      .lineWidth(0.5)
      .stroke(INK.line);
    this.pdf.fillColor(INK.quiet).font(FACES.plain).fontSize(7.5);
    this.pdf.text(this.printable(this.about.foot), MARGIN.left, y, {
      width: this.width - 50,
      lineBreak: false,
    });
    this.pdf.text(number, MARGIN.left, y, { width: this.width, align: 'right' });
  }

  private watermark(): void {
    const { watermark } = this.about;
    if (!watermark) return;
    const { width, height } = this.pdf.page;
    const origin: [number, number] = [width / 2, height / 2];
    this.pdf.rotate(-35, { origin }).fillColor('#c00000').fillOpacity(0.12);
    this.pdf
      .font(FACES.bold)
      .fontSize(72)
      .text(watermark, 0, height / 2 - 45, { width, align: 'center', lineBreak: false });
    this.pdf.fillOpacity(1).rotate(35, { origin });
  }

  private row(columns: readonly Column[], cells: readonly string[], face: Face): void {
    const height = this.heightOf(columns, cells, face);
    const y = this.pdf.y;
    let x = MARGIN.left;
    for (const [at, { width, right }] of columns.entries()) {
      const wide = this.wide(columns, width);
      this.pdf.rect(x, y, wide, height).lineWidth(0.5);
      if (face === 'bold') this.pdf.fillAndStroke(INK.shade, INK.line);
      else this.pdf.stroke(INK.line);
      const place = { width: wide - 2 * PADDING, align: right ? ('right' as const) : ('left' as const) };
      this.pdf.fillColor(INK.text).font(FACES[face]).fontSize(SIZE.small);
      this.pdf.text(this.printable(cells[at]!), x + PADDING, y + PADDING, place);
      x += wide;
    }
    this.pdf.y = y + height;
  }

  private heightOf(columns: readonly Column[], cells: readonly string[], face: Face): number {
    this.pdf.font(FACES[face]).fontSize(SIZE.small);
    const heights = columns.map(({ width }, at) =>
      this.pdf.heightOfString(this.printable(cells[at]!), { width: this.wide(columns, width) - 2 * PADDING }),
    );
    return Math.max(...heights) + 2 * PADDING;
  }

  private wide(columns: readonly Column[], parts: number): number {
    return (this.width * parts) / columns.reduce((sum, { width }) => sum + width, 0);
  }

  private fits(height: number): boolean {
    return this.pdf.y + height <= this.pdf.page.height - MARGIN.bottom;
  }

  /** Begins another page unless so many points are left on this one. */
  private room(height: number): void {
    if (!this.fits(height)) this.pdf.addPage();
  }

  private write(
    text: string,
    face: Face,
    size: number,
    options: PDFKit.Mixins.TextOptions = {},
    ink: string = INK.text,
  ): void {
    this.pdf.fillColor(ink).font(FACES[face]).fontSize(size).text(this.printable(text), options);
  }

  /** A character without a glyph, of a rare name for example, is printed as its code point, so that nothing is lost. */
  private printable(text: string): string {
    const { font } = (this.pdf as unknown as Typeset)._font;
    const plain = text.replace(/\t/g, '    ').replace(/\r\n?/g, '\n');
    return [...plain]
      .map((sign) => {
        const point = sign.codePointAt(0)!;
        return sign === '\n' || font.hasGlyphForCodePoint(point)
          ? sign
          : `[U+${point.toString(16).toUpperCase()}]`;
      })
      .join('');
  }
}
