/** Pages of A4 that fill from top to bottom: fonts, room that is left, and the tags by which a screen reader finds its way. */
import PDFDocument from 'pdfkit';
import type { Doc } from '../document.js';
import { INK, RULE, SOFT } from '../palette.js';
import { FACES, type Face, fontBytes, printable } from './fonts.js';

export const LEFT = 64;
const TOP = 58;
const BOTTOM = 66;

export interface TextStyle {
  readonly face?: Face;
  readonly size?: number;
  readonly colour?: string;
  readonly x?: number;
  readonly width?: number;
  readonly align?: 'left' | 'right' | 'center';
  /** Space below, in points. */
  readonly after?: number;
  readonly gap?: number;
}

type Tag =
  | 'P'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'L'
  | 'LI'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'BlockQuote'
  | 'Sect'
  | 'Caption'
  | 'Div';

export class Sheet {
  readonly pdf: PDFKit.PDFDocument;
  readonly width: number;
  readonly #root: PDFKit.PDFStructureElement;
  readonly #inside: PDFKit.PDFStructureElement[] = [];
  readonly #chunks: Buffer[] = [];
  readonly #ended: Promise<void>;

  constructor(readonly doc: Doc) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margins: { top: TOP, bottom: BOTTOM, left: LEFT, right: LEFT },
      bufferPages: true,
      // Without a font of its own: pdfkit would put Helvetica into every file.
      font: null as unknown as string,
      pdfVersion: '1.7',
      tagged: true,
      lang: doc.lang,
      displayTitle: true,
      info: { Title: doc.title, Producer: 'Garde-fou', Creator: 'Garde-fou', CreationDate: new Date(doc.at) },
    });
    this.#ended = new Promise((resolve, reject) => {
      this.pdf.on('data', (chunk: Buffer) => void this.#chunks.push(chunk));
      this.pdf.on('end', resolve);
      this.pdf.on('error', reject);
    });
    for (const face of Object.keys(FACES) as Face[]) this.pdf.registerFont(face, fontBytes(face));
    this.pdf.font('regular');
    this.width = this.pdf.page.width - 2 * LEFT;
    this.#root = this.pdf.struct('Document');
    this.pdf.addStructure(this.#root);
  }

  get y(): number {
    return this.pdf.y;
  }
  set y(value: number) {
    this.pdf.y = value;
  }
  /** Where the page ends for text. */
  get bottom(): number {
    return this.pdf.page.height - BOTTOM;
  }

  /** Begins a new page unless `height` points are left on this one. */
  need(height: number): void {
    if (this.y + height > this.bottom && this.y > TOP + 1) this.newPage();
  }
  newPage(): void {
    this.pdf.addPage();
    this.y = TOP;
  }
  space(points: number): void {
    this.y = Math.min(this.y + points, this.bottom);
  }

  #use(style: TextStyle): void {
    this.pdf
      .font(style.face ?? 'regular')
      .fontSize(style.size ?? 10.5)
      .fillColor(style.colour ?? INK);
  }

  #options(style: TextStyle): PDFKit.Mixins.TextOptions {
    return { width: style.width ?? this.width, align: style.align ?? 'left', lineGap: style.gap ?? 1.6 };
  }

  heightOf(text: string, style: TextStyle): number {
    this.#use(style);
    return this.pdf.heightOfString(printable(text) || ' ', this.#options(style));
  }
  widthOf(text: string, style: TextStyle): number {
    this.#use(style);
    return this.pdf.widthOfString(printable(text));
  }

  /** Writes at the place where the page is filled up to; goes on overleaf where it must. */
  write(tag: Tag, text: string, style: TextStyle = {}): void {
    const words = printable(text);
    this.tag(tag, () => {
      this.#use(style);
      this.pdf.text(words === '' ? ' ' : words, style.x ?? LEFT, this.y, this.#options(style));
    });
    this.space(style.after ?? 0);
  }

  /** Writes at a fixed place without moving on; the caller has made sure that there is room. */
  put(tag: Tag, text: string, x: number, y: number, style: TextStyle = {}): void {
    const before = this.y;
    const words = printable(text);
    if (words !== '')
      this.tag(tag, () => {
        this.#use(style);
        this.pdf.text(words, x, y, this.#options(style));
      });
    this.y = before;
  }

  /** Whatever `draw` draws belongs to one element of the document's structure. */
  tag(tag: Tag, draw: () => void, options: PDFKit.Mixins.StructureElementOptions = {}): void {
    const parent = this.#inside.at(-1) ?? this.#root;
    parent.add(this.pdf.struct(tag, options, [draw]));
  }

  /** An element that holds others. */
  within(tag: Tag, work: () => void): void {
    const parent = this.#inside.at(-1) ?? this.#root;
    const element = this.pdf.struct(tag);
    parent.add(element);
    this.#inside.push(element);
    work();
    this.#inside.pop();
    element.end();
  }

  /** Lines and colours that mean nothing to who listens. */
  ornament(draw: () => void): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    draw();
    this.pdf.endMarkedContent();
  }
  rule(y: number, from = LEFT, to = LEFT + this.width, colour = RULE, dashed = false): void {
    this.ornament(() => {
      this.pdf.save().lineWidth(0.6).strokeColor(colour);
      if (dashed) this.pdf.dash(2.5, { space: 2 });
      this.pdf.moveTo(from, y).lineTo(to, y).stroke().restore();
    });
  }

  #footers(): void {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let i = 0; i < count; i++) {
      this.pdf.switchToPage(start + i);
      const y = this.pdf.page.height - 42;
      // pdfkit begins a page of its own for text below the margin.
      this.pdf.page.margins.bottom = 0;
      this.rule(y - 7);
      const small = { size: 8, colour: SOFT } as const;
      this.pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
      this.#use(small);
      this.pdf.text(printable(this.doc.footer), LEFT, y, {
        width: this.width - 90,
        height: 20,
        ellipsis: true,
      });
      this.pdf.text(this.doc.pageOf(i + 1, count), LEFT + this.width - 90, y, { width: 90, align: 'right' });
      this.pdf.endMarkedContent();
    }
  }

  /** The file's bytes: the same for the same document. */
  async end(): Promise<Uint8Array> {
    this.#footers();
    this.#root.end();
    this.pdf.end();
    await this.#ended;
    return Buffer.concat(this.#chunks);
  }
}
