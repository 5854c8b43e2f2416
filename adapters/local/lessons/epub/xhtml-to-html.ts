import { Parser } from 'htmlparser2';
import { escapeHtml, isVoidElement } from '../../../../core/mirror/markup-policy.ts';

export interface ChapterHead {
  /** As the table of contents calls it; null for the chapter's own title. */
  readonly title: string | null;
  /** Of the book, where the chapter names none. */
  readonly language: string;
}

/** They would be taken out anyway, and their text is not to be read as markup. */
const DROPPED: ReadonlySet<string> = new Set(['script', 'style', 'head', 'title']);

/** Written anew around the chapter. */
const FRAME: ReadonlySet<string> = new Set(['html', 'body']);

const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** As for any page, where the reason stands: adapters/local/mirror/page.ts. */
const MAX_DEPTH = 256;

class TooDeep extends Error {}

interface Writing {
  readonly out: string[];
  /** The end tag of each open element. */
  readonly closes: string[];
  language: string;
  title: string;
  inTitle: boolean;
  /** Elements open within one that is dropped; 0 outside. */
  dropping: number;
  isCdata: boolean;
  /** Where the outermost drawing began, and the pictures in it. */
  drawing: { readonly at: number; readonly depth: number; readonly pictures: string[] } | null;
}

/**
 * Write a chapter, which is XML, as the HTML that it means.
 *
 * `<a id="x"/>` and `<title/>` would swallow the page if an HTML reader met them. A drawing that
 * only frames a picture, as covers do, becomes that picture. Nothing is made safe here: the page is
 * cleaned afterwards, like any other.
 *
 * @returns null for a chapter nested deeper than a person writes
 */
export function xhtmlToHtml(xhtml: string, head: ChapterHead): string | null {
  const writing: Writing = {
    out: [],
    closes: [],
    language: head.language,
    title: '',
    inTitle: false,
    dropping: 0,
    isCdata: false,
    drawing: null,
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => openTag(writing, name, attributes),
      onclosetag: () => closeTag(writing),
      ontext: (text) => addText(writing, text),
      oncdatastart: () => void (writing.isCdata = true),
      oncdataend: () => void (writing.isCdata = false),
    },
    // Named entities pass through as they are: XML readers know five, HTML readers all.
    { xmlMode: true, decodeEntities: false },
  );
  try {
    parser.write(xhtml);
    parser.end();
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
  const title = head.title === null ? writing.title : escapeHtml(head.title);
  return `<!doctype html>\n<html lang="${escapeHtml(writing.language)}">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n${writing.out.join('')}\n</body>\n</html>\n`;
}

function openTag(
  writing: Writing,
  fullName: string,
  attributes: Readonly<Record<string, string>>,
): void {
  if (writing.closes.length >= MAX_DEPTH) throw new TooDeep();
  const name = fullName.slice(fullName.indexOf(':') + 1).toLowerCase();
  if (name === 'html') writing.language = languageOf(attributes) ?? writing.language;
  if (name === 'title' && writing.drawing === null) writing.inTitle = true;
  if (writing.dropping > 0 || drops(name, fullName, attributes)) {
    writing.dropping += 1;
    writing.closes.push('');
    return;
  }
  if (name === 'svg' && writing.drawing === null) {
    writing.drawing = { at: writing.out.length, depth: writing.closes.length, pictures: [] };
  }
  if (name === 'image') notePicture(writing, attributes);
  const isFrame = FRAME.has(name);
  if (!isFrame) writing.out.push(`<${name}${attributesOf(attributes)}>`);
  writing.closes.push(isFrame || isVoidElement(name) ? '' : `</${name}>`);
}

/** Of the ways to say one thing, the one in MathML can be shown, and what is said by default. */
function drops(
  name: string,
  fullName: string,
  attributes: Readonly<Record<string, string>>,
): boolean {
  const isForeignCase = fullName === 'epub:case' && attributes['required-namespace'] !== MATHML;
  return DROPPED.has(name) || isForeignCase;
}

function notePicture({ drawing }: Writing, attributes: Readonly<Record<string, string>>): void {
  const href = attributes['xlink:href'] ?? attributes['href'];
  if (href !== undefined) drawing?.pictures.push(`<img src="${quoted(href)}" alt="">`);
}

function closeTag(writing: Writing): void {
  const close = writing.closes.pop() ?? '';
  writing.inTitle = false;
  if (writing.dropping > 0) {
    writing.dropping -= 1;
    return;
  }
  writing.out.push(close);
  const { drawing } = writing;
  if (drawing === null || writing.closes.length > drawing.depth) return;
  if (drawing.pictures.length > 0) {
    writing.out.length = drawing.at;
    writing.out.push(drawing.pictures.join(''));
  }
  writing.drawing = null;
}

function addText(writing: Writing, text: string): void {
  if (writing.inTitle && writing.title.length < 500) writing.title += text.replaceAll('<', '&lt;');
  if (writing.dropping > 0) return;
  writing.out.push(writing.isCdata ? escapeHtml(text) : text.replaceAll('<', '&lt;'));
}

function attributesOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => {
      if (name === 'xml:lang') return ` lang="${quoted(value)}"`;
      return /^[a-z][a-z0-9-]*$/i.test(name) && name !== 'xmlns'
        ? ` ${name}="${quoted(value)}"`
        : '';
    })
    .join('');
}

/** Entities pass as they are; only what would end the value is written otherwise. */
const quoted = (value: string): string => value.replaceAll('"', '&quot;').replaceAll('<', '&lt;');

function languageOf(attributes: Readonly<Record<string, string>>): string | null {
  return attributes['xml:lang'] ?? attributes['lang'] ?? null;
}
