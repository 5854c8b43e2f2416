import { Parser } from 'htmlparser2';
import { cleanDrawingAttribute, isDrawingElement } from '../../../core/mirror/drawing-policy.ts';
import { escapeAttribute, escapeText } from '../../../core/mirror/markup-policy.ts';
import type { Attributes } from './attributes.ts';
import { lastWordOnDrawing } from './last-word.ts';

/** As in a page: see page.ts. */
const MAX_DEPTH = 128;
const CHUNK = 16_384;

class TooDeep extends Error {}

interface Drawing {
  readonly out: string[];
  readonly closes: string[];
  dropping: number;
}

/**
 * Write an SVG picture anew from an allow-list, as {@link cleanPage} does for a page.
 *
 * Links between its own parts stay, addresses of anything else go. Read as XML, so that what
 * browsers read is what was judged: CDATA becomes escaped text, and no entity is ever declared.
 *
 * @returns null when there is no picture in it
 */
export function cleanDrawing(svg: string): string | null {
  const drawing: Drawing = { out: [], closes: [], dropping: 0 };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => openTag(drawing, name, attributes),
      onclosetag: () => closeTag(drawing),
      ontext: (text) => {
        if (drawing.dropping === 0 && drawing.closes.length > 0)
          drawing.out.push(escapeText(legal(text)));
      },
    },
    { xmlMode: true },
  );
  try {
    for (let at = 0; at < svg.length; at += CHUNK) parser.write(svg.slice(at, at + CHUNK));
    parser.end();
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
  const text = lastWordOnDrawing(drawing.out.join('').trim());
  return text.startsWith('<svg') ? text : null;
}

function openTag(drawing: Drawing, fullName: string, attributes: Attributes): void {
  const { closes, out } = drawing;
  if (closes.length >= MAX_DEPTH) throw new TooDeep();
  const name = fullName.replace(/^svg:/, '');
  const isRoot = closes.length === 0;
  // A second root would make the file no XML at all.
  const known = isDrawingElement(name);
  if (drawing.dropping > 0 || !known || (isRoot && (name !== 'svg' || out.length > 0))) {
    drawing.dropping += 1;
    closes.push('');
    return;
  }
  out.push(`<${name}${isRoot ? NAMESPACES : ''}${keptAttributes(name, attributes)}>`);
  closes.push(`</${name}>`);
}

const NAMESPACES = ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';

function closeTag(drawing: Drawing): void {
  const close = drawing.closes.pop();
  if (close === '') drawing.dropping -= 1;
  else if (close !== undefined) drawing.out.push(close);
}

function keptAttributes(element: string, attributes: Attributes): string {
  let kept = '';
  for (const [name, value] of Object.entries(attributes)) {
    const clean = cleanDrawingAttribute(element, name, legal(value));
    if (clean !== null) kept += ` ${name}="${escapeAttribute(clean)}"`;
  }
  return kept;
}

/** Without the letters that XML forbids, which would make a browser refuse the whole picture. */
function legal(text: string): string {
  const known = Array.from(text.toWellFormed()).filter(
    (letter) => letter >= ' ' || letter === '\n' || letter === '\t' || letter === '\r',
  );
  return known.join('');
}
