import { Parser } from 'htmlparser2';
import { escapeHtml } from '../../../core/mirror/markup-policy.ts';
import type { Attributes } from './attributes.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Shapes, text, paint and filters. No script, no foreign content, no animation, no style sheet. */
const ELEMENTS = words(`
  svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath image
  linearGradient radialGradient stop pattern clipPath mask marker filter feGaussianBlur feOffset
  feBlend feColorMatrix feFlood feComposite feMerge feMergeNode switch`);

/** Their words are read aloud, and cannot do anything. */
const TEXT_ELEMENTS = words('title desc');

const ATTRIBUTE =
  /^(?:id|class|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|dx|dy|d|points|width|height|viewBox|preserveAspectRatio|transform|version|offset|rotate|textLength|lengthAdjust|startOffset|orient|refX|refY|markerWidth|markerHeight|markerUnits|gradientUnits|gradientTransform|spreadMethod|fx|fy|patternUnits|patternContentUnits|patternTransform|clipPathUnits|maskUnits|maskContentUnits|filterUnits|in|in2|result|mode|stdDeviation|type|values|operator|k[1-4]|role|aria-label|fill|stroke|color|opacity|visibility|display|overflow|cursor|dominant-baseline|alignment-baseline|baseline-shift|text-anchor|letter-spacing|word-spacing|text-decoration|writing-mode|paint-order|vector-effect|shape-rendering|text-rendering|image-rendering|mix-blend-mode|clip-path|clip-rule|mask|filter|marker|marker-(?:start|mid|end)|(?:fill|stroke|stop|flood|font)-[a-z-]+|xml:space)$/;

const OWN_BYTES = /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*$/;

/** As in a page: see mirror-page.ts. */
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
        if (drawing.dropping === 0 && drawing.closes.length > 0) drawing.out.push(asXml(text));
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
  const text = drawing.out.join('').trim();
  return text.startsWith('<svg') ? text : null;
}

function openTag(drawing: Drawing, fullName: string, attributes: Attributes): void {
  const { closes, out } = drawing;
  if (closes.length >= MAX_DEPTH) throw new TooDeep();
  const name = fullName.replace(/^svg:/, '');
  const isRoot = closes.length === 0;
  // A second root would make the file no XML at all.
  const known = ELEMENTS.has(name) || TEXT_ELEMENTS.has(name);
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
  return Object.entries(attributes)
    .map(([name, value]) => keptAttribute(element, name, value))
    .join('');
}

function keptAttribute(element: string, name: string, value: string): string {
  if (name === 'href' || name === 'xlink:href') {
    const own = /^#[\w.:-]+$/.test(value) || (element === 'image' && OWN_BYTES.test(value));
    return own ? ` ${name}="${asXml(value)}"` : '';
  }
  if (name === 'style') return styleAttributes(value);
  return ATTRIBUTE.test(name) && isHarmless(value) ? ` ${name}="${asXml(value)}"` : '';
}

/** Drawing tools put paint in `style`; the same words are attributes too, and judged as such. */
function styleAttributes(style: string): string {
  const kept = style
    .slice(0, 4_000)
    .split(';')
    .map((declaration) => declaration.trim())
    .filter((declaration) => /^[a-z-]+\s*:/.test(declaration) && isHarmless(declaration))
    .filter((declaration) => ATTRIBUTE.test(declaration.split(':', 1)[0]?.trim() ?? ''));
  return kept.length === 0 ? '' : ` style="${asXml(kept.join(';'))}"`;
}

/** `url(#part)` paints with a part of the same picture; any other address loads something. */
function isHarmless(value: string): boolean {
  const rest = value.replaceAll(/url\(\s*["']?#[\w.:-]+["']?\s*\)/gi, '');
  return !/url\s*\(|image\s*\(|image-set|src\s*\(|expression|javascript:|@import|\\/i.test(rest);
}

/** Letters that XML forbids would make a browser refuse the whole picture. */
function asXml(text: string): string {
  const legal = Array.from(text.toWellFormed()).filter(
    (letter) => letter >= ' ' || letter === '\n' || letter === '\t' || letter === '\r',
  );
  return escapeHtml(legal.join(''));
}
