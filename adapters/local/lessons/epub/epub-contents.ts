import { Parser } from 'htmlparser2';
import { attributeOf, childrenOf, elementAt, textAt, type XmlElement } from '../xml-tree.ts';

/** One line of a book's table of contents. */
export interface ContentsLine {
  readonly title: string;
  readonly depth: number;
  /** From the table's own folder, as written; null for a heading. */
  readonly href: string | null;
}

/** Elements within elements; what comes after a deeper nest is not read. As for any page. */
const MAX_OPEN = 256;

class TooDeep extends Error {}

/** Lists within lists. Chosen: books use five. */
const MAX_DEPTH = 64;

/** Lines of one table. Chosen: the largest looked at has 400. */
const MAX_LINES = 20_000;

const MAX_TITLE = 300;

interface Reading {
  readonly lines: { title: string; depth: number; href: string | null }[];
  /** Elements open within the table of contents; 0 outside of it. */
  inTable: number;
  lists: number;
  /** Elements open within the label that is being read; 0 between labels. */
  inLabel: number;
}

/** Read the table of contents of EPUB 3: the lists of its `<nav epub:type="toc">`. */
export function readNavigation(xhtml: string): readonly ContentsLine[] {
  const reading: Reading = { lines: [], inTable: 0, lists: 0, inLabel: 0 };
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1;
        if (depth > MAX_OPEN) throw new TooDeep();
        openTag(reading, local(name), attributes);
      },
      onclosetag: (name) => {
        depth -= 1;
        closeTag(reading, local(name));
      },
      ontext: (text) => {
        const line = reading.lines.at(-1);
        if (reading.inLabel > 0 && line !== undefined && line.title.length < MAX_TITLE) {
          line.title += text;
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  try {
    parser.write(xhtml);
    parser.end();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
  return reading.lines.map((line) => ({ ...line, title: oneLine(line.title) }));
}

function openTag(
  reading: Reading,
  name: string,
  attributes: Readonly<Record<string, string>>,
): void {
  if (reading.inTable === 0) {
    if (name === 'nav' && isContents(attributes)) reading.inTable = 1;
    return;
  }
  reading.inTable += 1;
  if (name === 'ol') reading.lists += 1;
  if (reading.inLabel > 0) reading.inLabel += 1;
  else if ((name === 'a' || name === 'span') && reading.lists > 0) openLabel(reading, attributes);
}

function openLabel(reading: Reading, attributes: Readonly<Record<string, string>>): void {
  if (reading.lines.length >= MAX_LINES || reading.lists > MAX_DEPTH) return;
  reading.inLabel = 1;
  const href = attributes['href'] ?? null;
  reading.lines.push({ title: '', depth: reading.lists - 1, href });
}

function closeTag(reading: Reading, name: string): void {
  if (reading.inTable === 0) return;
  reading.inTable -= 1;
  if (name === 'ol') reading.lists -= 1;
  if (reading.inLabel > 0) reading.inLabel -= 1;
}

/** Landmarks and page lists are tables too, and not this one. */
const isContents = (attributes: Readonly<Record<string, string>>): boolean =>
  /\btoc\b/.test(attributes['epub:type'] ?? '') || attributes['role'] === 'doc-toc';

/** Read the table of contents of EPUB 2: the points of its NCX. */
export function readNcx(root: XmlElement): readonly ContentsLine[] {
  const map = elementAt(root, 'navmap');
  const lines: ContentsLine[] = [];
  const add = (point: XmlElement, depth: number): void => {
    if (lines.length >= MAX_LINES) return;
    const content = elementAt(point, 'content');
    const href = content === null ? null : attributeOf(content, 'src');
    lines.push({ title: textAt(point, 'navlabel', 'text').slice(0, MAX_TITLE), depth, href });
    for (const child of childrenOf(point, 'navpoint')) add(child, depth + 1);
  };
  for (const point of map === null ? [] : childrenOf(map, 'navpoint')) add(point, 0);
  return lines;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, MAX_TITLE);
