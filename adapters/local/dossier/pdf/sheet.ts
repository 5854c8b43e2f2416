import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { printableText } from './printable-text.ts';
import { unwrapWoff } from './unwrap-woff.ts';

type Document = InstanceType<typeof PDFDocument>;
/** A part of the document as a screen reader is told of it: a heading, a list, a table. */
export type Part = ReturnType<Document['struct']>;

/** How a text is set. */
export interface Type {
  readonly font: 'text' | 'strong';
  /** In points. */
  readonly size: number;
  readonly colour: string;
}

export const TYPE = {
  title: { font: 'strong', size: 17, colour: '#14213d' },
  heading: { font: 'strong', size: 11, colour: '#14213d' },
  text: { font: 'text', size: 8.8, colour: '#1a1a1a' },
  strong: { font: 'strong', size: 8.8, colour: '#1a1a1a' },
  small: { font: 'text', size: 7.6, colour: '#4a4a4a' },
} as const satisfies Readonly<Record<string, Type>>;

/** A4, in points; margins chosen. */
export const PAGE = { width: 595.28, height: 841.89, margin: 40, foot: 26 } as const;
export const INNER = PAGE.width - 2 * PAGE.margin;

/** Where a text goes. It never leaves its box: what does not fit ends in an ellipsis. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly lines: number;
  readonly align?: 'left' | 'right';
}

/** A document being drawn, with its font. */
export interface Sheet {
  readonly document: Document;
  readonly root: Part;
  /** Lines that a text takes in a width, at most `most`. */
  lines(text: string, type: Type, width: number, most: number): number;
  lineHeight(type: Type): number;
  /** Put a text into its box, as a part of the structure, or as an ornament that nobody reads out. */
  put(text: string, type: Type, box: Box, within: { part: Part; tag: string } | null): void;
  /** Draw what is no text, as an ornament. */
  ornament(draw: (document: Document) => void): void;
}

export interface SheetOptions {
  readonly title: string;
  readonly author: string;
  readonly language: 'fr' | 'en';
  /** Stands for the moment of making: nothing in the document is by the clock. */
  readonly at: Date;
}

const REGULAR = import.meta.resolve(
  '@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff',
);
const STRONG = import.meta.resolve(
  '@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff',
);

/**
 * Start a document of A4 pages, tagged, for archives (PDF/A-2a): its font is in it, and the same calls
 * give the same bytes. Nothing in it adds a page by itself.
 */
export function openSheet({ title, author, language, at }: SheetOptions): Sheet {
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    // The archive packs it.
    compress: false,
    pdfVersion: '1.7',
    tagged: true,
    subset: 'PDF/A-2a',
    lang: language === 'fr' ? 'fr-FR' : 'en-GB',
    displayTitle: true,
    font: '',
    info: {
      Title: printableText(title),
      Author: printableText(author),
      Creator: 'Préau',
      CreationDate: at,
      ModDate: at,
    },
  });
  document.registerFont('text', fontOf(REGULAR));
  document.registerFont('strong', fontOf(STRONG));
  const root = document.struct('Document');
  document.addStructure(root);
  const set = ({ font, size, colour }: Type) =>
    document.font(font).fontSize(size).fillColor(colour);
  const lineHeight = (type: Type): number => set(type).currentLineHeight(true);
  const lines: Sheet['lines'] = (text, type, width, most) => {
    const all = set(type).heightOfString(printableText(text), { width }) / lineHeight(type);
    return Math.min(most, Math.max(1, Math.round(all)));
  };
  const write = (text: string, type: Type, { x, y, width, lines: most, align }: Box): void => {
    const height = most * lineHeight(type) + 0.5;
    set(type).text(printableText(text), x, y, {
      width,
      height,
      ellipsis: true,
      align: align ?? 'left',
    });
  };
  return {
    document,
    root,
    lines,
    lineHeight,
    put: (text, type, box, within) => {
      if (within === null) return artifact(document, () => write(text, type, box));
      within.part.add(document.struct(within.tag, {}, [() => write(text, type, box)]));
    },
    ornament: (draw) => artifact(document, () => draw(document)),
  };
}

const fontOf = (file: string): Buffer => unwrapWoff(readFileSync(new URL(file)));

function artifact(document: Document, draw: () => void): void {
  document.markContent('Artifact', { type: 'Layout' });
  draw();
  document.endMarkedContent();
}
